"""Pages of projects: each module adds its own to the blueprint."""

from assembly.projects.views import assets, kinds, logs, overview, projects, team
from assembly.projects.views.area import blueprint

__all__ = ["assets", "blueprint", "kinds", "logs", "overview", "projects", "team"]
