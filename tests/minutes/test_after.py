"""What becomes of closed minutes: signed, approved by a later vote, noted beside, reopened once more."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from assembly.errors import RuleViolation
from assembly.journal import queries as journal
from assembly.journal.models import JournalEntry
from assembly.meetings import actions as meetings
from assembly.meetings.models import Meeting
from assembly.meetings.rules import ItemKind, MeetingKind
from assembly.minutes import actions, closing, margin, press, queries
from assembly.minutes.actions import Signed
from assembly.minutes.margin import Written
from assembly.minutes.models import Minutes
from assembly.minutes.rules import (
    MinutesStatus,
    SignatureState,
    after_signing,
    against_reopening,
    code_digits,
    signers,
    usual_state,
)
from assembly.storage import StorageError
from assembly.voting.rules import Tally
from tests.minutes.documents import document, row
from tests.minutes.scene import ACT, EVENING, NINE, vote, wednesday
from tests.minutes.test_actions import close

WEEK = timedelta(days=7)
DAY = date(2026, 5, 20)


@pytest.fixture
def held(session, commune):
    return wednesday(session, commune)


@pytest.fixture
def closed(session, held) -> Minutes:
    made = close(session, held.meeting)
    session.commit()
    return made


def later(session, commune, weeks: int = 1) -> Meeting:
    """A session some weeks later, opened; its second item is that of the last minutes."""
    when = {"actor": ACT["actor"], "at": EVENING + weeks * WEEK}
    meeting = meetings.create_meeting(
        session,
        body=commune.body,
        kind=MeetingKind.ordinary,
        scheduled_at=NINE + weeks * WEEK,
        number=31 + weeks,
        **when,
    )
    for title, kind in (
        ("Acta anterior", ItemKind.previous_minutes),
        ("Vivero", ItemKind.general),
    ):
        meetings.add_item(session, meeting=meeting, title=title, kind=kind, **when)
    present = [each.id for each in commune.principals[:11]]
    meetings.call_roll(
        session,
        meeting=meeting,
        number=1,
        when=NINE + weeks * WEEK,
        present=present,
        head_count=None,
        **when,
    )
    session.commit()
    return meeting


ELEVEN = Tally(11, 0, 0)


def approving(session, meeting: Meeting, tally: Tally = ELEVEN, item: int = 0):
    made = vote(session, meeting.items[item], tally, question="¿Se aprueba el acta 31?")
    session.commit()
    return made


# ---- rules ---------------------------------------------------------------------------------------


def test_who_signs_are_who_led_who_wrote_and_who_came():
    left = row(2)
    gone = replace(left, people=(replace(left.people[0], at_end=False),))
    found = signers(document(rows=(row(1), gone)))
    assert [(each.name, each.stayed) for each in found] == [
        ("Carmen Díaz", True),
        ("Yelitza Rondón", True),
        ("Vocera 1", True),
        ("Vocera 2", False),
    ]
    assert [usual_state(each).value for each in found] == ["signed", "signed", "signed", "left"]


def test_who_led_and_came_signs_once():
    came = row(1, name="Carmen Díaz")
    assert [each.name for each in signers(document(rows=(came,)))] == [
        "Yelitza Rondón",
        "Carmen Díaz",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("9f3a 62c1 0b7e d4f8", "9f3a62c10b7ed4f8"),
        ("9F3A-62C1-0B7E-D4F8", "9f3a62c10b7ed4f8"),
        ("9f3a62c10b7e", "9f3a62c10b7e"),
        ("9f3a 62c1 0b7", None),  # eleven: too few to mean one act
        ("9f3a 62c1 0b7e d4g8", None),
        ("", None),
        ("a" * 65, None),
        ("%_" * 8, None),
    ],
)
def test_check_codes_as_they_are_typed(typed, found):
    assert code_digits(typed) == found


def test_minutes_are_signed_once_nobodys_signature_is_unknown():
    closed, signed = MinutesStatus.closed, SignatureState.signed
    assert after_signing(closed, [signed, SignatureState.refused], 2) is MinutesStatus.signed
    assert after_signing(closed, [signed], 2) is closed
    assert after_signing(MinutesStatus.signed, [signed], 2) is closed  # one was struck out again
    assert after_signing(closed, [], 0) is closed
    assert after_signing(MinutesStatus.approved, [], 2) is MinutesStatus.approved


def test_what_stands_against_reopening():
    free = {"is_last": True, "signatures": 0, "notes": 0}
    assert against_reopening(MinutesStatus.closed, **free) is None
    for changed, code in (
        ({"is_last": False}, "minutes.not_the_last"),
        ({"signatures": 1}, "minutes.signed_already"),
        ({"notes": 1}, "minutes.has_notes"),
    ):
        assert against_reopening(MinutesStatus.closed, **free | changed) == code
    for status in (MinutesStatus.signed, MinutesStatus.approved, MinutesStatus.reopened):
        assert against_reopening(status, **free) == "minutes.signed_already"


# ---- signing -------------------------------------------------------------------------------------


def sign(session, minutes, signed, on=DAY):
    actions.write_signatures(session, minutes=minutes, signed=signed, signed_on=on, **ACT)
    session.commit()


def test_signatures_are_written_down_and_mended(session, closed):
    everyone = {
        place: Signed(SignatureState.signed)
        for place in range(len(signers(queries.document(closed))))
    }
    some = everyone | {
        3: Signed(SignatureState.at_request, "Petra Guaina"),
        4: Signed(SignatureState.thumbprint),
        5: Signed(SignatureState.refused, "No está de acuerdo con el punto 2"),
    }
    sign(session, closed, {0: some[0]})
    assert closed.status is MinutesStatus.closed
    sign(session, closed, some)
    assert closed.status is MinutesStatus.signed
    kept = {each.position: (each.state.value, each.note) for each in closed.signatures}
    assert kept[3] == ("at_request", "Petra Guaina")
    assert kept[5][0] == "refused"
    assert json.loads(journal.head(session).data)["notes"]["3"] == "Petra Guaina"
    del some[5]
    sign(session, closed, some)
    assert closed.status is MinutesStatus.closed
    assert len(closed.signatures) == len(everyone) - 1
    assert journal.verify(session) is None


@pytest.mark.parametrize(
    ("signed", "on", "code"),
    [
        ({0: Signed(SignatureState.signed)}, DAY - timedelta(days=1), "minutes.signed_before"),
        ({0: Signed(SignatureState.signed)}, DAY + timedelta(days=1), "minutes.signed_in_future"),
        ({999: Signed(SignatureState.signed)}, DAY, "minutes.no_such_signer"),
        ({0: Signed(SignatureState.at_request)}, DAY, "minutes.who_signed"),
    ],
)
def test_signatures_that_cannot_be_so(session, closed, signed, on, code):
    with pytest.raises(RuleViolation) as caught:
        sign(session, closed, signed, on)
    assert caught.value.code == code


# ---- approving -----------------------------------------------------------------------------------


def test_minutes_are_approved_by_a_vote_in_the_item_of_the_last_minutes(session, commune, closed):
    there = later(session, commune)
    other = approving(session, there, item=1)
    lost = approving(session, there, Tally(2, 9, 0))
    carried = approving(session, there)
    assert [each.id for each in queries.votes_that_approve(session, closed)] == [carried.id]
    for wrong in (other, lost):
        with pytest.raises(RuleViolation) as caught:
            actions.approve(session, minutes=closed, vote=wrong, **ACT)
        assert caught.value.code == "minutes.no_such_approval"
    for _twice in range(2):
        actions.approve(session, minutes=closed, vote=carried, **ACT)
        session.commit()
    assert closed.status is MinutesStatus.approved
    verbs = session.scalars(select(JournalEntry.verb).where(JournalEntry.verb == "minutes.approve"))
    assert len(verbs.all()) == 1


def test_a_session_does_not_approve_its_own_minutes(session, held, closed):
    assert queries.later_meetings(session, closed) == []
    assert queries.votes_that_approve(session, closed) == []


# ---- marginal notes ------------------------------------------------------------------------------


def noted(session, minutes, **changes):
    plain = {
        "item": 2,
        "text": "Donde dice «150 dólares» debe decir «105 dólares».",
        "meeting_id": None,
        "vote_id": None,
        "mark": uuid4(),
    }
    made = margin.write(session, minutes.id, Written(**(plain | changes)), **ACT)
    session.commit()
    return made


def test_a_note_stands_beside_and_changes_nothing(session, commune, closed):
    there = later(session, commune)
    carried = approving(session, there)
    before = (closed.snapshot_digest, [each.digest for each in queries.papers(closed)])
    first = noted(session, closed, vote_id=carried.id)
    second = noted(session, closed, item=None, text="Falta la firma.", meeting_id=there.id)
    assert (first.number, second.number) == (1, 2)
    assert (first.approval, second.approval) == ("vote", "assembly")
    assert first.approved_on == DAY + WEEK
    session.expire_all()
    assert (closed.snapshot_digest, [each.digest for each in queries.papers(closed)]) == before
    for number in (1, 2):
        for language in ("es", "en"):
            file = queries.file(session, closed.id, language, "house", number)
            press.store().verify(file.digest)
    assert journal.verify(session) is None


def test_a_note_sent_twice_is_one(session, commune, closed):
    carried, mark = approving(session, later(session, commune)), uuid4()
    one = noted(session, closed, vote_id=carried.id, mark=mark)
    assert noted(session, closed, vote_id=carried.id, mark=mark).id == one.id


def test_a_note_needs_an_approval_and_an_item_that_is_there(session, commune, held, closed):
    there = later(session, commune)
    lost = approving(session, there, Tally(2, 9, 0))
    for wrong, code in (
        ({"vote_id": lost.id}, "minutes.note_not_approved"),
        ({"vote_id": held.votes["deliver"].id}, "minutes.note_not_approved"),
        ({"meeting_id": closed.meeting_id}, "minutes.note_not_approved"),
        ({"meeting_id": 999}, "minutes.note_not_approved"),
        ({"meeting_id": there.id, "item": 77}, "minutes.no_such_item"),
        ({"meeting_id": there.id, "text": ""}, "minutes.note_empty"),
    ):
        with pytest.raises(RuleViolation) as caught:
            noted(session, closed, **wrong)
        assert caught.value.code == code
        session.rollback()


# ---- reopening -----------------------------------------------------------------------------------


def reopened(session, minutes, reason="Faltaba una votación"):
    actions.reopen(session, minutes=minutes, reason=reason, **ACT)
    session.commit()


def test_reopened_minutes_keep_their_number_and_what_was_closed(session, held, closed):
    first = (closed.number, closed.snapshot_digest)
    reopened(session, closed)
    assert not queries.is_closed(session, held.meeting.id)
    assert queries.awaited(session, body_ids=[closed.body_id]) == [held.meeting]
    meetings.write_text(
        session, item=held.items["other"], text="Se agrega.", version=0, **ACT
    )  # the meeting is not sealed any more
    again = close(
        session,
        held.meeting,
        queries.document_of(session, held.meeting.id, number=closed.number, closed_at=EVENING),
    )
    session.commit()
    assert again.id == closed.id
    assert (again.number, again.closing) == (first[0], 2)
    assert again.snapshot_digest != first[1]
    (former,) = again.former
    assert (former.closing, former.snapshot_digest) == (1, first[1])
    document = queries.document(again)
    assert [each.reason for each in document.reopenings] == ["Faltaba una votación"]
    assert {each.closing for each in queries.papers(again)} == {2}
    assert len(again.files) == 8  # the papers of the first closing can still be recognised
    with pytest.raises(RuleViolation, match="minutes_closed"):
        meetings.write_text(session, item=held.items["other"], text="Más.", version=1, **ACT)


def test_what_is_signed_is_not_reopened(session, closed):
    sign(session, closed, {0: Signed(SignatureState.signed)})
    with pytest.raises(RuleViolation, match="signed_already"):
        reopened(session, closed)


def test_only_with_a_reason_and_only_once(session, closed):
    with pytest.raises(RuleViolation, match="reason_missing"):
        reopened(session, closed, reason="")
    reopened(session, closed)
    with pytest.raises(RuleViolation, match="is_reopened"):
        reopened(session, closed)
    with pytest.raises(RuleViolation, match="is_reopened"):
        sign(session, closed, {0: Signed(SignatureState.signed)})


def test_numbers_wait_for_what_is_reopened(session, commune, closed):
    """A second act cannot be closed while the first is open; and then the first is no longer the last."""
    there = later(session, commune)
    afterwards = {"actor": ACT["actor"], "at": EVENING + WEEK}
    meetings.end_session(session, meeting=there, when=NINE + WEEK, **afterwards)
    session.commit()
    reopened(session, closed)
    with pytest.raises(RuleViolation, match="another_is_reopened"):
        close(session, there)
    session.rollback()
    document = queries.document_of(
        session, closed.meeting_id, number=closed.number, closed_at=EVENING
    )
    close(session, closed.meeting, document)
    session.commit()
    assert close(session, there).number == closed.number + 1
    session.commit()
    with pytest.raises(RuleViolation, match="not_the_last"):
        reopened(session, closed)


def test_the_second_closing_prints_that_it_is_one(session, held):
    """Through real papers: the code on the second print is another one."""
    session.commit()
    minutes = closing.close(session, held.meeting.id, **ACT)
    session.commit()
    codes = {each.content for each in queries.papers(minutes)}
    reopened(session, minutes)
    minutes = closing.close(session, held.meeting.id, **ACT)
    session.commit()
    assert codes.isdisjoint({each.content for each in queries.papers(minutes)})
    html = press.html(queries.document(minutes), "es")
    assert "Segundo cierre." in html
    assert "Faltaba una votación" in html
    for each in minutes.files:
        try:
            press.store().verify(each.digest)
        except StorageError as error:
            raise AssertionError(each.closing) from error
