"""The catalogues of each language, and what makes them (``build``)."""
