"""Assets with their stock, now and on any day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from assembly.projects.models import Asset, Log, Project, Quantity, StockBalance
from assembly.projects.rules import AssetType, LogStatus
from assembly.projects.rules.stock import Entry

MOST = 500


@dataclass(frozen=True)
class Stocked:
    """An asset and what there is of it in its own unit."""

    asset: Asset
    value: Decimal


def body_id_of_asset(session: Session, asset_id: int) -> int | None:
    """The body of the asset's project, None if there is no such asset."""
    statement = select(Project.body_id).join(Asset, Asset.project_id == Project.id)
    return session.scalar(statement.where(Asset.id == asset_id))


def asset(session: Session, asset_id: int) -> Asset | None:
    """One asset with its project and what it came from."""
    statement = (
        select(Asset)
        .where(Asset.id == asset_id)
        .options(
            joinedload(Asset.parent), joinedload(Asset.project).joinedload(Project.own_kind),
            joinedload(Asset.project).joinedload(Project.body),
        )
    )  # fmt: skip
    return session.scalars(statement).one_or_none()


def asset_by_uuid(session: Session, uuid: UUID) -> Asset | None:
    """The asset that was already made from this form, if it was sent twice."""
    return session.scalars(select(Asset).where(Asset.uuid == uuid)).one_or_none()


def assets(
    session: Session, project_id: int, *, active: bool = True, type: AssetType | None = None
) -> list[Asset]:
    """The assets of a project, by type and name."""
    statement = (
        select(Asset)
        .where(Asset.project_id == project_id, Asset.active == active)
        .order_by(Asset.type, Asset.name, Asset.id)
        .limit(MOST)
    )
    if type is not None:
        statement = statement.where(Asset.type == type)
    return list(session.scalars(statement))


def stocked(session: Session, project_id: int, *, active: bool = True) -> list[Stocked]:
    """The assets of a project with their stock, first what expires first, then by type and name."""
    held = (StockBalance.asset_id == Asset.id) & (StockBalance.unit == Asset.unit)
    statement = (
        select(Asset, StockBalance.value)
        .outerjoin(StockBalance, held)
        .where(Asset.project_id == project_id, Asset.active == active)
        .order_by(
            Asset.type, Asset.expires_on.is_(None), Asset.expires_on, Asset.name, Asset.id
        )
        .limit(MOST)
    )  # fmt: skip
    return [Stocked(each, value or Decimal(0)) for each, value in session.execute(statement)]


def by_type(
    listed: Iterable[Stocked], order: Sequence[AssetType]
) -> list[tuple[AssetType, list[Stocked]]]:
    """The same in lists by type: those that a kind of project is about first."""
    groups: dict[AssetType, list[Stocked]] = {}
    for each in listed:
        groups.setdefault(each.asset.type, []).append(each)
    known = [type_ for type_ in order if type_ in groups]
    return [(type_, groups[type_]) for type_ in (*known, *(groups.keys() - set(known)))]


def not_corrected() -> ColumnElement[bool]:
    """The condition that no later log takes the place of a log."""
    later = aliased(Log)
    return ~exists().where(later.corrects_id == Log.id)


def entries(
    session: Session, asset_id: int, until: datetime | None = None, *, but: int | None = None
) -> list[Entry]:
    """All that counts for the stock of an asset, up to a moment; ``but``: as if this log were not there."""
    columns = (
        *(Log.at, Log.uuid, Log.type, Quantity.part, Quantity.adjustment),
        *(Quantity.measure, Quantity.unit, Quantity.value, Log.reason),
    )
    statement = (
        select(*columns)
        .join(Log, Log.id == Quantity.log_id)
        .where(
            Quantity.asset_id == asset_id,
            Log.status == LogStatus.done,
            Log.id != (but or 0),
            not_corrected(),
        )
        .order_by(Log.at, Log.id)
    )
    if until is not None:
        statement = statement.where(Log.at <= until)
    return [
        Entry(at, str(mark), type_, part, adjustment, measure, unit, value, reason)
        for at, mark, type_, part, adjustment, measure, unit, value, reason in session.execute(
            statement
        )
    ]


def entries_of_project(
    session: Session,
    project_id: int,
    *,
    type: AssetType | None = None,
    until: datetime | None = None,
) -> dict[int, list[Entry]]:
    """The same for all active assets of a project (or those of one type), by asset: one query."""
    columns = (
        *(Quantity.asset_id, Log.at, Log.uuid, Log.type, Quantity.part, Quantity.adjustment),
        *(Quantity.measure, Quantity.unit, Quantity.value, Log.reason),
    )
    statement = (
        select(*columns)
        .join(Log, Log.id == Quantity.log_id)
        .join(Asset, Asset.id == Quantity.asset_id)
        .where(
            Asset.project_id == project_id,
            Asset.active,
            Log.status == LogStatus.done,
            not_corrected(),
        )
        .order_by(Quantity.asset_id, Log.at, Log.id)
    )
    if type is not None:
        statement = statement.where(Asset.type == type)
    if until is not None:
        statement = statement.where(Log.at <= until)
    found: dict[int, list[Entry]] = {}
    for asset_id, at, mark, *rest in session.execute(statement):
        if asset_id is not None:
            found.setdefault(asset_id, []).append(Entry(at, str(mark), *rest))
    return found


def expiring(session: Session, project_ids: list[int], by: date) -> list[Stocked]:
    """What is in stock and expires on or before a day, first what expires first."""
    statement = (
        select(Asset, StockBalance.value)
        .join(
            StockBalance,
            (StockBalance.asset_id == Asset.id) & (StockBalance.unit == Asset.unit),
        )
        .where(
            Asset.project_id.in_(project_ids),
            Asset.active,
            Asset.expires_on <= by,
            StockBalance.value > 0,
        )
        .order_by(Asset.expires_on, Asset.name, Asset.id)
        .limit(50)
    )
    return [Stocked(each, value) for each, value in session.execute(statement)]
