"""A roll call against the room: who was called that is not there, and who was not asked."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from assembly.voting.rules.counts import Ballot, Contradiction
from assembly.voting.rules.kinds import Option

_VOTES = frozenset({Option.yes, Option.no, Option.abstain})


def roll_contradictions(
    ballots: Iterable[Ballot], sitting: AbstractSet[int] | None
) -> list[Contradiction]:
    """What in a roll call does not agree with who sits in a seat, by seat; empty if nothing.

    - `absent_seat_voted`: there is a vote for a `seat` in which nobody sits
    - `seat_not_asked`: somebody sits in a `seat` of which the roll call says nothing

    `sitting` are the seats taken at the item; None, where nobody wrote down who came, contradicts
    nothing.
    """
    if sitting is None:
        return []
    named = {ballot.seat: ballot.option for ballot in ballots}
    voted = {seat for seat, option in named.items() if option in _VOTES}
    return [
        *(Contradiction("absent_seat_voted", 1, 0, seat=seat) for seat in sorted(voted - sitting)),
        *(
            Contradiction("seat_not_asked", 0, 1, seat=seat)
            for seat in sorted(sitting - set(named))
        ),
    ]
