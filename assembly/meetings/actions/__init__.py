"""What changes meetings: one module per subject, all names here."""
