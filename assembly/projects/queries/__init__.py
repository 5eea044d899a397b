"""Reads of projects: one module per subject."""
