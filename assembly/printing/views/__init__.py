"""Pages of the area: each module adds its own to the blueprint."""

from assembly.printing.views import ballots, body, centres, projects, session
from assembly.printing.views.area import blueprint

__all__ = ["ballots", "blueprint", "body", "centres", "projects", "session"]
