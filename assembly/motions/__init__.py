"""Motions, their texts and amendments, and the register of decisions."""
