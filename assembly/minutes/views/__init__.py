"""Pages of the area: each module adds its own to the blueprint."""

from assembly.minutes.views import drafting, reading, wording
from assembly.minutes.views.area import blueprint

__all__ = ["blueprint", "drafting", "reading", "wording"]
