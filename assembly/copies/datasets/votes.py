"""Votes as tables: their counts, roll calls, the acts of voting centres, and results that were told again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, select

from assembly.copies.datasets.table import Dataset, dataset, own
from assembly.people.models import Seat
from assembly.voting.models import Ballot, Round, Vote
from assembly.voting.rules import Centre, VoteStatus

Rows = Iterable[Mapping[str, Any]]

_PUBLISHED: Final[ColumnElement[bool]] = Vote.published_digest.is_not(None) & (
    Vote.status == VoteStatus.closed
)
_OVER: Final[ColumnElement[bool]] = Vote.status != VoteStatus.open
_CENTRES: Final[tuple[Any, ...]] = (Vote.id, Vote.centres)
_FORMER: Final[tuple[Any, ...]] = (Vote.id, Vote.former, Round.former)
_ACT: Final = ("name", "names", "lines", *Centre("").counts, *Centre("").more, "left_out")
_COUNTS: Final = ("yes", "no", "abstain", "blank", "invalid")


def of_votes(*, public: bool) -> tuple[Dataset, ...]:
    """The public ones hold no vote that is still open, and of acts and earlier results what is published."""
    return (_votes(public), _roll_calls(public), _voting_centres(public), _earlier_results(public))


def _votes(public: bool) -> Dataset:
    names = ("id", "item_id", "motion_id", "question", "method", "status", "share")
    more = ("comparison", "base", "seats", "present", "yes", "no", "abstain", "blank")
    rest = ("invalid", "result", "opened_at", "closed_at")
    where = _OVER if public else None
    return dataset("votes", own(Vote, *names, *more, *rest), order=Vote.id, where=where)


def _roll_calls(public: bool) -> Dataset:
    return dataset(
        "roll_calls",
        {
            **own(Ballot, "vote_id", "seat_id"),
            "seat": Seat.label,
            **own(Ballot, "option", "choice", "weight"),
        },
        order=Ballot.id,
        where=Ballot.vote_id.in_(select(Vote.id).where(_OVER)) if public else None,
        outer=[(Seat, Ballot.seat_id == Seat.id)],
    )


def _voting_centres(public: bool) -> Dataset:
    columns = _ACT if public else (*_ACT, "organization", "tellers")

    def unfold(vote_id: int, centres: Rows | None) -> Iterator[tuple[Any, ...]]:
        for number, each in enumerate(centres or (), 1):
            act = Centre.from_data(each).as_data()
            yield vote_id, number, *(act[column] for column in columns)

    statement = select(*_CENTRES).where(Vote.centres.is_not(None)).order_by(Vote.id)
    if public:
        statement = statement.where(_PUBLISHED)
    return Dataset("voting_centres", ("vote_id", "number", *columns), statement, unfold)


def _earlier_results(public: bool) -> Dataset:
    """What a vote came to before it was told again, the oldest first; who told it is not for everybody."""
    columns = ("reason", "at") if public else ("reason", "at", "by")

    def unfold(
        vote_id: int, of_question: Rows | None, of_round: Rows | None
    ) -> Iterator[tuple[Any, ...]]:
        for number, each in enumerate(of_question or of_round or (), 1):
            told = (each[column] for column in columns)
            yield vote_id, number, *told, *_came_to(each)

    statement = select(*_FORMER).outerjoin(Round, Round.vote_id == Vote.id).order_by(Vote.id)
    if public:
        statement = statement.where(_PUBLISHED)
    names = ("vote_id", "number", *columns, "result", "elected", *_COUNTS)
    return Dataset("earlier_results", names, statement, unfold)


def _came_to(former: Mapping[str, Any]) -> tuple[Any, ...]:
    """The result of a question with its counts; of a round the numbers of those elected, and its slips."""
    if count := former.get("count"):
        elected = ", ".join(str(number) for number in count["elected"])
        return None, elected, None, None, None, count["blank"], count["invalid"]
    outcome = former.get("reasoning") or {"result": None, "tally": {}}
    return outcome["result"], None, *(outcome["tally"].get(part) for part in _COUNTS)
