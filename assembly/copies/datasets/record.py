"""The record as tables: who there is, who met, what was moved, voted, decided and taken on."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import aliased

from assembly.attachments.models import Attachment
from assembly.commitments.models import Commitment
from assembly.copies.datasets.table import Dataset, dataset, own
from assembly.copies.datasets.votes import of_votes
from assembly.meetings.models import AgendaItem, Attendance, Meeting
from assembly.minutes.models import Minutes
from assembly.motions.models import Decision, Motion, MotionVersion
from assembly.people.models import Body, Membership, Organization, Person, Seat


def of_the_record(*, public: bool) -> tuple[Dataset, ...]:
    """The public ones hold no identity number, telephone, note, or restricted file."""
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
        *of_votes(public=public),
        _attachments(public),
    )


def _organizations() -> Dataset:
    parent = aliased(Organization)
    return dataset(
        "organizations",
        {
            **own(Organization, "id", "name", "classification"),
            "parent": parent.name,
            **own(Organization, "place", "dissolution_date"),
        },
        order=Organization.id,
        outer=[(parent, Organization.parent_id == parent.id)],
    )


def _persons(public: bool) -> Dataset:
    person = {"id": Person.id, "name": Person.name, "organization": Organization.name}
    if not public:
        person |= own(Person, "identity_number", "phone", "email", "note")
    return dataset(
        "persons",
        person,
        order=Person.id,
        outer=[(Organization, Person.organization_id == Organization.id)],
    )


def _seats() -> Dataset:
    seat = aliased(Organization)
    return dataset(
        "seats",
        {
            "id": Seat.id,
            "body": Body.name,
            "label": Seat.label,
            "organization": seat.name,
            **own(Seat, "weight", "start_date", "end_date"),
        },
        order=Seat.id,
        outer=[(Body, Seat.body_id == Body.id), (seat, Seat.organization_id == seat.id)],
    )


def _memberships() -> Dataset:
    return dataset(
        "memberships",
        {
            "seat_id": Membership.seat_id,
            "seat": Seat.label,
            "person_id": Membership.person_id,
            "person": Person.name,
            **own(Membership, "holding", "rank", "start_date", "end_date"),
        },
        order=Membership.id,
        outer=[(Seat, Membership.seat_id == Seat.id), (Person, Membership.person_id == Person.id)],
    )


def _meetings() -> Dataset:
    chair, secretary = aliased(Person), aliased(Person)
    names = ("kind", "number", "status", "scheduled_at", "opened_at", "ended_at")
    more = ("call", "head_count", "place")
    return dataset(
        "meetings",
        {
            **own(Meeting, "id", "uuid"),
            "body": Body.name,
            **own(Meeting, *names, *more),
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
    names = ("id", "meeting_id", "position", "title", "kind", "status", "opened_at")
    more = ("closed_at", "text")
    return dataset("agenda_items", own(AgendaItem, *names, *more), order=AgendaItem.id)


def _attendance() -> Dataset:
    return dataset(
        "attendance",
        {
            "meeting_id": Attendance.meeting_id,
            "person": Person.name,
            "seat": Seat.label,
            **own(Attendance, "direction", "item_id", "at"),
        },
        order=Attendance.id,
        outer=[(Person, Attendance.person_id == Person.id), (Seat, Attendance.seat_id == Seat.id)],
    )


def _minutes() -> Dataset:
    return dataset(
        "minutes",
        {
            "id": Minutes.id,
            "body": Body.name,
            **own(Minutes, "meeting_id", "number", "status", "closed_at", "closed_by"),
        },
        order=Minutes.id,
        outer=[(Body, Minutes.body_id == Body.id)],
    )


def _motions() -> Dataset:
    mover, seconder = aliased(Person), aliased(Person)
    return dataset(
        "motions",
        {
            "id": Motion.id,
            "body": Body.name,
            **own(Motion, "year", "number", "kind", "status", "title"),
            "mover": func.coalesce(mover.name, Motion.mover_name),
            "seconder": func.coalesce(seconder.name, Motion.seconder_name),
            **own(Motion, "amends_id", "item_id", "submitted_at"),
        },
        order=Motion.id,
        outer=[
            (Body, Motion.body_id == Body.id),
            (mover, Motion.mover_id == mover.id),
            (seconder, Motion.seconder_id == seconder.id),
        ],
    )


def _motion_texts() -> Dataset:
    return dataset(
        "motion_texts",
        own(MotionVersion, "motion_id", "version", "text", "author", "at", "amendment_id"),
        order=MotionVersion.id,
    )


def _decisions() -> Dataset:
    by = aliased(Decision)
    return dataset(
        "decisions",
        {
            "id": Decision.id,
            "body": Body.name,
            **own(
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
    names = ("responsible", "due_on", "first_due_on", "status", "closed_at")
    more = ("meeting_id", "decision_id")
    return dataset(
        "commitments",
        {
            "id": Commitment.id,
            "body": Body.name,
            "text": Commitment.text,
            "person": Person.name,
            "organization": Organization.name,
            **own(Commitment, *names, *more),
        },
        order=Commitment.id,
        outer=[
            (Body, Commitment.body_id == Body.id),
            (Person, Commitment.person_id == Person.id),
            (Organization, Commitment.organization_id == Organization.id),
        ],
    )


def _attachments(public: bool) -> Dataset:
    where: ColumnElement[bool] = Attachment.withdrawn_at.is_(None)
    if public:
        where &= ~Attachment.restricted
    return dataset(
        "attachments",
        {
            **own(Attachment, "id", "attached_to", "object_id", "title", "name", "size"),
            "sha256": Attachment.digest,
            **own(Attachment, "added_at", "added_by"),
        },
        order=Attachment.id,
        where=where,
    )
