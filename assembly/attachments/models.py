"""Attached files: the row says what and by whom, the bytes lie in the store under their digest."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assembly.attachments.rules import AttachedTo, FileType
from assembly.db import Base, Exchanged


class Attachment(Exchanged, Base):
    """A file that hangs on something of a body. Its bytes never change and are never deleted.

    ``restricted``: it shows identity numbers or signatures; only who keeps the record opens it.
    ``kept_at``: closed minutes list it since then, so it can no longer be withdrawn.
    """

    __tablename__ = "attachment"
    __table_args__ = (Index(None, "attached_to", "object_id"), Index(None, "digest"))

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    attached_to: Mapped[AttachedTo]
    object_id: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    name: Mapped[str] = mapped_column(String(120))
    file_type: Mapped[FileType]
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    restricted: Mapped[bool] = mapped_column(default=False)
    added_by: Mapped[str] = mapped_column(String(200))
    added_at: Mapped[datetime]
    kept_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str] = mapped_column(String(200), default="")
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
