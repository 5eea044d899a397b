"""What was noted: pages of it, the last of a type, what is planned and late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Integer, Select, cast, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from assembly.projects.models import Delivery, Log, Project, Quantity
from assembly.projects.queries.assets import not_corrected
from assembly.projects.rules import LogStatus, LogType, Part

PAGE = 50


def body_id_of_log(session: Session, log_id: int) -> int | None:
    """The body of the log's project, None if there is no such log."""
    statement = select(Project.body_id).join(Log, Log.project_id == Project.id)
    return session.scalar(statement.where(Log.id == log_id))


def _whole() -> Select[Log]:
    return select(Log).options(
        joinedload(Log.asset),
        joinedload(Log.for_project),
        joinedload(Log.delivery).joinedload(Delivery.person),
        joinedload(Log.corrected_by),
        selectinload(Log.quantities).joinedload(Quantity.asset),
    )


def log(session: Session, log_id: int) -> Log | None:
    """One log with its numbers, its project, and what it corrects."""
    statement = (
        _whole()
        .where(Log.id == log_id)
        .options(
            joinedload(Log.project).joinedload(Project.own_kind),
            joinedload(Log.project).joinedload(Project.body),
            joinedload(Log.corrects),
        )
    )
    return session.scalars(statement).one_or_none()


def log_by_uuid(session: Session, uuid: UUID) -> Log | None:
    """The log that was already made from this form, if it was sent twice."""
    return session.scalars(_whole().where(Log.uuid == uuid)).one_or_none()


def page(
    session: Session,
    project_id: int,
    *,
    asset_id: int | None = None,
    type: LogType | None = None,
    number: int = 1,
) -> tuple[list[Log], bool]:
    """One page of what was done in a project, the latest first; and whether there is more."""
    statement = _whole().where(Log.project_id == project_id, Log.status == LogStatus.done)
    if asset_id is not None:
        used = select(Quantity.log_id).where(Quantity.asset_id == asset_id)
        statement = statement.where(or_(Log.asset_id == asset_id, Log.id.in_(used)))
    if type is not None:
        statement = statement.where(Log.type == type)
    statement = statement.order_by(Log.at.desc(), Log.id.desc())
    found = list(session.scalars(statement.limit(PAGE + 1).offset((number - 1) * PAGE)))
    return found[:PAGE], len(found) > PAGE


def latest(session: Session, project_id: int, limit: int = 8) -> list[Log]:
    """The latest that was done and stands."""
    statement = (
        _whole()
        .where(
            Log.project_id == project_id,
            Log.status == LogStatus.done,
            ~Log.void,
            not_corrected(),
        )
        .order_by(Log.at.desc(), Log.id.desc())
        .limit(limit)
    )
    return list(session.scalars(statement))


def last_of_type(session: Session, project_id: int, type: LogType) -> Log | None:
    """The last log of a type, whose values are proposed for the next."""
    statement = (
        _whole()
        .where(
            Log.project_id == project_id,
            Log.type == type,
            Log.status == LogStatus.done,
            ~Log.void,
            not_corrected(),
        )
        .order_by(Log.id.desc())
        .limit(1)
    )
    return session.scalars(statement).one_or_none()


