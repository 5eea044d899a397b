"""Noting a whole table of logs at once: all of it or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, time
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import Base, locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.people.rules import fold
from assembly.projects.actions.assets import AssetData, add_asset
from assembly.projects.actions.ledger import restock, tally
from assembly.projects.actions.noted import Noted, check_noted
from assembly.projects.models import Asset, Delivery, Log, Project, Quantity
from assembly.projects.queries import assets as stock
from assembly.projects.queries.projects import kind_of
from assembly.projects.rules import ASKS, LogStatus, LogType, Part, ProjectStatus, Terms
from assembly.projects.rules.importing import Row, folded
from assembly.projects.rules.stock import Entry, lowest
from assembly.projects.rules.units import measure_of


def import_logs(
    session: Session,
    *,
    project: Project,
    rows: Sequence[Row],
    file_digest: str,
    actor: Actor,
    at: datetime,
) -> int:
    """Note all rows of a table; how many. Raises ``RuleViolation``, and then nothing is noted:

    projects.imported_already for the same table a second time, projects.not_enough_of with what would
    fall below zero, and what a single log may be refused for (``row`` says in which line).
    """
    project = locked(session, Project, project.id)
    if project.status is ProjectStatus.closed:
        raise RuleViolation("projects.closed")
    marks = [uuid5(NAMESPACE_URL, f"{project.uuid}/{file_digest}/{row.number}") for row in rows]
    if not rows:
        return 0
    if session.scalar(select(Log.id).where(Log.uuid == marks[0])) is not None:
        raise RuleViolation("projects.imported_already")
    assets = _assets(session, project, rows, actor, at)
    logs = [
        _log(project, row, assets, mark, actor, at) for row, mark in zip(rows, marks, strict=True)
    ]
    _enough(session, logs, {asset.id: asset for asset in assets.values()})
    _insert(session, logs)
    tally(session, logs, project.body.timezone)
    restock(session, {log.asset_id for log in logs if log.asset_id})
    tell(session, "project.import", project, actor, at, file=file_digest, logs=len(logs))
    return len(logs)


def _assets(
    session: Session, project: Project, rows: Sequence[Row], actor: Actor, at: datetime
) -> dict[str, Asset]:
    """The assets by folded name; those that are new are made, since the day of their first log."""
    known = {folded(each.name): each for each in stock.assets(session, project.id)}
    for row in sorted(rows, key=lambda each: (each.day, each.number)):
        key = folded(row.asset)
        if not row.asset or key in known or row.new_type is None:
            continue
        known[key] = add_asset(
            session,
            project=project,
            type=row.new_type,
            unit=row.unit,
            data=AssetData(name=row.asset, begun_on=row.day),
            actor=actor,
            at=at,
        )
    return known


def _log(
    project: Project, row: Row, assets: dict[str, Asset], mark: UUID, actor: Actor, at: datetime
) -> Log:
    asset = assets.get(folded(row.asset)) if row.asset else None
    zone = ZoneInfo(project.body.timezone)
    moment = datetime.combine(row.day, row.at or time(12), zone).astimezone(UTC)
    if row.at is None and row.day == at.astimezone(zone).date():
        moment = min(moment, at)
    noted = Noted(
        row.type,
        row.day,
        at=moment,
        done=row.done,
        asset=asset,
        value=row.value,
        unit=row.unit,
        reason=row.reason,
        place=row.place,
        recipient=row.recipient,
    )
    try:
        check_noted(project, noted, moment, at)
    except RuleViolation as violation:
        violation.params["row"] = row.number
        raise
    log = Log(
        uuid=mark,
        project_id=project.id,
        asset_id=asset.id if asset else None,
        type=row.type,
        status=LogStatus.done if row.done else LogStatus.pending,
        at=moment,
        reason=row.reason,
        stage=kind_of(project).stage_after.get(row.type, ""),
        place=row.place,
        note=row.note,
        author=actor.name,
        noted_at=at,
        void=False,
    )
    if row.value is not None:
        unit = asset.unit if asset else row.unit
        quantity = Quantity(
            asset_id=asset.id if asset else None,
            part=Part.main,
            measure=measure_of(unit),
            value=row.value,
            unit=unit,
            adjustment=ASKS[row.type].effect if asset else None,
        )
        log.quantities.append(quantity)
    if row.recipient and row.type in (LogType.delivery, LogType.sale):
        terms = Terms.sale if row.type is LogType.sale else Terms.gift
        key = fold(row.recipient)
        log.delivery = Delivery(name=row.recipient, name_key=key, terms=terms, small=False)
    return log


def _insert(session: Session, logs: Sequence[Log]) -> None:
    """Write them in a few statements: one by one ten thousand rows would take minutes."""

    def columns(row: Base) -> dict[str, object]:
        return {
            each.key: getattr(row, each.key) for each in row.__table__.columns if each.key != "id"
        }

    session.execute(insert(Log), [columns(log) for log in logs])
    # By their UUIDs: no database says in which order it numbers the rows of one statement.
    noted = select(Log.uuid, Log.id).where(
        Log.project_id == logs[0].project_id, Log.noted_at == logs[0].noted_at
    )
    ids = {row.uuid: row.id for row in session.execute(noted)}
    for table in (Quantity, Delivery):
        rows = []
        for log in logs:
            own = log.quantities if table is Quantity else [log.delivery] if log.delivery else []
            rows += [{**columns(each), "log_id": ids[log.uuid]} for each in own]
        if rows:
            session.execute(insert(table), rows)


def _enough(session: Session, logs: Sequence[Log], assets: dict[int, Asset]) -> None:
    """With all of it noted, no stock may be below zero at any time from the first row on."""
    fresh: dict[int, list[Entry]] = defaultdict(list)
    for log in logs:
        if log.status is LogStatus.done and log.asset_id:
            fresh[log.asset_id] += [
                Entry(
                    *(log.at, str(log.uuid), log.type, each.part, each.adjustment),
                    *(each.measure, each.unit, each.value, log.reason),
                )
                for each in log.quantities
                if each.adjustment is not None
            ]
    for asset_id, entries in fresh.items():
        asset = assets[asset_id]
        key = (measure_of(asset.unit), asset.unit)
        everything = [*stock.entries(session, asset_id), *entries]
        resets = [each.at for each in entries if each.adjustment == "reset"]
        for since in (min(each.at for each in entries), *sorted(resets)):
            least = lowest(everything, key, since)
            if least < 0:
                raise RuleViolation("projects.not_enough_of", name=asset.name, missing=-least)
