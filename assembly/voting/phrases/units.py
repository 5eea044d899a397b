"""What a vote counts in.

``seats``; ``people`` where everybody holds a seat of her own or only heads are counted; ``weight``
where seats carry different numbers of votes.
"""

from __future__ import annotations

from typing import Literal

from assembly.people.models import Body
from assembly.people.rules import Electorate
from assembly.voting.models import Vote

Unit = Literal["seats", "people", "weight"]


def unit_of(vote: Vote) -> Unit:
    """What a vote counts in."""
    return unit_in(vote.item.meeting.body, weighted=vote.weighted)


def unit_in(body: Body, *, weighted: bool) -> Unit:
    """What the votes of a body count in."""
    if weighted:
        return "weight"
    return "seats" if body.electorate is Electorate.seats else "people"
