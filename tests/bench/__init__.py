"""Measurements, not tests: `./dev bench`. Every figure is a ratio against something bare, in one run."""
