"""What an export tells as tables: named columns, open formats, nothing that opens an account."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from assembly.attachments.models import Attachment
from assembly.commitments.models import Commitment
from assembly.copies.rows import plain
from assembly.db import Base
from assembly.meetings.models import AgendaItem, Attendance, Meeting
from assembly.minutes.models import Minutes
from assembly.motions.models import Decision, Motion, MotionVersion
from assembly.people.models import Body, Membership, Organization, Person, Seat
from assembly.voting.models import Ballot, Vote

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Dataset:
    """One table: its name, the names of its columns, and where its rows come from."""

    name: str
    columns: tuple[str, ...]
    statement: Select[Any]

    def rows(self, session: Session) -> Iterator[tuple[Any, ...]]:
        """The rows in a fixed order, a few at a time."""
        for row in session.execute(self.statement.execution_options(yield_per=500)):
            yield tuple(row)


def datasets(*, public: bool) -> tuple[Dataset, ...]:
    """All tables. The public ones hold no identity number, telephone, note, or restricted file."""
    return (
        _organizations(),
        _persons(public),
        _seats(),
        _memberships(),
        _meetings(),
        _agenda_items(),
        _attendance(),
        _minutes(),
        _motions(),
        _motion_texts(),
        _decisions(),
        _commitments(),
        _votes(),
        _roll_calls(),
        _attachments(public),
    )


def as_csv(columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> bytes:
    """With a mark of UTF-8 for spreadsheets; what they would take for a formula begins with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_json(columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> bytes:
    """A list of objects."""
    listed = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(listed, ensure_ascii=False, indent=1, default=plain).encode() + b"\n"


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, int):
        return value
    said = value if isinstance(value, str) else str(plain(value))
    return f"'{said}" if said.startswith(_FORMULA) else said


def _own(model: type[Base], *names: str) -> dict[str, Any]:
    """Columns of a table under their own names."""
    return {name: getattr(model, name) for name in names}


def _dataset(
    name: str, columns: dict[str, Any], *, order: Any, where: Any = None, **joins: Any
) -> Dataset:
    statement = select(*columns.values()).order_by(order)
    for target, on in joins.get("outer", ()):
        statement = statement.outerjoin(target, on)
    if where is not None:
        statement = statement.where(where)
    return Dataset(name, tuple(columns), statement)


def _organizations() -> Dataset:
    parent = aliased(Organization)
    return _dataset(
        "organizations",
        {
            **_own(Organization, "id", "name", "classification"),
            "parent": parent.name,
            **_own(Organization, "place", "dissolution_date"),
        },
        order=Organization.id,
        outer=[(parent, Organization.parent_id == parent.id)],
    )


def _persons(public: bool) -> Dataset:
    person = {"id": Person.id, "name": Person.name, "organization": Organization.name}
    if not public:
        person |= {
            **_own(Person, "identity_number", "phone", "email", "note"),
        }
    return _dataset(
        "persons",
        person,
        order=Person.id,
        outer=[(Organization, Person.organization_id == Organization.id)],
    )


def _seats() -> Dataset:
    seat = aliased(Organization)
    return _dataset(
        "seats",
        {
            "id": Seat.id,
            "body": Body.name,
            "label": Seat.label,
            "organization": seat.name,
            **_own(Seat, "weight", "start_date", "end_date"),
        },
        order=Seat.id,
        outer=[(Body, Seat.body_id == Body.id), (seat, Seat.organization_id == seat.id)],
    )


def _memberships() -> Dataset:
    return _dataset(
        "memberships",
        {
            "seat_id": Membership.seat_id,
            "seat": Seat.label,
            "person_id": Membership.person_id,
            "person": Person.name,
            **_own(Membership, "holding", "rank", "start_date", "end_date"),
        },
        order=Membership.id,
        outer=[
            (Seat, Membership.seat_id == Seat.id),
            (Person, Membership.person_id == Person.id),
        ],
    )


def _meetings() -> Dataset:
    chair, secretary = aliased(Person), aliased(Person)
    return _dataset(
        "meetings",
        {
            **_own(Meeting, "id", "uuid"),
            "body": Body.name,
            **_own(
                Meeting,
                "kind",
                "number",
                "status",
                "scheduled_at",
                "opened_at",
                "ended_at",
                "call",
                "head_count",
                "place",
            ),
            "chair": chair.name,
            "secretary": secretary.name,
        },
        order=Meeting.id,
        outer=[
            (Body, Meeting.body_id == Body.id),
            (chair, Meeting.chair_id == chair.id),
            (secretary, Meeting.secretary_id == secretary.id),
        ],
    )


