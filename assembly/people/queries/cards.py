"""Sign-in cards: who has one, and whether a session that began with one goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.sql.base import ExecutableOption

from assembly.people.models import Account, Card, Person
from assembly.people.queries.seats import Sitting, people_of_body
from assembly.people.rules import CardState, card_state, session_goes_on


@dataclass(frozen=True)
class CardHolder:
    """A person of a body, her account if she has one, and the card she holds from it, if one."""

    sitting: Sitting
    account: Account | None
    card: Card | None
    state: CardState | None

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.sitting.person

    @property
    def valid(self) -> bool:
        """Whether her card opens the door now."""
        return self.state is CardState.valid


def card_holders(session: Session, body_id: int, on: date, at: datetime) -> list[CardHolder]:
    """The people of a body on a day with their accounts and cards, by name. Three queries."""
    sittings = people_of_body(session, body_id, on)
    ids = [each.person.id for each in sittings]
    accounts = {
        account.person_id: account
        for account in session.scalars(select(Account).where(Account.person_id.in_(ids)))
    }
    statement = select(Card).where(Card.body_id == body_id, Card.ended_at.is_(None))
    # The newest of each person counts: the others have ended or expired.
    cards = {card.account_id: card for card in session.scalars(statement.order_by(Card.id))}
    holders = []
    for each in sittings:
        account = accounts.get(each.person.id)
        card = cards.get(account.id) if account else None
        state = card_state(card.facts, at) if card else None
        holders.append(CardHolder(each, account, card, state))
    return holders


def card(session: Session, card_id: int) -> Card | None:
    """One card with its account and person."""
    statement = select(Card).where(Card.id == card_id)
    return session.scalars(statement.options(_with_person())).one_or_none()


def card_by_digest(session: Session, digest: str) -> Card | None:
    """The card of a code."""
    statement = select(Card).where(Card.digest == digest)
    return session.scalars(statement.options(_with_person())).one_or_none()


def body_id_of_card(session: Session, card_id: int) -> int | None:
    """The body that issued a card, None if there is no such card."""
    return session.scalar(select(Card.body_id).where(Card.id == card_id))


def card_holds(session: Session, card_id: int, account_id: int, at: datetime) -> bool:
    """Whether a session of this account that began with this card may go on."""
    return goes_on(session.get(Card, card_id), account_id, at)


def goes_on(card: Card | None, account_id: int, at: datetime) -> bool:
    """The same, of a card that was read already."""
    return card is not None and card.account_id == account_id and session_goes_on(card.facts, at)


def _with_person() -> ExecutableOption:
    # Not at import: it would set up all tables while the house starts.
    return joinedload(Card.account).joinedload(Account.person)
