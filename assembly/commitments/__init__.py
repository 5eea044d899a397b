"""Who does what by when, followed from meeting to meeting."""
