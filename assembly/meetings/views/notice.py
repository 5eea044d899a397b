"""The notice and to whom it was given."""
