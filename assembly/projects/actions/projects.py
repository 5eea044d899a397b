"""Setting up a project: what for, who, approved by which decision, what is to be reached."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.people.models import Body
from assembly.projects.models import Project, ProjectKind, ProjectMember, Target
from assembly.projects.queries import projects as queries
from assembly.projects.rules import KINDS, LogType, ProjectStatus
from assembly.projects.rules.units import checked_unit
from assembly.seen import refuse_another


@dataclass(frozen=True)
class ProjectData:
    """What is written down of a project; ids of rows of the house, None where nothing was said."""

    name: str
    purpose: str = ""
    organization_id: int | None = None
    coordinator_id: int | None = None
    coordinator_name: str = ""
    parent_id: int | None = None
    decision_id: int | None = None
    start_date: date | None = None
    end_date: date | None = None
    budget: Decimal | None = None
    currency: str = ""
    cap: Decimal | None = None
    small_cap: Decimal | None = None
    small_below: Decimal | None = None


def create_project(
    session: Session,
    *,
    body: Body,
    kind: str,
    own_kind: ProjectKind | None = None,
    data: ProjectData,
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Project:
    """A new project of a body. A form sent twice (``mark``) makes one. Raises ``RuleViolation``."""
    locked(session, Body, body.id)
    if mark and (made := queries.project_by_uuid(session, mark)) is not None:
        refuse_another(made, **_values(data))
        return made
    if own_kind is None and kind not in KINDS:
        raise RuleViolation("projects.kind_unknown", field="kind")
    _check(session, data, body.id, None)
    project = Project(
        uuid=mark or uuid4(),
        body_id=body.id,
        kind=own_kind.name[:40] if own_kind else kind,
        own_kind=own_kind,
        status=ProjectStatus.active,
        created_at=at,
        **_values(data),
    )
    session.add(project)
    tell(session, "project.create", project, actor, at, name=data.name, kind=project.kind)
    return project


def edit_project(
    session: Session, *, project: Project, data: ProjectData, actor: Actor, at: datetime
) -> Project:
    """Change what is written of a project. Raises ``RuleViolation``."""
    project = locked(session, Project, project.id)
    _check(session, data, project.body_id, project)
    changed = {
        name: value for name, value in _values(data).items() if getattr(project, name) != value
    }
    for name, value in changed.items():
        setattr(project, name, value)
    if changed:
        tell(session, "project.change", project, actor, at, changed=changed)
        session.expire(project)
    return project


def set_status(
    session: Session,
    *,
    project: Project,
    status: ProjectStatus,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Let a project run, rest or be closed; closing says why, and after it nothing more is noted."""
    project = locked(session, Project, project.id)
    reason = reason.strip()
    if status is ProjectStatus.closed and not reason:
        raise RuleViolation("projects.why_closed", field="reason")
    if project.status is status:
        return
    project.status = status
    project.closed_reason = reason if status is ProjectStatus.closed else ""
    tell(session, "project.status", project, actor, at, status=status, reason=reason)


def add_member(
    session: Session,
    *,
    project: Project,
    person_id: int | None,
    name: str = "",
    task: str = "",
    actor: Actor,
    at: datetime,
) -> ProjectMember:
    """Take someone into the team. Whoever is in it already stays once. Raises ``RuleViolation``."""
    project = locked(session, Project, project.id)
    name = "" if person_id else name.strip()
    if not (person_id or name):
        raise RuleViolation("projects.nobody", field="who")
    for member in project.members:
        if (member.person_id, member.name) == (person_id, name):
            raise RuleViolation("projects.in_the_team", field="who")
    member = ProjectMember(project=project, person_id=person_id, name=name, task=task.strip())
    session.add(member)
    tell(session, "project.join", project, actor, at, person=person_id, name=name, task=task)
    return member


