"""Notice given: to whom, how, when."""
