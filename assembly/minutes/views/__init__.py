"""Pages of the area: each module adds its own to the blueprint."""

from assembly.minutes.views import (
    after,
    aloud,
    book,
    drafting,
    layout,
    margin,
    reading,
    verify,
    wording,
)
from assembly.minutes.views.area import blueprint

__all__ = [
    "after",
    "aloud",
    "blueprint",
    "book",
    "drafting",
    "layout",
    "margin",
    "reading",
    "verify",
    "wording",
]
