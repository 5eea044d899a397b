"""What only papers ask for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from assembly.attachments.models import Attachment
from assembly.attachments.rules import AttachedTo
from assembly.meetings.models import AgendaItem, Meeting
from assembly.money.models import CashCount, Entry
from assembly.money.queries.funds import effect, in_balance
from assembly.money.rules import Period, quarter_of
from assembly.motions.models import Decision
from assembly.people.models import Person
from assembly.projects.models import ProjectReport, Workday
from assembly.projects.rules import WorkdayStatus


def identity_numbers(session: Session, person_ids: Collection[int]) -> dict[int, str]:
    """The identity numbers of these persons, empty where none is known; in one query."""
    statement = select(Person.id, Person.identity_number).where(Person.id.in_(person_ids))
    return {person_id: number or "" for person_id, number in session.execute(statement)}


# ---- the file of a project -----------------------------------------------------------------------


def workdays_held(session: Session, project_id: int) -> list[Workday]:
    """The workdays on which people worked for a project, in order; who came is not loaded."""
    statement = (
        select(Workday)
        .where(Workday.project_id == project_id, Workday.status == WorkdayStatus.held)
        .order_by(Workday.day, Workday.id)
    )
    return list(session.scalars(statement))


def reports_given(session: Session, project_id: int) -> list[ProjectReport]:
    """The reports of a project to assemblies that were opened, each with its item and its meeting."""
    statement = (
        select(ProjectReport)
        .join(ProjectReport.item)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(ProjectReport.project_id == project_id, Meeting.opened_at.is_not(None))
        .options(contains_eager(ProjectReport.item).joinedload(AgendaItem.meeting))
        .order_by(Meeting.scheduled_at, ProjectReport.id)
    )
    return list(session.scalars(statement))


def decisions_cited(session: Session, project_id: int) -> list[Decision]:
    """The decisions by which money of a project was spent and workdays were called, in order."""
    spent = select(Entry.decision_id).where(Entry.project_id == project_id)
    called = select(Workday.decision_id).where(Workday.project_id == project_id)
    statement = (
        select(Decision)
        .where(or_(Decision.id.in_(spent), Decision.id.in_(called)))
        .options(joinedload(Decision.meeting), joinedload(Decision.annulled_by))
        .order_by(Decision.decided_on, Decision.id)
    )
    return list(session.scalars(statement))


def entries_with_files(session: Session, project_id: int) -> list[tuple[int, date, int, str]]:
    """The lines of a project's money on which something hangs: id, day, number, what for."""
    hangs = select(Attachment.object_id).where(
        Attachment.attached_to == AttachedTo.entry, Attachment.withdrawn_at.is_(None)
    )
    statement = (
        select(Entry.id, Entry.day, Entry.number, Entry.what)
        .where(Entry.project_id == project_id, Entry.id.in_(hangs))
        .order_by(Entry.day, Entry.id)
    )
    return [(id_, day, number, what) for id_, day, number, what in session.execute(statement)]


def entries_of_project(
    session: Session, project_id: int, *, limit: int, offset: int
) -> list[Entry]:
    """Part of a project's money in the order of its days."""
    statement = (
        select(Entry)
        .where(Entry.project_id == project_id)
        .options(joinedload(Entry.fund), joinedload(Entry.decision), joinedload(Entry.person))
        .order_by(Entry.day, Entry.id)
        .limit(limit)
        .offset(offset)
    )
    return list(session.scalars(statement))


def count_of_entries(session: Session, project_id: int) -> int:
    """How many lines a project's money has."""
    statement = select(func.count()).select_from(Entry).where(Entry.project_id == project_id)
    return session.scalar(statement) or 0


def sums_before(session: Session, project_id: int, entry: Entry) -> dict[str, Decimal]:
    """What a project had come to before one of its lines, by currency."""
    statement = (
        select(Entry.currency, func.sum(effect()))
        .where(
            Entry.project_id == project_id,
            in_balance(),
            or_(Entry.day < entry.day, and_(Entry.day == entry.day, Entry.id < entry.id)),
        )
        .group_by(Entry.currency)
        .order_by(Entry.currency)
    )
    return dict(session.execute(statement).all())


def quarters_with_money(session: Session, project_id: int) -> list[Period]:
    """The quarters in which something was written of a project's money."""
    days = select(Entry.day).where(Entry.project_id == project_id).distinct()
    return sorted({quarter_of(day) for day in session.scalars(days)}, key=lambda each: each.first)


def counts_of_funds(session: Session, project_id: int, period: Period) -> list[CashCount]:
    """The counts in a period of the funds that a project's money went through."""
    funds = select(Entry.fund_id).where(Entry.project_id == project_id)
    statement = (
        select(CashCount)
        .where(CashCount.fund_id.in_(funds), CashCount.day.between(period.first, period.last))
        .options(joinedload(CashCount.fund))
        .order_by(CashCount.day, CashCount.id)
    )
    return list(session.scalars(statement))
