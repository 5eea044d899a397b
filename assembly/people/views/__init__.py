"""Pages about people, bodies and accounts: each module adds its own to the blueprint."""

from assembly.people.views import importing, overview, signing_in
from assembly.people.views.area import blueprint

__all__ = ["blueprint", "importing", "overview", "signing_in"]
