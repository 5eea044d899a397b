"""The record of who did what: appended to, never changed, each entry sealed by the one before."""
