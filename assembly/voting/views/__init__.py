"""Pages of the area: each module adds its own to the blueprint."""

from assembly.voting.views import asides, ballots, opening, putting, requirements, roll, votes
from assembly.voting.views.area import blueprint

__all__ = ["asides", "ballots", "blueprint", "opening", "putting", "requirements", "roll", "votes"]
