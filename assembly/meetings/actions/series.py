"""Meetings that recur, and the next one they propose."""
