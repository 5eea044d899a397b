"""Forms of meetings, one module per subject."""
