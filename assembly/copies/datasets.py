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
    return (*_people(public), *_sessions(), *_matters(), *_votes(), _files(public))


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


def _dataset(
    name: str, columns: dict[str, Any], *, order: Any, where: Any = None, **joins: Any
) -> Dataset:
    statement = select(*columns.values()).order_by(order)
    for target, on in joins.get("outer", ()):
        statement = statement.outerjoin(target, on)
    if where is not None:
        statement = statement.where(where)
    return Dataset(name, tuple(columns), statement)


def _people(public: bool) -> tuple[Dataset, ...]:
    parent = aliased(Organization)
    person = {"id": Person.id, "name": Person.name, "organization": Organization.name}
    if not public:
        person |= {
            "identity_number": Person.identity_number,
            "phone": Person.phone,
            "email": Person.email,
            "note": Person.note,
        }
    seat = aliased(Organization)
    return (
        _dataset(
            "organizations",
            {
                "id": Organization.id,
                "name": Organization.name,
                "classification": Organization.classification,
                "parent": parent.name,
                "place": Organization.place,
                "dissolution_date": Organization.dissolution_date,
            },
            order=Organization.id,
            outer=[(parent, Organization.parent_id == parent.id)],
        ),
        _dataset(
            "persons",
            person,
            order=Person.id,
            outer=[(Organization, Person.organization_id == Organization.id)],
        ),
        _dataset(
            "seats",
            {
                "id": Seat.id,
                "body": Body.name,
                "label": Seat.label,
                "organization": seat.name,
                "weight": Seat.weight,
                "start_date": Seat.start_date,
                "end_date": Seat.end_date,
            },
            order=Seat.id,
            outer=[(Body, Seat.body_id == Body.id), (seat, Seat.organization_id == seat.id)],
        ),
        _dataset(
            "memberships",
            {
                "seat_id": Membership.seat_id,
                "seat": Seat.label,
                "person_id": Membership.person_id,
                "person": Person.name,
                "holding": Membership.holding,
                "rank": Membership.rank,
                "start_date": Membership.start_date,
                "end_date": Membership.end_date,
            },
            order=Membership.id,
            outer=[
                (Seat, Membership.seat_id == Seat.id),
                (Person, Membership.person_id == Person.id),
            ],
        ),
    )


def _sessions() -> tuple[Dataset, ...]:
    chair, secretary = aliased(Person), aliased(Person)
    return (
        _dataset(
            "meetings",
            {
                "id": Meeting.id,
                "uuid": Meeting.uuid,
                "body": Body.name,
                "kind": Meeting.kind,
                "number": Meeting.number,
                "status": Meeting.status,
                "scheduled_at": Meeting.scheduled_at,
                "opened_at": Meeting.opened_at,
                "ended_at": Meeting.ended_at,
                "call": Meeting.call,
                "head_count": Meeting.head_count,
                "place": Meeting.place,
                "chair": chair.name,
                "secretary": secretary.name,
            },
            order=Meeting.id,
            outer=[
                (Body, Meeting.body_id == Body.id),
                (chair, Meeting.chair_id == chair.id),
                (secretary, Meeting.secretary_id == secretary.id),
            ],
        ),
        _dataset(
            "agenda_items",
            {
                "id": AgendaItem.id,
                "meeting_id": AgendaItem.meeting_id,
                "position": AgendaItem.position,
                "title": AgendaItem.title,
                "kind": AgendaItem.kind,
                "status": AgendaItem.status,
                "opened_at": AgendaItem.opened_at,
                "closed_at": AgendaItem.closed_at,
                "text": AgendaItem.text,
            },
            order=AgendaItem.id,
        ),
        _dataset(
            "attendance",
            {
                "meeting_id": Attendance.meeting_id,
                "person": Person.name,
                "seat": Seat.label,
                "direction": Attendance.direction,
                "item_id": Attendance.item_id,
                "at": Attendance.at,
            },
            order=Attendance.id,
            outer=[
                (Person, Attendance.person_id == Person.id),
                (Seat, Attendance.seat_id == Seat.id),
            ],
        ),
        _dataset(
            "minutes",
            {
                "id": Minutes.id,
                "body": Body.name,
                "meeting_id": Minutes.meeting_id,
                "number": Minutes.number,
                "status": Minutes.status,
                "closed_at": Minutes.closed_at,
                "closed_by": Minutes.closed_by,
            },
            order=Minutes.id,
            outer=[(Body, Minutes.body_id == Body.id)],
        ),
    )


