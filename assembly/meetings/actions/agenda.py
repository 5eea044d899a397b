"""The agenda before and during a meeting: add, order, edit, remove."""
