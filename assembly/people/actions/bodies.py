"""Bodies: founded and changed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.people.actions import writing
from assembly.people.models import Body, Organization, Seat
from assembly.people.rules import Electorate, Paper, fold


def create_body(
    session: Session,
    *,
    organization: Organization,
    name: str,
    electorate: Electorate,
    census: int | None = None,
    timezone: str = "America/Caracas",
    language: str = "es",
    paper: Paper = Paper.letter,
    place: str = "",
    actor: Actor,
    at: datetime,
) -> Body:
    """A new body of an organization. Its rules of quorum and votes are set by their own areas.

    Raises ``RuleViolation``: people.name_missing, people.text_long, people.body_exists,
    people.census_missing, people.census_negative, people.timezone_unknown.
    """
    clean = writing.name(name)
    _check(electorate, census, timezone)
    _alone(session, clean, organization, None)
    body = Body(
        organization=organization,
        name=clean,
        electorate=electorate,
        census=census,
        timezone=timezone,
        language=language,
        paper=paper,
        place=writing.line(place, field="place"),
    )
    session.add(body)
    tell(session, "body.create", body, actor, at, name=clean, electorate=electorate, census=census)
    return body


def edit_body(
    session: Session,
    *,
    body: Body,
    organization: Organization,
    name: str,
    electorate: Electorate,
    census: int | None,
    timezone: str,
    language: str,
    paper: Paper,
    place: str,
    active: bool,
    actor: Actor,
    at: datetime,
) -> Body:
    """Change a body; one that is not active meets no more and keeps its past.

    Raises ``RuleViolation`` as ``create_body`` does, and people.body_has_seats.
    """
    clean = writing.name(name)
    _check(electorate, census, timezone)
    _alone(session, clean, organization, body.id)
    if electorate is Electorate.census and body.electorate is not Electorate.census:
        count = session.scalar(
            select(func.count()).where(Seat.body_id == body.id, Seat.end_date.is_(None))
        )
        if count:
            raise RuleViolation("people.body_has_seats", field="electorate", count=count)
    changed = writing.change(
        body,
        organization_id=organization.id,
        name=clean,
        electorate=electorate,
        census=census,
        timezone=timezone,
        language=language,
        paper=paper,
        place=writing.line(place, field="place"),
        active=active,
    )
    if changed:
        # The census is the base of a quorum: what it was and is belongs to the record.
        told = {"census": census} if "census" in changed else {}
        tell(session, "body.change", body, actor, at, changed=changed, **told)
        session.expire(body, ["organization"])
    return body


def _check(electorate: Electorate, census: int | None, timezone: str) -> None:
    if census is not None and census < 0:
        raise RuleViolation("people.census_negative", field="census")
    if electorate is Electorate.census and not census:
        raise RuleViolation("people.census_missing", field="census")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise RuleViolation("people.timezone_unknown", field="timezone") from None


def _alone(session: Session, name: str, organization: Organization, own_id: int | None) -> None:
    """Two bodies of one name in one organization could not be told apart in a list."""
    statement = select(Body.name).where(
        Body.organization_id == organization.id, Body.active, Body.id != (own_id or 0)
    )
    if fold(name) in map(fold, session.scalars(statement)):
        raise RuleViolation("people.body_exists", field="name", name=name)
