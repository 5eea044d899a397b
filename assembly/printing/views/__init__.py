"""Pages of the area: each module adds its own to the blueprint."""

from assembly.printing.views import ballots, body, projects, session
from assembly.printing.views.area import blueprint

__all__ = ["ballots", "blueprint", "body", "projects", "session"]