def remove_member(
    session: Session, *, project: Project, member_id: int, actor: Actor, at: datetime
) -> None:
    """Let someone leave the team; who is not in it is not there any more either."""
    member = session.get(ProjectMember, member_id)
    if member is None or member.project_id != project.id:
        return
    left = {"person": member.person_id, "name": member.name}
    session.delete(member)
    tell(session, "project.leave", project, actor, at, **left)


def add_target(
    session: Session,
    *,
    project: Project,
    type: LogType,
    value: Decimal,
    unit: str,
    due_on: date | None,
    actor: Actor,
    at: datetime,
) -> Target:
    """Say what is to be reached by when. Raises ``RuleViolation``."""
    kind = queries.kind_of(project)
    if type not in kind.logs:
        raise RuleViolation("projects.type_unknown", field="type")
    checked_unit(unit, kind.units)
    if value <= 0:
        raise RuleViolation("projects.nothing_counted", field="value")
    for each in project.targets:
        if (each.type, each.unit, each.due_on) == (type, unit, due_on):
            raise RuleViolation("projects.target_exists", field="type")
    target = Target(project=project, type=type, value=value, unit=unit, due_on=due_on)
    session.add(target)
    told = {"type": type, "value": value, "unit": unit, "due_on": due_on}
    tell(session, "project.target", project, actor, at, **told)
    return target


def remove_target(
    session: Session, *, project: Project, target_id: int, actor: Actor, at: datetime
) -> None:
    """Take a target back."""
    target = session.get(Target, target_id)
    if target is None or target.project_id != project.id:
        return
    told = {"type": target.type, "value": target.value, "unit": target.unit}
    session.delete(target)
    tell(session, "project.untarget", project, actor, at, **told)


def create_kind(
    session: Session,
    *,
    body: Body,
    name: str,
    logs: tuple[LogType, ...],
    units: tuple[str, ...],
    reasons: tuple[str, ...],
    stages: tuple[str, ...] = (),
    actor: Actor,
    at: datetime,
) -> ProjectKind:
    """A kind of project of the commune's own. Raises ``RuleViolation``."""
    name = name.strip()
    if not name:
        raise RuleViolation("projects.name_missing", field="name")
    if not logs:
        raise RuleViolation("projects.no_logs", field="logs")
    if not units:
        raise RuleViolation("projects.no_units", field="units")
    for field, words in (("units", units), ("reasons", reasons), ("stages", stages)):
        most = 20 if field == "units" else 80
        if any(len(word) > most for word in words):
            raise RuleViolation("projects.word_long", field=field, most=most)
    locked(session, Body, body.id)
    taken = select(ProjectKind.id).where(ProjectKind.body_id == body.id, ProjectKind.name == name)
    if session.scalar(taken) is not None:
        raise RuleViolation("projects.kind_exists", field="name")
    kind = ProjectKind(
        body_id=body.id,
        name=name,
        logs=" ".join(logs),
        units="\n".join(units),
        reasons="\n".join(reasons),
        stages="\n".join(stages),
    )
    session.add(kind)
    told = {"name": name, "logs": logs, "units": units, "reasons": reasons, "stages": stages}
    tell(session, "project_kind.create", kind, actor, at, **told)
    return kind


def _values(data: ProjectData) -> dict[str, object]:
    return {field.name: getattr(data, field.name) for field in fields(data)}


def _check(session: Session, data: ProjectData, body_id: int, own: Project | None) -> None:
    if not data.name.strip():
        raise RuleViolation("projects.name_missing", field="name")
    if data.start_date and data.end_date and data.end_date < data.start_date:
        raise RuleViolation("projects.dates_order", field="end_date")
    if data.budget is not None and not data.currency:
        raise RuleViolation("projects.which_currency", field="currency")
    above = session.get(Project, data.parent_id) if data.parent_id else None
    if above is not None and above.body_id != body_id:
        raise RuleViolation("projects.other_body", field="parent_id")
    while above is not None:
        if own is not None and above.id == own.id:
            raise RuleViolation("projects.inside_itself", field="parent_id")
        above = above.parent
