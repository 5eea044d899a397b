"""Calls of quorum, opening and ending a meeting."""
