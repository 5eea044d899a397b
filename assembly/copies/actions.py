"""Asking for copies, and noting that one was made."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.copies.rules import Manifest
from assembly.copies.sealing import Seal
from assembly.jobs import actions as jobs
from assembly.jobs.models import Job
from assembly.journal.actions import record

BACKUP, EXPORT = "copies.backup", "copies.export"


def note_backup(
    session: Session,
    *,
    name: str,
    sha256: str,
    size: int,
    sealed: bool,
    manifest: Manifest,
    actor: Actor,
    at: datetime,
) -> None:
    """The journal tells that a backup was made, its digest, and what was damaged in it already."""
    record(
        session,
        actor=actor,
        at=at,
        verb="backup.make",
        object_type="backup",
        object_id=sha256[:40],
        data={
            "name": name,
            "sha256": sha256,
            "size": size,
            "sealed": sealed,
            "head": manifest.head,
            "damaged": list(manifest.damaged),
        },
    )


def note_export(
    session: Session, *, public: bool, year: int | None, acts: int, actor: Actor, at: datetime
) -> None:
    """The journal tells that everything was taken out at the terminal, and in which edition."""
    record(
        session,
        actor=actor,
        at=at,
        verb="export.make",
        object_type="export",
        object_id=1,
        data={"public": public, "year": year, "acts": acts},
    )


def ask_for_backup(
    session: Session,
    *,
    title: str,
    language: str,
    seal: Seal | None,
    mark: UUID,
    actor: Actor,
    at: datetime,
) -> Job:
    """Ask for a backup to be fetched; whoever commits wakes the worker. No passphrase is written down."""
    params = {"recipient": seal.recipient, "key": seal.key} if seal else {}
    return jobs.ask(
        session,
        kind=BACKUP,
        title=title,
        language=language,
        params=params,
        mark=mark,
        actor=actor,
        at=at,
    )


def ask_for_export(
    session: Session,
    *,
    title: str,
    language: str,
    public: bool,
    mark: UUID,
    actor: Actor,
    at: datetime,
) -> Job:
    """Ask for everything in open formats; whoever commits wakes the worker."""
    return jobs.ask(
        session,
        kind=EXPORT,
        title=title,
        language=language,
        params={"public": public},
        mark=mark,
        actor=actor,
        at=at,
    )
