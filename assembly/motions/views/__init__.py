"""Pages of the area: each module adds its own to the blueprint."""

from assembly.motions.views import amendments, decisions, motions
from assembly.motions.views.area import blueprint

__all__ = ["amendments", "blueprint", "decisions", "motions"]