def planned(
    session: Session, project_ids: Sequence[int], *, before: datetime | None = None, limit: int = 50
) -> list[Log]:
    """What is planned and not done, the soonest first; ``before``: only what is late by then."""
    statement = (
        _whole()
        .where(
            Log.project_id.in_(project_ids),
            Log.status == LogStatus.pending,
            ~Log.void,
            not_corrected(),
        )
        .options(joinedload(Log.project))
        .order_by(Log.at, Log.id)
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(Log.at < before)
    return list(session.scalars(statement))


def places(session: Session, project_id: int) -> list[str]:
    """The places named in a project, for proposals."""
    statement = (
        select(Log.place)
        .where(Log.project_id == project_id, Log.place != "")
        .distinct()
        .order_by(Log.place)
        .limit(100)
    )
    return list(session.scalars(statement))


def current(session: Session, asset_id: int) -> tuple[str, str]:
    """The stage an asset has come to and the place where it is, empty if nobody said."""
    found = []
    for column in (Log.stage, Log.place):
        statement = (
            select(column)
            .where(
                Log.asset_id == asset_id,
                Log.status == LogStatus.done,
                column != "",
                not_corrected(),
            )
            .order_by(Log.at.desc(), Log.id.desc())
            .limit(1)
        )
        found.append(session.scalar(statement) or "")
    return found[0], found[1]


def received(
    session: Session,
    project_id: int,
    unit: str,
    *,
    person_id: int | None,
    name_key: str,
    but: int | None = None,
) -> tuple[Decimal, bool]:
    """How much one family has received of a project so far, in one unit; and whether it has little land."""
    who = Delivery.person_id == person_id if person_id else Delivery.name_key == name_key
    statement = (
        select(func.sum(Quantity.value), func.max(cast(Delivery.small, Integer)))
        .join(Log, Log.id == Quantity.log_id)
        .join(Delivery, Delivery.log_id == Log.id)
        .where(
            Log.project_id == project_id,
            Log.status == LogStatus.done,
            Log.id != (but or 0),
            Quantity.part == Part.main,
            Quantity.unit == unit,
            who,
            not_corrected(),
        )
    )
    value, small = session.execute(statement).one()
    return value or Decimal(0), bool(small)


def deliveries(session: Session, project_id: int, *, number: int = 1) -> tuple[list[Log], bool]:
    """One page of deliveries that stand, the latest first; and whether there is more."""
    statement = (
        _whole()
        .join(Delivery, Delivery.log_id == Log.id)
        .where(
            Log.project_id == project_id,
            Log.status == LogStatus.done,
            Log.type == LogType.delivery,
            not_corrected(),
        )
        .order_by(Log.at.desc(), Log.id.desc())
    )
    found = list(session.scalars(statement.limit(PAGE + 1).offset((number - 1) * PAGE)))
    return found[:PAGE], len(found) > PAGE


def all_of(session: Session, project_id: int, *, limit: int = 100_000) -> list[Log]:
    """Everything that was noted in a project, in order, corrected and planned entries too."""
    statement = _whole().where(Log.project_id == project_id).order_by(Log.at, Log.id).limit(limit)
    return list(session.scalars(statement))


def months(session: Session, project_id: int, timezone: str, *, delivered: bool) -> Counter[date]:
    """How many entries there are of what was done in each month, by its first day.

    ``delivered``: deliveries, or all that are none. Corrected ones count: they are told as such.
    """
    zone = ZoneInfo(timezone)
    moments = session.scalars(select(Log.at).where(*_done_in(project_id, delivered)))
    return Counter(moment.astimezone(zone).date().replace(day=1) for moment in moments)


def of_days(
    session: Session,
    project_id: int,
    first: date,
    last: date,
    timezone: str,
    *,
    delivered: bool,
    limit: int,
    offset: int = 0,
) -> list[Log]:
    """The same entries from one day through another, in the order in which it was done."""
    zone = ZoneInfo(timezone)
    begin = datetime.combine(first, time(0), zone)
    after = datetime.combine(last + timedelta(days=1), time(0), zone)
    statement = (
        _whole()
        .where(*_done_in(project_id, delivered), Log.at >= begin, Log.at < after)
        .order_by(Log.at, Log.id)
        .limit(limit)
        .offset(offset)
    )
    return list(session.scalars(statement))


def _done_in(project_id: int, delivered: bool) -> list[ColumnElement[bool]]:
    is_one = Log.type == LogType.delivery
    return [
        Log.project_id == project_id,
        Log.status == LogStatus.done,
        is_one if delivered else ~is_one,
    ]


def given_to(session: Session, project_id: int, *, limit: int = 20) -> list[Log]:
    """What other projects contributed to this one, the latest first."""
    statement = (
        _whole()
        .where(
            Log.for_project_id == project_id,
            Log.status == LogStatus.done,
            ~Log.void,
            not_corrected(),
        )
        .options(joinedload(Log.project))
        .order_by(Log.at.desc(), Log.id.desc())
        .limit(limit)
    )
    return list(session.scalars(statement))
