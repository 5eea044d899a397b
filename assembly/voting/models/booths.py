"""Shared machines that are voting booths for a meeting."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assembly.db import Base
from assembly.meetings.models import Meeting
from assembly.people.models import Account


class Booth(Base):
    """A machine that its secretary made a booth. Who votes in it, and when, is written nowhere.

    ``visit`` is a mark of who stands in it now, known to her page only: with the next one, or when she
    is done, it changes, and whatever page of hers is left leads nowhere.
    """

    __tablename__ = "booth"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    visit: Mapped[str | None] = mapped_column(String(32))

    meeting: Mapped[Meeting] = relationship()
    account: Mapped[Account] = relationship()
