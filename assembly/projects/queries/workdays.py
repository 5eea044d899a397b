"""Workdays, who came, and what each person gave in a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from assembly.db import Exact
from assembly.people.models import Person
from assembly.projects.models import Hands, Project, Workday
from assembly.projects.rules import WorkdayStatus

PAGE = 50


@dataclass(frozen=True)
class Given:
    """What one person (or a group under one name) gave: days, and hours of all its people."""

    name: str
    person_id: int | None
    days: int
    hours: Decimal


def body_id_of_workday(session: Session, workday_id: int) -> int | None:
    """The body that called it, None if there is no such workday."""
    return session.scalar(select(Workday.body_id).where(Workday.id == workday_id))


def workday(session: Session, workday_id: int) -> Workday | None:
    """One workday with who came."""
    statement = (
        select(Workday)
        .where(Workday.id == workday_id)
        .options(
            joinedload(Workday.body),
            joinedload(Workday.project).joinedload(Project.own_kind),
            joinedload(Workday.decision),
            selectinload(Workday.hands).joinedload(Hands.person),
        )
    )
    return session.scalars(statement).one_or_none()


def workday_by_uuid(session: Session, uuid: UUID) -> Workday | None:
    """The workday that was already called from this form, if it was sent twice."""
    return session.scalars(select(Workday).where(Workday.uuid == uuid)).one_or_none()


def name_of(session: Session, person_id: int) -> str:
    """The name of a person of the house."""
    return session.scalar(select(Person.name).where(Person.id == person_id)) or ""


def coming(session: Session, today: date, *, body_id: int | None = None) -> list[Workday]:
    """The workdays that are called from today on, the soonest first."""
    statement = (
        select(Workday)
        .where(Workday.status == WorkdayStatus.called, Workday.day >= today)
        .options(joinedload(Workday.project), joinedload(Workday.body))
        .order_by(Workday.day, Workday.id)
        .limit(PAGE)
    )
    if body_id is not None:
        statement = statement.where(Workday.body_id == body_id)
    return list(session.scalars(statement))


def past(session: Session, today: date, *, number: int = 1) -> tuple[list[Workday], bool]:
    """One page of workdays that were, the latest first; and whether there is more."""
    called = Workday.status == WorkdayStatus.called
    statement = (
        select(Workday)
        .where(~called | (Workday.day < today))
        .options(joinedload(Workday.project), selectinload(Workday.hands))
        .order_by(Workday.day.desc(), Workday.id.desc())
        .limit(PAGE + 1)
        .offset((number - 1) * PAGE)
    )
    found = list(session.scalars(statement))
    return found[:PAGE], len(found) > PAGE


def of_project(session: Session, project_id: int, *, limit: int = 8) -> list[Workday]:
    """The latest workdays of a project, those to come among them."""
    statement = (
        select(Workday)
        .where(Workday.project_id == project_id)
        .options(selectinload(Workday.hands))
        .order_by(Workday.day.desc(), Workday.id.desc())
        .limit(limit)
    )
    return list(session.scalars(statement))


def given_in_year(session: Session, year: int, *, limit: int = 500) -> list[Given]:
    """What each person gave in a year, who gave most first; a free name counts as itself."""
    hours = func.sum(Hands.people * Hands.hours, type_=Exact())
    statement = (
        select(
            Hands.person_id,
            func.coalesce(Person.name, Hands.name),
            func.count(),
            hours,
        )
        .join(Workday, Workday.id == Hands.workday_id)
        .outerjoin(Person, Person.id == Hands.person_id)
        .where(extract("year", Workday.day) == year)
        .group_by(Hands.person_id, func.coalesce(Person.name, Hands.name))
        .order_by(hours.desc(), func.coalesce(Person.name, Hands.name))
        .limit(limit)
    )
    return [
        Given(name, person_id, days, Decimal(total))
        for person_id, name, days, total in session.execute(statement)
    ]


def years(session: Session) -> list[int]:
    """The years in which there were workdays, the latest first."""
    year = extract("year", Workday.day)
    return [int(each) for each in session.scalars(select(year).distinct().order_by(year.desc()))]
