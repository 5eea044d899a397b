"""The minutes: a meeting as a document, its closing, its number and its files."""
