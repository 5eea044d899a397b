"""Pages of the area: each module adds its own to the blueprint."""

from assembly.money.views import accounts, debts, entries, funds, moving, overview, surplus
from assembly.money.views.area import blueprint

__all__ = [
    "accounts",
    "blueprint",
    "debts",
    "entries",
    "funds",
    "moving",
    "overview",
    "surplus",
]
