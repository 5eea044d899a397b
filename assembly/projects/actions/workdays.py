"""Calling a workday, noting who came, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.people.models import Body
from assembly.people.rules import fold
from assembly.projects.models import Hands, Workday
from assembly.projects.queries import workdays as queries
from assembly.projects.rules import WorkdayStatus
from assembly.projects.rules.workdays import checked_hours
from assembly.seen import refuse_another


@dataclass(frozen=True)
class Call:
    """What people are called to, where and when."""

    title: str
    day: date
    begins: time | None = None
    place: str = ""
    bring: str = ""
    project_id: int | None = None
    decision_id: int | None = None


@dataclass(frozen=True)
class Hand:
    """Who came: a person of the house, or a name; so many people together."""

    person_id: int | None
    name: str
    people: int


def call_workday(
    session: Session,
    *,
    body: Body,
    call: Call,
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Workday:
    """Call a workday. A form sent twice (``mark``) calls one. Raises ``RuleViolation``."""
    locked(session, Body, body.id)
    said = asdict(call)
    if mark and (made := queries.workday_by_uuid(session, mark)) is not None:
        refuse_another(made, **said)
        return made
    if not call.title.strip():
        raise RuleViolation("projects.name_missing", field="title")
    workday = Workday(uuid=mark or uuid4(), body_id=body.id, status=WorkdayStatus.called, **said)
    session.add(workday)
    told = {"title": workday.title, "day": call.day, "decision": call.decision_id}
    tell(session, "workday.call", workday, actor, at, **told)
    return workday


def note_hands(
    session: Session,
    *,
    workday: Workday,
    hands: Sequence[Hand],
    hours: Decimal | None,
    actor: Actor,
    at: datetime,
) -> list[Hands]:
    """Note who came, all of them or none. Whoever is noted already is named and not doubled."""
    workday = locked(session, Workday, workday.id)
    hours = checked_hours(hours)
    if workday.status is WorkdayStatus.cancelled:
        raise RuleViolation("projects.called_off")
    if workday.day > at.astimezone(ZoneInfo(workday.body.timezone)).date():
        raise RuleViolation("projects.not_held_yet", field="names")
    known = {_key(each.person_id, each.name) for each in workday.hands}
    made = []
    for hand in hands:
        key = _key(hand.person_id, hand.name)
        if key in known:
            raise RuleViolation("projects.came_already", field="names", name=_name(session, hand))
        known.add(key)
        name = "" if hand.person_id else hand.name
        made.append(Hands(person_id=hand.person_id, name=name, people=hand.people, hours=hours))
    workday.hands.extend(made)
    workday.status = WorkdayStatus.held
    told = {"people": sum(each.people for each in made), "hours": hours}
    tell(session, "workday.came", workday, actor, at, **told)
    return made


def remove_hands(
    session: Session, *, workday: Workday, hands_id: int, actor: Actor, at: datetime
) -> None:
    """Take back that someone came."""
    row = session.get(Hands, hands_id)
    if row is None or row.workday_id != workday.id:
        return
    told = {"person": row.person_id, "name": row.name, "people": row.people, "hours": row.hours}
    workday.hands.remove(row)
    session.delete(row)
    tell(session, "workday.not_came", workday, actor, at, **told)


def tell_done(session: Session, *, workday: Workday, done: str, actor: Actor, at: datetime) -> None:
    """Write what was done."""
    workday = locked(session, Workday, workday.id)
    if workday.status is WorkdayStatus.cancelled:
        raise RuleViolation("projects.called_off")
    workday.done = done.strip()
    workday.status = WorkdayStatus.held
    tell(session, "workday.done", workday, actor, at, done=workday.done)


def call_off(
    session: Session, *, workday: Workday, reason: str, actor: Actor, at: datetime
) -> None:
    """Call a workday off, and why. One at which people worked cannot be called off."""
    workday = locked(session, Workday, workday.id)
    if workday.hands or (workday.status is WorkdayStatus.held and workday.done):
        raise RuleViolation("projects.was_held")
    if not reason.strip():
        raise RuleViolation("projects.why_called_off", field="done")
    workday.status, workday.done = WorkdayStatus.cancelled, reason.strip()
    tell(session, "workday.call_off", workday, actor, at, reason=workday.done)


def _key(person_id: int | None, name: str) -> tuple[int | None, str]:
    return (person_id, "" if person_id else fold(name))


def _name(session: Session, hand: Hand) -> str:
    return queries.name_of(session, hand.person_id) if hand.person_id else hand.name
