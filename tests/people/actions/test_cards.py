"""Sign-in cards: issued, replaced, used once or for a meeting, ended with it."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from assembly.db import db
from assembly.errors import RuleViolation
from assembly.journal.models import JournalEntry
from assembly.meetings import actions as meetings
from assembly.meetings.rules import MeetingKind
from assembly.people import actions
from assembly.people.actions.signing_in import FREE_TRIES_FROM_ADDRESS
from assembly.people.models import Account, Card
from assembly.people.rules import CardState, card_code, card_digest, card_state
from tests.commune import HOUSE, NOW

KEY = "the key of the house"
MARK = UUID("5c8a4f7e-0000-4000-8000-000000000001")
ANOTHER = UUID("5c8a4f7e-0000-4000-8000-000000000002")
EVENING = NOW + timedelta(hours=14)


def codes(persons, mark=MARK):
    return {person.id: card_code(mark, person.id) for person in persons}


def issue(
    session, commune, persons, *, mark=MARK, meeting=None, until=EVENING, accounts=True, at=NOW
):
    cards = actions.issue_cards(
        session,
        body=commune.body,
        digests={key: card_digest(code, KEY) for key, code in codes(persons, mark).items()},
        meeting_id=meeting.id if meeting else None,
        expires_at=until,
        open_accounts=accounts,
        actor=HOUSE,
        at=at,
    )
    session.commit()
    return cards


def enter(session, code, *, address="10.0.0.1", at=NOW):
    counted = actions.begin_card(session, address=address, at=at)
    session.commit()
    digest = code and card_digest(code, KEY)
    card = actions.enter_with_card(session, counted=counted, digest=digest, at=at)
    session.commit()
    return card


def refused(session, *args, **kwargs):
    with pytest.raises(RuleViolation) as caught:
        enter(session, *args, **kwargs)
    session.rollback()
    return caught.value.code


@pytest.fixture
def meeting(session, commune):
    made = meetings.create_meeting(
        session,
        body=commune.body,
        kind=MeetingKind.ordinary,
        scheduled_at=NOW + timedelta(hours=1),
        actor=HOUSE,
        at=NOW,
    )
    session.commit()
    return made


def test_a_card_for_one_entry_opens_once(session, commune):
    first = commune.principals[0]
    issue(session, commune, [first])
    code = codes([first])[first.id]
    card = enter(session, code)
    assert card.account.person_id == first.id
    assert card.account.last_seen_at == NOW
    assert refused(session, code) == "people.card_used"


def test_a_card_for_a_meeting_opens_until_the_meeting_ends(session, commune, meeting):
    first = commune.principals[0]
    issue(session, commune, [first], meeting=meeting)
    code = codes([first])[first.id]
    enter(session, code)
    enter(session, code)
    meetings.cancel_meeting(session, meeting=meeting, reason="Lluvia", actor=HOUSE, at=NOW)
    session.commit()
    assert refused(session, code) == "people.card_ended"


def test_the_cards_of_a_meeting_that_ends_end_and_go_on_with_it(session, commune, meeting):
    issue(session, commune, commune.principals[:3], meeting=meeting)
    withdrawn = session.scalars(select(Card).order_by(Card.id)).first()
    actions.withdraw_card(session, card=withdrawn, actor=HOUSE, at=NOW)
    actions.end_cards_of_meeting(session, meeting_id=meeting.id, at=NOW)
    session.commit()
    states = [card_state(card.facts, NOW) for card in session.scalars(select(Card))]
    assert states == [CardState.ended] * 3
    actions.renew_cards_of_meeting(session, meeting_id=meeting.id)
    session.commit()
    # The one that was withdrawn stays so.
    states = [
        card_state(each.facts, NOW) for each in session.scalars(select(Card).order_by(Card.id))
    ]
    assert states == [CardState.ended, CardState.valid, CardState.valid]


def test_the_cards_of_a_meeting_that_is_moved_are_good_for_the_new_day(session, commune, meeting):
    (card,) = issue(session, commune, commune.principals[:1], meeting=meeting)
    meetings.edit_meeting(
        session,
        meeting=meeting,
        kind=meeting.kind,
        number=meeting.number,
        scheduled_at=meeting.scheduled_at + timedelta(days=7),
        place="",
        actor=HOUSE,
        at=NOW,
    )
    session.commit()
    assert card.expires_at == EVENING + timedelta(days=7)


def test_after_its_time_a_card_opens_nothing(session, commune):
    first = commune.principals[0]
    issue(session, commune, [first])
    code = codes([first])[first.id]
    assert refused(session, code, at=EVENING) == "people.card_expired"
    assert enter(session, code, at=EVENING - timedelta(milliseconds=1))


def test_the_same_sheet_ordered_twice_is_one_sheet(session, commune):
    once = issue(session, commune, commune.principals[:3])
    twice = issue(session, commune, commune.principals[:3])
    assert [card.id for card in twice] == [card.id for card in once]
    assert len(session.scalars(select(Card)).all()) == 3
    told = session.scalars(select(JournalEntry).where(JournalEntry.verb == "card.issue")).all()
    assert len(told) == 1


def test_a_new_sheet_replaces_the_old_and_the_old_one_cannot_be_printed_again(session, commune):
    first = commune.principals[0]
    issue(session, commune, [first])
    issue(session, commune, [first], mark=ANOTHER)
    assert refused(session, codes([first])[first.id]) == "people.card_ended"
    with pytest.raises(RuleViolation, match="card_sheet_over"):
        issue(session, commune, [first])
    session.rollback()
    assert enter(session, codes([first], ANOTHER)[first.id])


def test_accounts_are_opened_only_if_that_was_said(session, commune):
    persons = commune.principals[:4]  # the first has an account
    with pytest.raises(RuleViolation) as caught:
        issue(session, commune, persons, accounts=False)
    assert (caught.value.code, caught.value.params["count"]) == ("people.card_accounts", 3)
    session.rollback()
    issue(session, commune, persons)
    made = session.scalars(
        select(Account).where(Account.person_id.in_([each.id for each in persons[1:]]))
    ).all()
    # Vocera El Guásimo, Vocera La Unión, Vocera Monte Claro: first word and last of two or three
    assert {each.login for each in made} == {"vocera.guasimo", "vocera.union", "vocera.claro"}
    assert all(each.password_hash is None for each in made)


def test_namesakes_get_names_of_their_own_to_sign_in_with(session, commune):
    for person in commune.alternates[:3]:
        person.name = "Ana Rojas"
    session.commit()
    issue(session, commune, commune.alternates[:3])
    logins = session.scalars(select(Account.login).where(Account.login.startswith("ana."))).all()
    assert sorted(logins) == ["ana.rojas", "ana.rojas2", "ana.rojas3"]


@pytest.mark.parametrize(
    "until", [NOW, NOW - timedelta(days=1), NOW + timedelta(days=92)], ids=["now", "past", "far"]
)
def test_a_card_is_good_for_some_time_but_not_for_ever(session, commune, until):
    with pytest.raises(RuleViolation, match="card_time"):
        issue(session, commune, commune.principals[:1], until=until)


def test_nobody_gets_no_card_and_a_closed_account_is_named(session, commune):
    with pytest.raises(RuleViolation, match="card_nobody"):
        issue(session, commune, [])
    commune.accounts["spokesperson"].active = False
    session.commit()
    with pytest.raises(RuleViolation) as caught:
        issue(session, commune, commune.principals[:2])
    assert caught.value.params["names"] == "Vocera El Cedro"


def test_neither_journal_nor_table_holds_a_code(session, commune):
    persons = commune.principals[:3]
    issue(session, commune, persons)
    enter(session, codes(persons)[persons[0].id])
    entries = session.scalars(select(JournalEntry)).all()
    stored = [str(entry.data) for entry in entries]
    stored += [str(vars(card)) for card in session.scalars(select(Card))]
    for code in codes(persons).values():
        assert not any(code in text or code[:5] in text for text in stored)
    issued = next(entry for entry in entries if entry.verb == "card.issue")
    assert json.loads(issued.data)["persons"] == sorted(person.id for person in persons)


def test_guessing_codes_is_throttled_per_address_and_others_come_in(session, commune):
    first = commune.principals[0]
    issue(session, commune, [first])
    for _ in range(FREE_TRIES_FROM_ADDRESS):
        assert refused(session, "0000000000", address="10.0.0.66") == "people.card_wrong"
    assert refused(session, codes([first])[first.id], address="10.0.0.66") == "people.blocked"
    assert enter(session, codes([first])[first.id])


def test_a_hall_that_comes_in_by_one_address_is_not_blocked(session, commune):
    issue(session, commune, commune.principals)
    for _ in range(FREE_TRIES_FROM_ADDRESS - 1):
        assert refused(session, "0000000000") == "people.card_wrong"
    for code in codes(commune.principals).values():
        enter(session, code)


@pytest.mark.parametrize("code", [None, "0000000000"])
def test_a_code_that_is_none_is_wrong(session, commune, code):
    assert refused(session, code) == "people.card_wrong"


def test_of_two_who_use_a_card_for_one_entry_at_once_one_enters(app, session, commune):
    first = commune.principals[0]
    issue(session, commune, [first])
    code = codes([first])[first.id]
    session.remove()
    together = threading.Barrier(2)

    def come_in(number):
        with app.app_context():
            together.wait()
            try:
                enter(db.session, code, address=f"10.0.0.{number}")
            except RuleViolation as violation:
                return violation.code
            return "in"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(come_in, (1, 2))) == ["in", "people.card_used"]


def test_withdrawing_all_ends_all_of_the_body_once(session, commune):
    issue(session, commune, commune.principals[:3])
    assert actions.withdraw_cards(session, body=commune.body, actor=HOUSE, at=NOW) == 3
    assert actions.withdraw_cards(session, body=commune.body, actor=HOUSE, at=NOW) == 0


def test_a_role_cannot_be_had_by_printing_a_card(session, commune):
    for login in ("secretary", "administrator"):
        with pytest.raises(RuleViolation, match="card_not_for_roles"):
            actions.set_password_with_card(
                session,
                account=commune.accounts[login],
                password_hash="x",
                actor=HOUSE,
                at=NOW,
            )
