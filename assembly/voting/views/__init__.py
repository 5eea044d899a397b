"""Pages of the area: each module adds its own to the blueprint."""

from assembly.voting.views import (
    asides,
    ballots,
    booth,
    booths,
    casting,
    centres,
    elections,
    opening,
    publishing,
    putting,
    requirements,
    roll,
    rounds,
    standing,
    tellers,
    told,
    votes,
)
from assembly.voting.views.area import blueprint

__all__ = [
    "asides",
    "ballots",
    "blueprint",
    "booth",
    "booths",
    "casting",
    "centres",
    "elections",
    "opening",
    "publishing",
    "putting",
    "requirements",
    "roll",
    "rounds",
    "standing",
    "tellers",
    "told",
    "votes",
]
