"""Sign-in cards: issued by the sheet, used at the door, withdrawn. Their codes never come here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session, joinedload

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.people import queries
from assembly.people.actions.accounts import create_account
from assembly.people.actions.signing_in import Try, take_back
from assembly.people.models import Account, Body, Card, Person
from assembly.people.rules import MOST_DAYS, CardEnd, CardState, card_state, proposed_login


def issue_cards(
    session: Session,
    *,
    body: Body,
    digests: Mapping[int, str],
    meeting_id: int | None,
    expires_at: datetime,
    open_accounts: bool,
    actor: Actor,
    at: datetime,
) -> list[Card]:
    """Cards for persons of a body, by person id the digest of each one's code; those sent before stay.

    Good for one entry, or with ``meeting_id`` for that meeting of the body. A valid card that a
    person has from this body is replaced. Who has no account gets one, without a password, if
    ``open_accounts``. Raises ``RuleViolation``: people.card_nobody, people.card_time,
    people.card_accounts, people.card_account_closed; people.card_sheet_over if one of those sent
    before was withdrawn or replaced since.
    """
    if not digests:
        raise RuleViolation("people.card_nobody", field="whom")
    if not at < expires_at <= at + timedelta(days=MOST_DAYS + 1):
        raise RuleViolation("people.card_time", field="until", most=MOST_DAYS)
    locked(session, Body, body.id)
    accounts = _accounts(session, list(digests), open_accounts, actor, at)
    known = set(session.scalars(select(Card.digest).where(Card.digest.in_(list(digests.values())))))
    fresh = {person_id: digest for person_id, digest in digests.items() if digest not in known}
    if fresh:
        _end(
            session,
            CardEnd.replaced,
            at,
            Card.body_id == body.id,
            Card.account_id.in_([accounts[person_id].id for person_id in fresh]),
        )
        session.add_all(
            Card(
                account_id=accounts[person_id].id,
                body_id=body.id,
                meeting_id=meeting_id,
                digest=digest,
                issued_at=at,
                expires_at=expires_at,
            )
            for person_id, digest in fresh.items()
        )
        session.flush()
        persons = sorted(fresh)
        _note(session, "issue", body.id, actor, at, meeting=meeting_id, persons=persons)
    statement = select(Card).where(Card.digest.in_(list(digests.values()))).order_by(Card.id)
    cards = list(session.scalars(statement.options(joinedload(Card.account))))
    if any(card.ended_at is not None for card in cards):
        raise RuleViolation("people.card_sheet_over")
    return cards


def _accounts(
    session: Session, person_ids: Sequence[int], open_missing: bool, actor: Actor, at: datetime
) -> dict[int, Account]:
    """The accounts of these persons, opened where there is none."""
    statement = (
        select(Person, Account)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Person.id.in_(person_ids))
        .order_by(Person.name_key, Person.id)
    )
    rows = session.execute(statement).all()
    closed = [person.name for person, account in rows if account and not account.active]
    if closed:
        raise RuleViolation("people.card_account_closed", field="whom", names=", ".join(closed))
    missing = [person for person, account in rows if account is None]
    if missing and not open_missing:
        raise RuleViolation("people.card_accounts", field="open_accounts", count=len(missing))
    found = {person.id: account for person, account in rows if account}
    taken = queries.logins(session) if missing else set()
    for person in missing:
        login = proposed_login(person.name, taken)
        taken.add(login)
        found[person.id] = create_account(
            session, person=person, login=login, password_hash=None, actor=actor, at=at
        )
    return found


def enter_with_card(session: Session, *, counted: Try, digest: str | None, at: datetime) -> Card:
    """Sign in with a card, after ``begin_card``: its account is that of who enters.

    A card for one entry is used up by it; of two who use it at once, one enters. Raises
    ``RuleViolation`` people.card_wrong, people.card_used, people.card_expired, people.card_ended.
    """
    statement = (
        select(Card)
        .where(Card.digest == (digest or ""))
        .options(joinedload(Card.account).joinedload(Account.person))
        .with_for_update(of=Card)
    )
    card = session.scalars(statement).one_or_none()
    if card is None or not card.account.active:
        raise RuleViolation("people.card_wrong", field="code")
    state = card_state(card.facts, at)
    if state is not CardState.valid:
        raise RuleViolation(f"people.card_{state}", field="code")
    take_back(session, counted=counted)
    card.used_at = at
    card.account.last_seen_at = at
    session.flush()
    return card


def withdraw_card(session: Session, *, card: Card, actor: Actor, at: datetime) -> None:
    """A card was lost: it opens nothing any more, and who came in with it is signed out."""
    if card.ended_at is None:
        _end(session, CardEnd.withdrawn, at, Card.id == card.id)
        persons = [card.account.person_id]
        _note(session, "withdraw", card.body_id, actor, at, persons=persons)


def withdraw_cards(session: Session, *, body: Body, actor: Actor, at: datetime) -> int:
    """Withdraw all cards of a body; how many there were."""
    count = _end(session, CardEnd.withdrawn, at, Card.body_id == body.id)
    if count:
        _note(session, "withdraw", body.id, actor, at, count=count)
    return count


def end_cards_of_meeting(session: Session, *, meeting_id: int, at: datetime) -> None:
    """The meeting is over: so are its cards, and the sessions that began with them."""
    _end(session, CardEnd.meeting_over, at, Card.meeting_id == meeting_id)


def renew_cards_of_meeting(session: Session, *, meeting_id: int) -> None:
    """The meeting goes on after all: so do the cards that its end had ended."""
    statement = update(Card).where(
        Card.meeting_id == meeting_id, Card.ended_why == CardEnd.meeting_over
    )
    session.execute(statement.values(ended_at=None, ended_why=None))


def move_cards_of_meeting(session: Session, *, meeting_id: int, by: timedelta) -> None:
    """The meeting is held on another day: its cards are good for that one."""
    statement = select(Card).where(Card.meeting_id == meeting_id).order_by(Card.id)
    for card in session.scalars(statement):
        card.expires_at += by
    session.flush()


def _end(session: Session, why: CardEnd, at: datetime, *which: ColumnElement[bool]) -> int:
    """End cards that have not ended; how many they were."""
    statement = (
        update(Card)
        .where(*which, Card.ended_at.is_(None))
        .values(ended_at=at, ended_why=why)
        .returning(Card.id)
    )
    return len(session.scalars(statement).all())


def _note(
    session: Session, verb: str, body_id: int, actor: Actor, at: datetime, **data: object
) -> None:
    """Who has cards is recorded; their codes are not."""
    record(
        session,
        actor=actor,
        at=at,
        verb=f"card.{verb}",
        object_type="body",
        object_id=body_id,
        data=data,
    )
