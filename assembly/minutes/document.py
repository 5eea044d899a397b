"""A meeting as one document: frozen dataclasses of plain values. Their JSON is in ``snapshot``.

The document holds facts and what people wrote, never words of ours: «passed» is stored as ``pass``,
a moment with its offset, a share as ``1/2``. Words are found where it is read (``phrases``), so one
document gives the minutes in every language. Minutes that are closed are read from their document
only; whoever changes these classes keeps old documents readable and raises ``SCHEMA``.

None is what nobody knows («sin dato»), never 0. Names follow Popolo where it has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assembly.minutes.accounts import AccountsTold
from assembly.minutes.elected import Election
from assembly.minutes.production import ProjectFigures
from assembly.minutes.voted import Vote

SCHEMA = 8
"""2: annexes, and the closings that were reopened. 3: elections, figures of projects. 4: the parts that
are printed. 5: slips of elections that tellers added up, counts of rounds before they were corrected.
6: accounts of a quarter, acts of voting centres. 7: acts that do not count, registers of centres.
8: boxes that were counted in another centre, slips received and left over.
Documents of before have none of what came later."""


@dataclass(frozen=True, slots=True)
class Header:
    """Which body met, when, where and under whom. ``uuid`` is the meeting's."""

    uuid: str
    commune: str
    commune_place: str
    body: str
    electorate: str
    census: int | None
    timezone: str
    language: str
    paper: str
    kind: str
    meeting_number: int
    day: date
    scheduled_at: datetime
    place: str
    call: int | None
    opened_at: datetime | None
    ended_at: datetime | None
    chair: str
    secretary: str
    from_paper: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One call of quorum: its rule as it stood, what was found, what followed."""

    number: int
    at: datetime | None
    base: str
    share: str
    comparison: str
    wait_minutes: int
    base_count: int | None
    present: int | None
    required: int | None
    valid: bool | None
    override_reason: str


@dataclass(frozen=True, slots=True)
class Stay:
    """From coming to going. Item 0 is the opening; ``last_item`` None: to the end."""

    first_item: int
    last_item: int | None
    arrived_at: datetime | None
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class Out:
    """Out of the room from one item through another, and why."""

    first_item: int
    last_item: int
    reason: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person who came. ``holding`` is principal or alternate."""

    name: str
    identity_number: str
    holding: str
    stays: tuple[Stay, ...]
    outs: tuple[Out, ...] = ()
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat with those of its holders who came; nobody: it was absent (see ``Attendance.known``)."""

    label: str
    organization: str
    weight: int
    people: tuple[Attendee, ...]
    principal: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came. ``known`` is False where nobody wrote it down.

    ``present`` counts the seats taken at the opening, or heads where a body counts heads (``seats``
    is then None).
    """

    known: bool
    seats: int | None
    present: int | None
    weighted: bool
    seats_weight: int | None
    present_weight: int | None
    head_count: int | None
    rows: tuple[SeatRow, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who does what by when."""

    uuid: str
    text: str
    who: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, with its number in the register, and what it annuls (year, number)."""

    uuid: str
    year: int
    number: int
    title: str
    text: str
    annuls: tuple[tuple[int, int], ...] = ()
    commitments: tuple[Commitment, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported on an earlier commitment; ``due_on`` is the date it was carried on to."""

    text: str
    who: str
    status: str
    note: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change to a motion: the text it was written for, the text as it would read, what became of it."""

    uuid: str
    year: int
    number: int
    status: str
    mover: str
    seconder: str
    before: str
    after: str
    votes: tuple[Vote, ...]


@dataclass(frozen=True, slots=True)
class Motion:
    """A proposal, with its text as it was put to the vote (or as it stood, if it was not)."""

    uuid: str
    year: int
    number: int
    kind: str
    status: str
    title: str
    mover: str
    seconder: str
    reason: str
    text: str
    amendments: tuple[Amendment, ...]
    votes: tuple[Vote, ...]
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Item:
    """One point of the agenda, what was said and done in it. ``text`` is Markdown.

    ``present`` and ``quorum`` are those at this item; None where they are not known.
    """

    uuid: str
    number: int
    title: str
    kind: str
    status: str
    presenter: str
    added_in_session: bool
    carried_from: date | None
    opened_at: datetime | None
    closed_at: datetime | None
    present: int | None
    quorum: bool | None
    text: str
    motions: tuple[Motion, ...]
    votes: tuple[Vote, ...]
    decisions: tuple[Decision, ...]
    commitments: tuple[Commitment, ...]
    elections: tuple[Election, ...] = ()
    projects: tuple[ProjectFigures, ...] = ()
    accounts: tuple[AccountsTold, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """One notice: to whom, how, by whom, when."""

    to: str
    means: str
    given_by: str
    given_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice given, and the period asked for. ``met`` None: it cannot be known."""

    days_asked: int
    source: str
    met: bool | None
    given: tuple[NoticeGiven, ...]
    not_told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """A file that hangs on an item (its number) or a decision (its code). ``digest`` is SHA-256."""

    uuid: str
    item: int | None
    decision: str
    title: str
    name: str
    file_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Wording:
    """How the minutes open and close in one language, placeholders not yet filled."""

    language: str
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class JournalHead:
    """The journal's last entry when the document was made: its digest seals all before it."""

    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class Reopening:
    """An earlier closing of these minutes that was taken up again, by whom and why."""

    closed_at: datetime
    reopened_at: datetime
    reopened_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingDocument:
    """The whole meeting. ``number`` and ``closed_at`` are None while the minutes are a draft.

    ``items`` stand in the order in which they were taken up, with their numbers on the agenda.
    ``decisions`` and ``commitments`` are those that belong to no item. ``errors`` are facts of
    attendance that cannot be so: (code, person, item). ``parts`` are those printed; empty: as shipped.
    """

    header: Header
    number: int | None
    closed_at: datetime | None
    calls: tuple[Call, ...]
    attendance: Attendance
    notice: Notice
    items: tuple[Item, ...]
    reports: tuple[Report, ...]
    decisions: tuple[Decision, ...]
    commitments: tuple[Commitment, ...]
    errors: tuple[tuple[str, str, int], ...]
    wordings: tuple[Wording, ...]
    journal: JournalHead | None
    annexes: tuple[Annex, ...] = ()
    parts: tuple[str, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    schema: int = SCHEMA

    @property
    def closing(self) -> int:
        """Which closing it is: the second one if one was reopened."""
        return len(self.reopenings) + 1

    def wording(self, language: str) -> Wording:
        """How it opens and closes in ``language``. Raises ``LookupError`` if it has no such words."""
        for wording in self.wordings:
            if wording.language == language:
                return wording
        raise LookupError(language)

    @property
    def votes(self) -> tuple[Vote, ...]:
        """All votes, in the order of the document."""
        found: list[Vote] = []
        for item in self.items:
            for motion in item.motions:
                found += [vote for amendment in motion.amendments for vote in amendment.votes]
                found += motion.votes
            found += item.votes
        return tuple(found)
