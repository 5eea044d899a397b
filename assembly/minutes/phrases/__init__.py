"""Enums and rules of this area in words."""

from flask_babel import LazyString

VIOLATIONS: dict[str, LazyString] = {}
