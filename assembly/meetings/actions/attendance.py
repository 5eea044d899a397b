"""Who came and went."""
