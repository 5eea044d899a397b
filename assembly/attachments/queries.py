"""Reading what is attached. What was withdrawn is not listed."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from assembly.attachments.models import Attachment
from assembly.attachments.rules import AttachedTo

MOST = 100
"""Files on one thing that a page lists."""


def body_id_of_attachment(session: Session, attachment_id: int) -> int | None:
    """The body it belongs to, None if there is no such attachment."""
    return session.scalar(select(Attachment.body_id).where(Attachment.id == attachment_id))


def attachment(session: Session, attachment_id: int) -> Attachment | None:
    """One attachment, also a withdrawn one."""
    return session.get(Attachment, attachment_id)


def by_uuid(session: Session, uuid: UUID) -> Attachment | None:
    """The attachment that was made with this mark, if one was."""
    return session.scalars(select(Attachment).where(Attachment.uuid == uuid)).one_or_none()


def of(session: Session, attached_to: AttachedTo, object_id: int) -> list[Attachment]:
    """What hangs on one thing, in the order in which it came."""
    return list(session.scalars(_first_listed(), _of(attached_to, [object_id])))


def of_all(
    session: Session, attached_to: AttachedTo, object_ids: Collection[int]
) -> list[Attachment]:
    """What hangs on any of these, by thing and then in the order in which it came."""
    return list(session.scalars(_listed(), _of(attached_to, object_ids))) if object_ids else []


def same_file(
    session: Session, attached_to: AttachedTo, object_id: int, digest: str
) -> Attachment | None:
    """The attachment of the same thing with the same bytes."""
    statement = _listed().where(Attachment.digest == digest).limit(1)
    return session.scalars(statement, _of(attached_to, [object_id])).one_or_none()


def _of(attached_to: AttachedTo, object_ids: Collection[int]) -> dict[str, object]:
    return {"attached_to": attached_to, "object_ids": list(object_ids)}


@cache  # pages of meetings and items ask it every time
def _listed() -> Select[Attachment]:
    return (
        select(Attachment)
        .where(
            Attachment.attached_to == bindparam("attached_to"),
            Attachment.object_id.in_(bindparam("object_ids", expanding=True)),
            Attachment.withdrawn_at.is_(None),
        )
        .order_by(Attachment.object_id, Attachment.id)
    )


@cache
def _first_listed() -> Select[Attachment]:
    return _listed().limit(MOST)
