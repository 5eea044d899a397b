"""Whether sessions hold: many at once, for what a whole hall sends at one moment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from assembly.db import one_of
from assembly.people.models import Account, Card
from assembly.people.queries.cards import goes_on

_ACCOUNT = Account.__table__.c


@dataclass(frozen=True, slots=True)
class Claim:
    """What a session says of itself: an account, the account's stamp as it began, the card it began with."""

    account_id: int
    stamp: str
    card_id: int | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose session it is, and the language that her account is set to."""

    person_id: int
    language: str | None


def holders(session: Session, claims: Collection[Claim], at: datetime) -> dict[Claim, Holder]:
    """Those of the sessions that hold. One query; two where some began with a card."""
    ids = {claim.account_id for claim in claims}
    connection = session.connection()
    statement = _accounts(connection.dialect.name)
    accounts = {row.id: row for row in connection.execute(statement, {"ids": list(ids)})}
    numbers = {claim.card_id for claim in claims if claim.card_id}
    named = select(Card).where(Card.id.in_(numbers))
    cards = {card.id: card for card in session.scalars(named)} if numbers else {}
    found = {}
    for claim in claims:
        account = accounts.get(claim.account_id)
        if account is None or account.stamp != claim.stamp or not account.active:
            continue
        if claim.card_id and not goes_on(cards.get(claim.card_id), account.id, at):
            continue
        found[claim] = Holder(account.person_id, account.language)
    return found


@cache
def _accounts(dialect: str) -> Select[Any]:
    columns = _ACCOUNT.id, _ACCOUNT.stamp, _ACCOUNT.active, _ACCOUNT.person_id, _ACCOUNT.language
    return select(*columns).where(one_of(dialect, _ACCOUNT.id, "ids"))
