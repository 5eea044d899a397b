"""Editing the agenda."""
