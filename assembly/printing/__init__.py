"""Every paper that is not the minutes."""
