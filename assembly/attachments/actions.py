"""Attaching files, withdrawing them, and keeping for ever those that closed minutes list."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.attachments import queries
from assembly.attachments.models import Attachment
from assembly.attachments.rules import AttachedTo, KeptFile
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.seen import refuse_another


def attach(
    session: Session,
    *,
    attached_to: AttachedTo,
    object_id: int,
    body_id: int,
    file: KeptFile,
    title: str,
    restricted: bool,
    uuid: UUID,
    actor: Actor,
    at: datetime,
) -> Attachment:
    """Hang a file on something. Sent twice with one ``uuid`` it hangs there once.

    Raises ``RuleViolation`` if the same bytes hang there already (``attachments.there_already``), or if
    something else was sent with this ``uuid`` (``sent_already``).
    """
    if made := queries.by_uuid(session, uuid):
        refuse_another(made, attached_to=attached_to, object_id=object_id, digest=file.digest)
        return made
    if same := queries.same_file(session, attached_to, object_id, file.digest):
        raise RuleViolation("attachments.there_already", field="file", title=same.title)
    attachment = Attachment(
        uuid=uuid,
        body_id=body_id,
        attached_to=attached_to,
        object_id=object_id,
        title=title or file.name,
        name=file.name,
        file_type=file.file_type,
        size=file.size,
        digest=file.digest,
        restricted=restricted,
        added_by=actor.name,
        added_at=at,
    )
    session.add(attachment)
    session.flush()
    told = {
        "uuid": uuid,
        "to": attached_to,
        "object": object_id,
        "title": attachment.title,
        "name": file.name,
        "type": file.file_type,
        "size": file.size,
        "digest": file.digest,
        "restricted": restricted,
    }
    tell(session, "attachment.add", attachment, actor, at, **told)
    return attachment


def withdraw(
    session: Session, *, attachment: Attachment, reason: str, actor: Actor, at: datetime
) -> None:
    """Take a file off what it hangs on, with a reason; row and bytes stay. Twice is once.

    Raises ``RuleViolation`` for one that closed minutes list, and without a reason.
    """
    attachment = locked(session, Attachment, attachment.id)
    if attachment.withdrawn_at:
        return
    if attachment.kept_at:
        raise RuleViolation("attachments.in_closed_minutes")
    if not reason:
        raise RuleViolation("attachments.reason_missing", field="reason")
    attachment.withdrawn_at, attachment.withdrawn_by = at, actor.name
    attachment.withdrawn_reason = reason
    session.flush()
    told = {"digest": attachment.digest, "reason": reason}
    tell(session, "attachment.withdraw", attachment, actor, at, **told)


def keep(session: Session, *, uuids: Collection[UUID], at: datetime) -> None:
    """Minutes that are being closed list these: from now on none is withdrawn.

    No entry in the journal: closing writes its own, over the document that names each digest.
    """
    statement = select(Attachment).where(Attachment.uuid.in_(uuids), Attachment.kept_at.is_(None))
    for attachment in session.scalars(statement):
        attachment.kept_at = at
    session.flush()
