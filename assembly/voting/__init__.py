"""Votes: what is asked, under which frozen rule, the counts, the result and its reasoning."""
