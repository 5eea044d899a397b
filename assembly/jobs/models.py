"""The table of long work."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from assembly.db import Base, Exchanged
from assembly.jobs.rules import JobStatus


class Job(Exchanged, Base):
    """One long work: what was asked for by whom, how far it is, and the file that came of it.

    ``done`` of ``total`` steps; ``total`` is None until it is known. ``file`` is a name in the folder of
    the job, ``shown_as`` the name under which it is fetched. ``problem`` is the code of a rule.
    """

    __tablename__ = "job"
    __table_args__ = (Index(None, "status"), Index(None, "account_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    kind: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(300))
    params: Mapped[dict[str, object]] = mapped_column(JSON)
    language: Mapped[str] = mapped_column(String(5))
    account_id: Mapped[int | None]
    asked_by: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime]
    status: Mapped[JobStatus]
    cancel_asked: Mapped[bool]
    attempts: Mapped[int]
    step: Mapped[str] = mapped_column(String(300))
    done: Mapped[int]
    total: Mapped[int | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(String(60))
    problem_params: Mapped[dict[str, object]] = mapped_column(JSON)
    file: Mapped[str] = mapped_column(String(200))
    shown_as: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
