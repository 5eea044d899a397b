"""Forms of projects: one module per subject."""