def _agenda_items() -> Dataset:
    return _dataset(
        "agenda_items",
        {
            **_own(
                AgendaItem,
                "id",
                "meeting_id",
                "position",
                "title",
                "kind",
                "status",
                "opened_at",
                "closed_at",
                "text",
            ),
        },
        order=AgendaItem.id,
    )


def _attendance() -> Dataset:
    return _dataset(
        "attendance",
        {
            "meeting_id": Attendance.meeting_id,
            "person": Person.name,
            "seat": Seat.label,
            **_own(Attendance, "direction", "item_id", "at"),
        },
        order=Attendance.id,
        outer=[
            (Person, Attendance.person_id == Person.id),
            (Seat, Attendance.seat_id == Seat.id),
        ],
    )


def _minutes() -> Dataset:
    return _dataset(
        "minutes",
        {
            "id": Minutes.id,
            "body": Body.name,
            **_own(Minutes, "meeting_id", "number", "status", "closed_at", "closed_by"),
        },
        order=Minutes.id,
        outer=[(Body, Minutes.body_id == Body.id)],
    )


def _motions() -> Dataset:
    mover, seconder = aliased(Person), aliased(Person)
    return _dataset(
        "motions",
        {
            "id": Motion.id,
            "body": Body.name,
            **_own(Motion, "year", "number", "kind", "status", "title"),
            "mover": func.coalesce(mover.name, Motion.mover_name),
            "seconder": func.coalesce(seconder.name, Motion.seconder_name),
            **_own(Motion, "amends_id", "item_id", "submitted_at"),
        },
        order=Motion.id,
        outer=[
            (Body, Motion.body_id == Body.id),
            (mover, Motion.mover_id == mover.id),
            (seconder, Motion.seconder_id == seconder.id),
        ],
    )


def _motion_texts() -> Dataset:
    return _dataset(
        "motion_texts",
        {
            **_own(MotionVersion, "motion_id", "version", "text", "author", "at", "amendment_id"),
        },
        order=MotionVersion.id,
    )


def _decisions() -> Dataset:
    by = aliased(Decision)
    return _dataset(
        "decisions",
        {
            "id": Decision.id,
            "body": Body.name,
            **_own(
                Decision, "year", "number", "title", "text", "decided_on", "meeting_id", "motion_id"
            ),
            "annulled_by_year": by.year,
            "annulled_by_number": by.number,
            "annulled_reason": Decision.annulled_reason,
        },
        order=Decision.id,
        outer=[(Body, Decision.body_id == Body.id), (by, Decision.annulled_by_id == by.id)],
    )


def _commitments() -> Dataset:
    return _dataset(
        "commitments",
        {
            "id": Commitment.id,
            "body": Body.name,
            "text": Commitment.text,
            "person": Person.name,
            "organization": Organization.name,
            **_own(
                Commitment,
                "responsible",
                "due_on",
                "first_due_on",
                "status",
                "closed_at",
                "meeting_id",
                "decision_id",
            ),
        },
        order=Commitment.id,
        outer=[
            (Body, Commitment.body_id == Body.id),
            (Person, Commitment.person_id == Person.id),
            (Organization, Commitment.organization_id == Organization.id),
        ],
    )


def _votes() -> Dataset:
    return _dataset(
        "votes",
        {
            **_own(
                Vote,
                "id",
                "item_id",
                "motion_id",
                "question",
                "method",
                "status",
                "share",
                "comparison",
                "base",
                "seats",
                "present",
                "yes",
                "no",
                "abstain",
                "blank",
                "invalid",
                "result",
                "opened_at",
                "closed_at",
            ),
        },
        order=Vote.id,
    )


def _roll_calls() -> Dataset:
    return _dataset(
        "roll_calls",
        {
            **_own(Ballot, "vote_id", "seat_id"),
            "seat": Seat.label,
            **_own(Ballot, "option", "choice", "weight"),
        },
        order=Ballot.id,
        outer=[(Seat, Ballot.seat_id == Seat.id)],
    )


def _attachments(public: bool) -> Dataset:
    where: ColumnElement[bool] = Attachment.withdrawn_at.is_(None)
    if public:
        where &= ~Attachment.restricted
    return _dataset(
        "attachments",
        {
            **_own(Attachment, "id", "attached_to", "object_id", "title", "name", "size"),
            "sha256": Attachment.digest,
            **_own(Attachment, "added_at", "added_by"),
        },
        order=Attachment.id,
        where=where,
    )
