"""Acts of the live meeting."""
