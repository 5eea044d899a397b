"""Organizations: made, changed, nested, dissolved."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.people.actions import writing
from assembly.people.models import Organization
from assembly.people.rules import Classification, name_key


def create_organization(
    session: Session,
    *,
    name: str,
    classification: Classification,
    parent: Organization | None = None,
    place: str = "",
    actor: Actor,
    at: datetime,
) -> Organization:
    """A new organization, inside ``parent`` if given.

    Raises ``RuleViolation``: people.name_missing, people.text_long, people.organization_exists.
    """
    clean = writing.name(name)
    _alone(session, clean, parent, None)
    organization = Organization(
        name=clean,
        name_key=name_key(clean),
        classification=classification,
        parent=parent,
        place=writing.line(place, field="place"),
    )
    session.add(organization)
    tell(session, "organization.create", organization, actor, at, name=clean)
    return organization


def edit_organization(
    session: Session,
    *,
    organization: Organization,
    name: str,
    classification: Classification,
    parent: Organization | None,
    place: str,
    dissolution_date: date | None,
    actor: Actor,
    at: datetime,
) -> Organization:
    """Change an organization; one that was dissolved keeps its people and its past.

    Raises ``RuleViolation`` as ``create_organization`` does, and people.organization_inside_itself.
    """
    clean = writing.name(name)
    if parent is not None and parent.id != organization.parent_id:
        _hold_the_tree(session)
    above: Organization | None = parent
    while above is not None:
        if above.id == organization.id:
            raise RuleViolation("people.organization_inside_itself", field="parent_id")
        above = above.parent
    _alone(session, clean, parent, organization.id)
    changed = writing.change(
        organization,
        name=clean,
        name_key=name_key(clean),
        classification=classification,
        parent_id=parent.id if parent else None,
        place=writing.line(place, field="place"),
        dissolution_date=dissolution_date,
    )
    if changed:
        tell(session, "organization.change", organization, actor, at, changed=changed)
        session.expire(organization, ["parent"])
    return organization


def _hold_the_tree(session: Session) -> None:
    """Two who each put one organization into the other at once would make a ring of them."""
    statement = select(Organization).order_by(Organization.id).with_for_update()
    session.scalars(statement.execution_options(populate_existing=True)).all()


def _alone(session: Session, name: str, parent: Organization | None, own_id: int | None) -> None:
    """Two organizations of one name side by side would be taken for each other everywhere."""
    statement = select(Organization.id).where(
        Organization.name_key == name_key(name),
        Organization.parent_id == (parent.id if parent else None),
        Organization.dissolution_date.is_(None),
        Organization.id != (own_id or 0),
    )
    if session.scalars(statement.limit(1)).first() is not None:
        raise RuleViolation("people.organization_exists", field="name", name=name)
