"""The register of decisions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from assembly.motions.models import Decision
from assembly.motions.rules import Standing
from assembly.search.models import SearchDocument
from assembly.search.queries import matches
from assembly.search.rules import Found, words

PAGE = 50
CITED = 200
"""So many decisions are offered to be cited."""


def body_id_of_decision(session: Session, decision_id: int) -> int | None:
    """The body that decided, None if there is no such decision."""
    return session.scalar(select(Decision.body_id).where(Decision.id == decision_id))


def decision(session: Session, decision_id: int) -> Decision | None:
    """One decision with its body, meeting, motion, and what annulled it or it annuls."""
    statement = (
        select(Decision)
        .where(Decision.id == decision_id)
        .options(
            joinedload(Decision.body),
            joinedload(Decision.meeting),
            joinedload(Decision.motion),
            joinedload(Decision.annulled_by),
            selectinload(Decision.annuls),
        )
    )
    return session.scalars(statement).one_or_none()


def decisions_of_item(session: Session, item_id: int) -> list[Decision]:
    """What was decided in an agenda item, by number."""
    statement = (
        select(Decision)
        .where(Decision.item_id == item_id)
        .options(joinedload(Decision.annulled_by))
        .order_by(Decision.year, Decision.number)
    )
    return list(session.scalars(statement))


def decisions_of_meeting(session: Session, meeting_id: int) -> list[Decision]:
    """What was decided in a meeting, by number, each with what it annuls."""
    statement = (
        select(Decision)
        .where(Decision.meeting_id == meeting_id)
        .options(selectinload(Decision.annuls))
        .order_by(Decision.year, Decision.number)
    )
    return list(session.scalars(statement))


def in_force_of_period(session: Session, body_id: int, since: date, until: date) -> list[Decision]:
    """A body's decisions of a period that are in force, by number, each with what it annuls."""
    statement = _of_period(body_id, since, until).where(Decision.annulled_by_id.is_(None))
    return list(session.scalars(statement))


def annulled_in_period(session: Session, body_id: int, since: date, until: date) -> list[Decision]:
    """A body's decisions, of whatever time, that others of this period annulled; by number."""
    later = aliased(Decision)
    statement = (
        select(Decision)
        .join(later, Decision.annulled_by_id == later.id)
        .where(Decision.body_id == body_id, later.decided_on.between(since, until))
        .options(joinedload(Decision.annulled_by))
        .order_by(Decision.year, Decision.number)
    )
    return list(session.scalars(statement))


def _of_period(body_id: int, since: date, until: date) -> Select[Decision]:
    return (
        select(Decision)
        .where(Decision.body_id == body_id, Decision.decided_on.between(since, until))
        .options(joinedload(Decision.meeting), selectinload(Decision.annuls))
        .order_by(Decision.year, Decision.number)
    )


def register(
    session: Session,
    *,
    typed: str = "",
    body_id: int | None = None,
    year: int | None = None,
    standing: Standing | None = None,
    number: int = 1,
) -> tuple[list[Decision], bool]:
    """One page of the register, newest first, and whether there is more.

    ``typed``: words that the decision holds as beginnings of its own, accents or not.
    """
    statement = select(Decision).options(
        joinedload(Decision.body), joinedload(Decision.annulled_by), joinedload(Decision.meeting)
    )
    if wanted := words(typed):
        found = select(SearchDocument.object_id).where(
            SearchDocument.kind == Found.decision, matches(session, wanted)
        )
        statement = statement.where(Decision.id.in_(found))
    if body_id is not None:
        statement = statement.where(Decision.body_id == body_id)
    if year is not None:
        statement = statement.where(Decision.year == year)
    if standing is Standing.in_force:
        statement = statement.where(Decision.annulled_by_id.is_(None))
    elif standing is Standing.annulled:
        statement = statement.where(Decision.annulled_by_id.is_not(None))
    statement = statement.order_by(
        Decision.decided_on.desc(), Decision.year.desc(), Decision.number.desc(), Decision.id.desc()
    )
    rows = list(session.scalars(statement.limit(PAGE + 1).offset((number - 1) * PAGE)))
    return rows[:PAGE], len(rows) > PAGE


def to_cite(session: Session, body_id: int, *, also: int | None = None) -> list[Decision]:
    """The decisions of a body in force, the newest first; many at most, and ``also`` this one however old."""
    statement = (
        select(Decision)
        .where(Decision.body_id == body_id, Decision.annulled_by_id.is_(None))
        .order_by(Decision.decided_on.desc(), Decision.number.desc(), Decision.id.desc())
    )
    found = list(session.scalars(statement.limit(CITED)))
    if also is not None and also not in {each.id for each in found}:
        found += session.scalars(statement.where(Decision.id == also))
    return found


def years_of_decisions(session: Session) -> list[int]:
    """The years of the register, newest first."""
    return list(session.scalars(select(Decision.year).distinct().order_by(Decision.year.desc())))


def later_decisions(session: Session, decision: Decision, *, limit: int = 200) -> list[Decision]:
    """Those that could annul a decision: in force, of the same body, taken after it; newest first."""
    statement = (
        select(Decision)
        .where(
            Decision.body_id == decision.body_id,
            Decision.annulled_by_id.is_(None),
            or_(
                Decision.decided_on > decision.decided_on,
                (Decision.decided_on == decision.decided_on)
                & (Decision.year == decision.year)
                & (Decision.number > decision.number),
            ),
        )
        .order_by(Decision.decided_on.desc(), Decision.number.desc())
        .limit(limit)
    )
    return list(session.scalars(statement))


def latest_decisions(
    session: Session, *, body_id: int | None = None, limit: int = 5
) -> list[Decision]:
    """What was decided last: in a body, or in any."""
    statement = (
        select(Decision).order_by(Decision.decided_on.desc(), Decision.id.desc()).limit(limit)
    )
    if body_id is not None:
        statement = statement.where(Decision.body_id == body_id)
    return list(session.scalars(statement))
