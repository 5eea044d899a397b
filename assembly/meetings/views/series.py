"""Meetings that recur."""
