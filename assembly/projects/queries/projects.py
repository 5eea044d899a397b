"""Projects, their kinds and their teams."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from assembly.projects.models import Project, ProjectKind, ProjectMember
from assembly.projects.rules import KINDS, Kind, LogType, ProjectStatus, own_kind

MOST = 300


def body_id_of_project(session: Session, project_id: int) -> int | None:
    """The body that approved it, None if there is no such project."""
    return session.scalar(select(Project.body_id).where(Project.id == project_id))


def body_id_of_kind(session: Session, project_kind_id: int) -> int | None:
    """The body whose kind it is, None if there is no such kind."""
    return session.scalar(select(ProjectKind.body_id).where(ProjectKind.id == project_kind_id))


def project(session: Session, project_id: int) -> Project | None:
    """One project with its people, decision, targets, parts and kind."""
    statement = (
        select(Project)
        .where(Project.id == project_id)
        .options(
            joinedload(Project.body),
            joinedload(Project.own_kind),
            joinedload(Project.organization),
            joinedload(Project.coordinator),
            joinedload(Project.decision),
            joinedload(Project.parent),
            selectinload(Project.children),
            selectinload(Project.targets),
            selectinload(Project.members).joinedload(ProjectMember.person),
        )
    )
    return session.scalars(statement).one_or_none()


def project_by_uuid(session: Session, uuid: UUID) -> Project | None:
    """The project that was already made from this form, if it was sent twice."""
    return session.scalars(select(Project).where(Project.uuid == uuid)).one_or_none()


def projects(
    session: Session, *, body_id: int | None = None, closed: bool = False, limit: int = MOST
) -> list[Project]:
    """Projects by name: those that are not closed, or the closed ones, with who carries them."""
    is_closed = Project.status == ProjectStatus.closed
    statement = (
        select(Project)
        .where(is_closed if closed else ~is_closed)
        .options(
            joinedload(Project.organization),
            joinedload(Project.coordinator),
            joinedload(Project.own_kind),
            joinedload(Project.body),
            selectinload(Project.targets),
        )
        .order_by(Project.name, Project.id)
        .limit(limit)
    )
    if body_id is not None:
        statement = statement.where(Project.body_id == body_id)
    return list(session.scalars(statement))


def of_decision(session: Session, decision_id: int) -> list[Project]:
    """The projects that a decision approved."""
    statement = select(Project).where(Project.decision_id == decision_id).order_by(Project.id)
    return list(session.scalars(statement))


def own_kinds(session: Session, body_id: int) -> list[ProjectKind]:
    """The kinds that a commune made itself, by name."""
    statement = select(ProjectKind).where(ProjectKind.body_id == body_id).order_by(ProjectKind.name)
    return list(session.scalars(statement.limit(MOST)))


def kind_of(project: Project) -> Kind:
    """The kind of a project as data, the house's or the commune's own."""
    if project.own_kind is not None:
        return as_kind(project.own_kind)
    return KINDS[project.kind]


def as_kind(row: ProjectKind) -> Kind:
    """A commune's own kind as data."""
    return own_kind(
        row.name,
        logs=tuple(LogType(each) for each in row.logs.split()),
        units=tuple(row.units.splitlines()),
        reasons=tuple(row.reasons.splitlines()),
        stages=tuple(row.stages.splitlines()),
    )


def is_on_team(session: Session, project: Project, person_id: int) -> bool:
    """Whether a person coordinates a project or works in its team."""
    if project.coordinator_id == person_id:
        return True
    statement = select(ProjectMember.id).where(
        ProjectMember.project_id == project.id, ProjectMember.person_id == person_id
    )
    return session.scalar(statement.limit(1)) is not None
