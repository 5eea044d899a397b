"""Which quarter's accounts are read in which item of an agenda."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.journal.actions import record
from assembly.meetings.actions.seal import refuse_if_sealed
from assembly.meetings.models import AgendaItem, Meeting
from assembly.money.models import AccountsRead
from assembly.money.rules import Period


def read_accounts(
    session: Session, *, item: AgendaItem, period: Period, actor: Actor, at: datetime
) -> AccountsRead:
    """Let the accounts of a quarter be read in an item: their figures stand in the minutes.

    Chosen twice they stand there once. Raises ``RuleViolation`` if the minutes are closed.
    """
    refuse_if_sealed(locked(session, Meeting, item.meeting_id))
    if (made := _there(session, item, period)) is not None:
        return made
    read = AccountsRead(item_id=item.id, first_day=period.first, last_day=period.last)
    session.add(read)
    _write(session, read, "accounts.read", actor, at)
    return read


def take_out_accounts(
    session: Session, *, item: AgendaItem, period: Period, actor: Actor, at: datetime
) -> None:
    """Take the accounts of a quarter out of an item again. Raises ``RuleViolation`` if it is closed."""
    refuse_if_sealed(locked(session, Meeting, item.meeting_id))
    if (read := _there(session, item, period)) is None:
        return
    _write(session, read, "accounts.not_read", actor, at)
    session.delete(read)
    session.flush()


def _there(session: Session, item: AgendaItem, period: Period) -> AccountsRead | None:
    statement = select(AccountsRead).where(
        AccountsRead.item_id == item.id, AccountsRead.first_day == period.first
    )
    return session.scalars(statement).one_or_none()


def _write(session: Session, read: AccountsRead, verb: str, actor: Actor, at: datetime) -> None:
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb=verb,
        object_type="agenda_item",
        object_id=read.item_id,
        data={"first": read.first_day, "last": read.last_day},
    )
