"""One index over what people look for: items, motions, decisions, minutes."""
