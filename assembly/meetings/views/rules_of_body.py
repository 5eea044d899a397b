"""The rules of a body in plain words."""
