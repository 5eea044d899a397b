"""A body's rules of quorum and notice, and its standing items."""
