"""What stands against closing the minutes, or is worth a look before: read from the document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assembly.minutes.document import (
    Item,
    MeetingDocument,
    Motion,
)
from assembly.minutes.voted import Vote

UNFINISHED_ITEMS: Final = frozenset({"planned", "open"})
SETTLED_MOTIONS: Final = frozenset({"carried", "rejected", "withdrawn", "deferred", "referred"})


_NOTHING_TO_TELL: Final = frozenset({"roll_call", "agenda", "other_business"})
"""Items that may stay without a word."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to look at, by `code`, in the item with this number (None: in no item).

    `blocks`: the minutes cannot be closed while it stands. `detail` names the one it is about.
    """

    code: str
    item: int | None = None
    detail: str = ""
    blocks: bool = False


def problems(document: MeetingDocument) -> tuple[Problem, ...]:
    """All that is open or contradicts itself: what blocks first, then in the order of the document."""
    found = [
        *_of_the_session(document),
        *(problem for item in document.items for problem in _of_item(item)),
    ]
    return tuple(sorted(found, key=lambda problem: not problem.blocks))


def next_number(last: int | None, *, first: int = 1) -> int:
    """The number that the next minutes of a body take: without gaps, from its `first`."""
    return first if last is None else last + 1


def _of_the_session(document: MeetingDocument) -> Iterator[Problem]:
    header, attendance = document.header, document.attendance
    for code, person, number in document.errors:
        yield Problem(code, number or None, person, blocks=True)
    if not header.chair:
        yield Problem("chair_missing")
    if not header.secretary:
        yield Problem("secretary_missing")
    if header.call is not None and header.opened_at is None:
        yield Problem("opening_hour_unknown")
    if header.ended_at is None:
        yield Problem("end_hour_unknown")
    if header.call is not None and not attendance.known:
        yield Problem("attendance_unknown")
    opened_by = next((call for call in document.calls if call.number == header.call), None)
    if opened_by and opened_by.valid is False and not opened_by.override_reason:
        yield Problem("opened_without_quorum")
    if document.notice.days_asked and document.notice.met is not True:
        yield Problem("notice_not_met" if document.notice.met is False else "notice_unknown")


def _of_item(item: Item) -> Iterator[Problem]:
    if item.status in UNFINISHED_ITEMS:
        yield Problem("item_unfinished", item.number, item.title)
    elif item.status == "closed" and not (
        item.kind in _NOTHING_TO_TELL
        or item.text.strip()
        or item.motions
        or item.votes
        or item.decisions
        or item.commitments
    ):
        yield Problem("item_empty", item.number, item.title)
    for motion in item.motions:
        yield from _of_motion(item, motion)
    for vote in item.votes:
        yield from _of_vote(item, vote, vote.question)


def _of_motion(item: Item, motion: Motion) -> Iterator[Problem]:
    for amendment in motion.amendments:
        for vote in amendment.votes:
            yield from _of_vote(item, vote, motion.title)
    if motion.status not in SETTLED_MOTIONS:
        yield Problem("motion_unsettled", item.number, motion.title)
    for vote in motion.votes:
        yield from _of_vote(item, vote, motion.title)


def _of_vote(item: Item, vote: Vote, about: str) -> Iterator[Problem]:
    if vote.status == "open":
        yield Problem("vote_open", item.number, about, blocks=True)
    if vote.status != "closed":
        return
    if vote.contradictions and not vote.contradiction_reason:
        yield Problem("vote_contradicts", item.number, about, blocks=True)
    if vote.result in (None, "unknown"):
        yield Problem("vote_unknown", item.number, about)
    # In voting centres the citizens voted, not those in the room.
    if item.quorum is False and not vote.centres:
        yield Problem("vote_without_quorum", item.number, about)
