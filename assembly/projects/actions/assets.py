"""What a project has: batches, lots, plots, medicines, tools."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.projects.models import Asset, Log, Project
from assembly.projects.queries import assets as queries
from assembly.projects.queries.projects import kind_of
from assembly.projects.rules import AssetType, ProjectStatus
from assembly.projects.rules.units import checked_unit
from assembly.seen import refuse_another


@dataclass(frozen=True)
class AssetData:
    """What is written down of an asset beside its type and unit."""

    name: str
    parent_id: int | None = None
    lot_number: str = ""
    origin: str = ""
    begun_on: date | None = None
    grains_per_kg: int | None = None
    ready_on: date | None = None
    expires_on: date | None = None
    hectares: Decimal | None = None
    note: str = ""


def add_asset(
    session: Session,
    *,
    project: Project,
    type: AssetType,
    unit: str,
    data: AssetData,
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Asset:
    """A new asset, still without stock. ``mark`` becomes its UUID. Raises ``RuleViolation``."""
    project = locked(session, Project, project.id)
    if mark and (made := queries.asset_by_uuid(session, mark)) is not None:
        refuse_another(made, type=type, unit=unit, **_values(data))
        return made
    if project.status is ProjectStatus.closed:
        raise RuleViolation("projects.closed")
    kind = kind_of(project)
    if type not in kind.assets:
        raise RuleViolation("projects.type_unknown", field="type")
    checked_unit(unit, kind.units)
    _check(session, project, data, None)
    asset = Asset(uuid=mark or uuid4(), project=project, type=type, unit=unit, **_values(data))
    session.add(asset)
    told = {"project": project.id, "name": data.name, "type": type, "unit": unit}
    tell(session, "asset.create", asset, actor, at, **told)
    return asset


def edit_asset(
    session: Session, *, asset: Asset, data: AssetData, actor: Actor, at: datetime
) -> Asset:
    """Change what is written of an asset; its type and unit stay, because its stock is in them."""
    locked(session, Project, asset.project_id)
    _check(session, asset.project, data, asset)
    changed = {
        name: value for name, value in _values(data).items() if getattr(asset, name) != value
    }
    if "begun_on" in changed and data.begun_on is not None:
        _nothing_before(session, asset, data.begun_on)
    for name, value in changed.items():
        setattr(asset, name, value)
    if changed:
        tell(session, "asset.change", asset, actor, at, project=asset.project_id, changed=changed)
    return asset


def archive(session: Session, *, asset: Asset, active: bool, actor: Actor, at: datetime) -> None:
    """Put an asset away, or take it out again, unless another took its name. Its logs stay."""
    if asset.active is active:
        return
    locked(session, Project, asset.project_id)
    if active:
        _refuse_twin(session, asset.project, asset.name, asset)
    asset.active = active
    tell(session, "asset.archive", asset, actor, at, project=asset.project_id, active=active)


def _values(data: AssetData) -> dict[str, object]:
    return {field.name: getattr(data, field.name) for field in fields(data)}


def _refuse_twin(session: Session, project: Project, name: str, own: Asset | None) -> None:
    """Two of one name would be one in a paper form or a table."""
    twin = select(Asset.id).where(
        Asset.project_id == project.id,
        Asset.name == name,
        Asset.active,
        Asset.id != (own.id if own else 0),
    )
    if session.scalar(twin.limit(1)) is not None:
        raise RuleViolation("projects.asset_exists", field="name", name=name)


def _check(session: Session, project: Project, data: AssetData, own: Asset | None) -> None:
    if not data.name.strip():
        raise RuleViolation("projects.name_missing", field="name")
    _refuse_twin(session, project, data.name, own)
    above = session.get(Asset, data.parent_id) if data.parent_id else None
    if above is not None and above.project_id != project.id:
        raise RuleViolation("projects.other_project", field="parent_id")
    while above is not None:
        if own is not None and above.id == own.id:
            raise RuleViolation("projects.inside_itself", field="parent_id")
        above = above.parent


def _nothing_before(session: Session, asset: Asset, day: date) -> None:
    first = select(Log.at).where(Log.asset_id == asset.id).order_by(Log.at).limit(1)
    at = session.scalar(first)
    if at is None:
        return
    noted = at.astimezone(ZoneInfo(asset.project.body.timezone)).date()
    if noted < day:
        raise RuleViolation("projects.noted_before", field="begun_on", day=noted)