def _matters() -> tuple[Dataset, ...]:
    by, mover, seconder = aliased(Decision), aliased(Person), aliased(Person)
    return (
        _dataset(
            "motions",
            {
                "id": Motion.id,
                "body": Body.name,
                "year": Motion.year,
                "number": Motion.number,
                "kind": Motion.kind,
                "status": Motion.status,
                "title": Motion.title,
                "mover": func.coalesce(mover.name, Motion.mover_name),
                "seconder": func.coalesce(seconder.name, Motion.seconder_name),
                "amends_id": Motion.amends_id,
                "item_id": Motion.item_id,
                "submitted_at": Motion.submitted_at,
            },
            order=Motion.id,
            outer=[
                (Body, Motion.body_id == Body.id),
                (mover, Motion.mover_id == mover.id),
                (seconder, Motion.seconder_id == seconder.id),
            ],
        ),
        _dataset(
            "motion_texts",
            {
                "motion_id": MotionVersion.motion_id,
                "version": MotionVersion.version,
                "text": MotionVersion.text,
                "author": MotionVersion.author,
                "at": MotionVersion.at,
                "amendment_id": MotionVersion.amendment_id,
            },
            order=MotionVersion.id,
        ),
        _dataset(
            "decisions",
            {
                "id": Decision.id,
                "body": Body.name,
                "year": Decision.year,
                "number": Decision.number,
                "title": Decision.title,
                "text": Decision.text,
                "decided_on": Decision.decided_on,
                "meeting_id": Decision.meeting_id,
                "motion_id": Decision.motion_id,
                "annulled_by_year": by.year,
                "annulled_by_number": by.number,
                "annulled_reason": Decision.annulled_reason,
            },
            order=Decision.id,
            outer=[(Body, Decision.body_id == Body.id), (by, Decision.annulled_by_id == by.id)],
        ),
        _dataset(
            "commitments",
            {
                "id": Commitment.id,
                "body": Body.name,
                "text": Commitment.text,
                "person": Person.name,
                "organization": Organization.name,
                "responsible": Commitment.responsible,
                "due_on": Commitment.due_on,
                "first_due_on": Commitment.first_due_on,
                "status": Commitment.status,
                "closed_at": Commitment.closed_at,
                "meeting_id": Commitment.meeting_id,
                "decision_id": Commitment.decision_id,
            },
            order=Commitment.id,
            outer=[
                (Body, Commitment.body_id == Body.id),
                (Person, Commitment.person_id == Person.id),
                (Organization, Commitment.organization_id == Organization.id),
            ],
        ),
    )


def _votes() -> tuple[Dataset, ...]:
    return (
        _dataset(
            "votes",
            {
                "id": Vote.id,
                "item_id": Vote.item_id,
                "motion_id": Vote.motion_id,
                "question": Vote.question,
                "method": Vote.method,
                "status": Vote.status,
                "share": Vote.share,
                "comparison": Vote.comparison,
                "base": Vote.base,
                "seats": Vote.seats,
                "present": Vote.present,
                "yes": Vote.yes,
                "no": Vote.no,
                "abstain": Vote.abstain,
                "blank": Vote.blank,
                "invalid": Vote.invalid,
                "result": Vote.result,
                "opened_at": Vote.opened_at,
                "closed_at": Vote.closed_at,
            },
            order=Vote.id,
        ),
        _dataset(
            "roll_calls",
            {
                "vote_id": Ballot.vote_id,
                "seat_id": Ballot.seat_id,
                "seat": Seat.label,
                "option": Ballot.option,
                "choice": Ballot.choice,
                "weight": Ballot.weight,
            },
            order=Ballot.id,
            outer=[(Seat, Ballot.seat_id == Seat.id)],
        ),
    )


def _files(public: bool) -> Dataset:
    where: ColumnElement[bool] = Attachment.withdrawn_at.is_(None)
    if public:
        where &= ~Attachment.restricted
    return _dataset(
        "attachments",
        {
            "id": Attachment.id,
            "attached_to": Attachment.attached_to,
            "object_id": Attachment.object_id,
            "title": Attachment.title,
            "name": Attachment.name,
            "size": Attachment.size,
            "sha256": Attachment.digest,
            "added_at": Attachment.added_at,
            "added_by": Attachment.added_by,
        },
        order=Attachment.id,
        where=where,
    )
