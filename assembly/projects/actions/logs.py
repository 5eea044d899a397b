"""Noting what was done, and correcting it by a new log. Nothing that was noted is changed."""

from __future__ import annotations

from datetime import UTC, datetime, time
from decimal import Decimal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.attachments.actions import attach
from assembly.attachments.rules import AttachedTo, KeptFile
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.people.rules import fold
from assembly.projects.actions.ledger import restock, tally
from assembly.projects.actions.noted import Noted, Row, check_cap, check_noted, not_below, rows_of
from assembly.projects.models import Delivery, Log, Project, Quantity
from assembly.projects.queries import assets as stock
from assembly.projects.queries import logs as queries
from assembly.projects.queries.projects import kind_of
from assembly.projects.rules import (
    LogStatus,
    LogType,
    Part,
    ProjectStatus,
    Terms,
)
from assembly.projects.rules.units import measure_of


def note_log(
    session: Session,
    *,
    project: Project,
    noted: Noted,
    corrects: Log | None = None,
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Log:
    """Note what was done, or plan it; with ``corrects`` in the place of an earlier log.

    ``mark`` becomes its UUID: what a bad connection sends twice is noted once. Raises ``RuleViolation``:
    projects.not_enough (with what there was), projects.before_the_asset, projects.in_the_future,
    projects.over_cap, projects.closed and those of missing things, each at its field.
    """
    project = locked(session, Project, project.id)
    if mark and (made := queries.log_by_uuid(session, mark)) is not None:
        if not _same(made, noted):
            raise RuleViolation("sent_already")
        return made
    if project.status is ProjectStatus.closed:
        raise RuleViolation("projects.closed")
    _check_correction(project, corrects)
    moment = _moment(project, noted, at)
    check_noted(project, noted, moment, at)
    rows = rows_of(session, noted, moment, corrects)
    check_cap(session, project, noted, corrects)
    log = Log(
        uuid=mark or uuid4(),
        project=project,
        asset=noted.asset,
        type=noted.type,
        status=LogStatus.done if noted.done else LogStatus.pending,
        at=moment,
        reason=noted.reason,
        stage=kind_of(project).stage_after.get(noted.type, ""),
        place=noted.place.strip(),
        note=noted.note.strip(),
        for_project=noted.for_project,
        corrects_id=corrects.id if corrects else None,
        author=actor.name,
        noted_at=at,
    )
    session.add(log)
    _quantities(log, rows)
    if noted.type in (LogType.delivery, LogType.sale) and noted.has_recipient:
        log.delivery = _delivery(noted)
    _keep(session, log, corrects, "log.correct" if corrects else "log.note", actor, at)
    return log


def withdraw(session: Session, *, log: Log, note: str, actor: Actor, at: datetime) -> Log:
    """Take a log back that was a mistake: a correction with nothing in its place, and why."""
    project = locked(session, Project, log.project_id)
    if project.status is ProjectStatus.closed:
        raise RuleViolation("projects.closed")
    _check_correction(project, log)
    if not note.strip():
        raise RuleViolation("projects.why_withdrawn", field="note")
    for each in log.quantities:
        if each.asset is not None and each.adjustment is not None:
            left = stock.entries(session, each.asset.id, but=log.id)
            not_below(each.asset, left, log.at, Decimal(0), "note")
    empty = Log(
        uuid=uuid4(),
        project=project,
        asset=log.asset,
        type=log.type,
        status=log.status,
        at=log.at,
        note=note.strip(),
        corrects_id=log.id,
        void=True,
        author=actor.name,
        noted_at=at,
    )
    session.add(empty)
    _keep(session, empty, log, "log.withdraw", actor, at)
    return empty


def _keep(
    session: Session, log: Log, corrects: Log | None, verb: str, actor: Actor, at: datetime
) -> None:
    """Flush, bring the checkpoints up to date, and append to the journal."""
    session.flush()
    timezone = log.project.body.timezone
    touched = {each.asset_id for each in log.quantities if each.asset_id}
    tally(session, [log], timezone)
    if corrects is not None:
        session.expire(corrects, ["corrected_by"])
        touched |= {each.asset_id for each in corrects.quantities if each.asset_id}
        tally(session, [corrects], timezone, sign=-1)
    restock(session, [each for each in touched if each is not None])
    told = {
        "project": log.project_id,
        "asset": log.asset_id,
        "type": log.type,
        "status": log.status,
        "on": log.at,
        "quantities": [[each.part, each.value, each.unit] for each in log.quantities],
        "corrects": log.corrects_id,
    }
    tell(session, verb, log, actor, at, **told)


def _check_correction(project: Project, corrects: Log | None) -> None:
    if corrects is None:
        return
    if corrects.project_id != project.id:
        raise RuleViolation("projects.other_project")
    if corrects.corrected_by is not None:
        raise RuleViolation("projects.corrected_already")
    if corrects.void:
        raise RuleViolation("projects.withdrawn_already")


def _moment(project: Project, noted: Noted, now: datetime) -> datetime:
    """When it was done: the time given, now if it is of today, else noon where the body is."""
    if noted.at is not None:
        return noted.at.astimezone(UTC)
    zone = ZoneInfo(project.body.timezone)
    if noted.done and noted.day == now.astimezone(zone).date():
        return now
    return datetime.combine(noted.day, time(12), zone).astimezone(UTC)


def _delivery(noted: Noted) -> Delivery:
    return Delivery(
        person_id=noted.recipient_id,
        name="" if noted.recipient_id else noted.recipient.strip(),
        name_key="" if noted.recipient_id else fold(noted.recipient),
        terms=Terms.sale if noted.type is LogType.sale else noted.terms,
        small=noted.small,
        owed=noted.owed,
        owed_unit=noted.owed_unit if noted.owed is not None else "",
        due_on=noted.due_on if noted.owed is not None else None,
    )


def _quantities(log: Log, rows: list[Row]) -> None:
    for row in rows:
        log.quantities.append(
            Quantity(
                asset_id=row.asset.id if row.asset else None,
                asset=row.asset,
                part=row.part,
                measure=measure_of(row.unit),
                value=row.value,
                unit=row.unit,
                adjustment=row.adjustment,
            )
        )


def _same(made: Log, noted: Noted) -> bool:
    """Whether a log that has this mark already says what is noted now."""
    main = next((each.value for each in made.quantities if each.part is Part.main), None)
    return (made.type, made.asset_id, main, made.note) == (
        noted.type,
        noted.asset.id if noted.asset else None,
        noted.value,
        noted.note.strip(),
    )


def add_photo(
    session: Session, *, log: Log, photo: KeptFile, mark: UUID, actor: Actor, at: datetime
) -> None:
    """Hang a photo on a log. Of medicines only who keeps the record sees it: names stand on recipes."""
    attach(
        session,
        attached_to=AttachedTo.log,
        object_id=log.id,
        body_id=log.project.body_id,
        file=photo,
        title="",
        restricted=kind_of(log.project).private,
        uuid=mark,
        actor=actor,
        at=at,
    )
