"""What changes projects: one module per subject."""
