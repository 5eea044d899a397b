"""A meeting before it begins: made, dated, convened, cancelled."""
