"""Closing: one number, once; nothing closed that changed meanwhile; nothing changed afterwards."""

import threading
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from assembly.commitments import actions as commitments
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.journal import queries as journal
from assembly.journal.models import JournalEntry
from assembly.meetings import actions as meetings
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingKind, MeetingStatus
from assembly.minutes import actions, queries
from assembly.minutes.actions import FinishedFile
from assembly.minutes.models import Minutes
from assembly.minutes.rules import SHIPPED, Copy, next_number
from assembly.minutes.snapshot import digest
from assembly.motions import actions as motions
from assembly.search import queries as search
from assembly.voting import actions as voting
from assembly.voting.models import Vote
from assembly.voting.rules import Method, Tally
from tests.minutes.scene import ACT, EVENING, wednesday

FILES = tuple(
    FinishedFile(language, copy, f"{place:064x}", 2, f"{place:064x}")
    for place, (language, copy) in enumerate((lang, copy) for lang in ("en", "es") for copy in Copy)
)


def read(session, meeting, **more):
    """The document as it is read before closing."""
    number = next_number(queries.last_number(session, meeting.body_id), first=more.pop("first", 1))
    return queries.document_of(session, meeting.id, number=number, closed_at=EVENING)


def close(session, meeting, document=None, **more):
    return actions.close_minutes(
        session,
        meeting=meeting,
        document=document or read(session, meeting, **more),
        files=FILES,
        title="Acta",
        **ACT,
    )


def ended(session, commune, number=31, kind=MeetingKind.ordinary) -> Meeting:
    """A meeting that is over and of which nothing is known."""
    meeting = Meeting(
        body=commune.body,
        kind=kind,
        number=number,
        status=MeetingStatus.ended,
        scheduled_at=EVENING,
        call=None,
    )
    session.add(meeting)
    session.flush()
    return meeting


@pytest.fixture
def held(session, commune):
    made = wednesday(session, commune)
    session.commit()
    return made


def test_once_closed_nothing_tells_slips_from_the_ballots_beside_them(session, held):
    """Which are kept until then, so that misread ones can be told again."""
    vote = session.scalars(select(Vote).limit(1)).one()
    vote.method, vote.slips = Method.secret_ballots, [{"choice": "yes", "receipts": ["7KQ2"]}]
    session.commit()
    close(session, held.meeting)
    session.refresh(vote)
    assert vote.slips is None


def test_closing_freezes_the_document_and_seals_the_meeting(session, held):
    document = read(session, held.meeting, first=31)
    closed_id = close(session, held.meeting, document).id
    session.commit()
    session.expunge_all()
    kept = queries.minutes(session, closed_id)
    assert (kept.number, kept.closed_by, kept.closed_at) == (31, "Yelitza Rondón", EVENING)
    assert queries.document(kept) == document
    assert kept.snapshot_digest == digest(kept.snapshot)
    assert {(file.language, file.copy) for file in kept.files} == {
        (language, copy) for language in ("en", "es") for copy in Copy
    }
    assert kept.meeting.sealed_at == EVENING
    assert queries.is_closed(session, kept.meeting_id)
    assert queries.awaited(session, body_ids=[kept.body_id]) == []


def test_the_journal_tells_the_number_and_the_digests(session, held):
    closed = close(session, held.meeting)
    entry = session.scalars(select(JournalEntry).where(JournalEntry.verb == "minutes.close")).one()
    assert (entry.object_id, entry.actor) == (str(closed.id), "Yelitza Rondón")
    for told in ('"number":1', closed.snapshot_digest, *(file.digest for file in FILES)):
        assert told in entry.data
    assert journal.verify(session) is None


def test_it_is_found_by_what_was_said(session, held):
    closed = close(session, held.meeting)
    found, _more = search.find(session, "germinaron")
    assert ("minutes", closed.id) in [(each.kind.value, each.object_id) for each in found]


def test_closing_twice_closes_once(session, held):
    document = read(session, held.meeting)
    first = close(session, held.meeting, document)
    again = close(session, held.meeting, replace(document, number=2))
    assert again is first
    assert session.scalar(select(func.count()).select_from(Minutes)) == 1


def test_numbers_have_no_gaps_and_belong_to_the_body(session, commune):
    numbers = [close(session, ended(session, commune, n)).number for n in (31, 32)]
    numbers.append(close(session, ended(session, commune, 1, MeetingKind.extraordinary)).number)
    assert numbers == [1, 2, 3]


def test_the_first_number_may_go_on_with_an_old_book_and_no_other_may(session, commune):
    assert close(session, ended(session, commune, 30), first=27).number == 27
    other = ended(session, commune, 31)
    assert read(session, other, first=99).number == 28
    with pytest.raises(RuleViolation) as caught:
        close(session, other, replace(read(session, other), number=99))
    assert caught.value.code == "minutes.changed_meanwhile"


def test_a_meeting_that_has_not_ended_is_not_closed(session, commune):
    made = wednesday(session, commune, end=False)
    with pytest.raises(RuleViolation) as caught:
        close(session, made.meeting)
    assert caught.value.code == "minutes.not_ended"


def test_what_changed_after_it_was_read_is_not_closed(session, held):
    document = read(session, held.meeting)
    item = held.items["election"]
    meetings.write_text(session, item=item, text="Otra cosa.", version=item.text_version, **ACT)
    with pytest.raises(RuleViolation) as caught:
        close(session, held.meeting, document)
    assert caught.value.code == "minutes.changed_meanwhile"
    assert not queries.is_closed(session, held.meeting.id)


def test_an_entry_in_the_journal_meanwhile_changes_nothing_of_the_meeting(session, held):
    document = read(session, held.meeting)
    meetings.create_meeting(
        session,
        body=held.commune.body,
        kind=MeetingKind.ordinary,
        scheduled_at=EVENING,
        **ACT,
    )
    closed = close(session, held.meeting, document)
    assert queries.document(closed).journal == document.journal


def test_a_contradiction_without_reason_blocks(session, held):
    vote = session.get_one(Vote, held.votes["election"].id)
    vote.contradictions = [
        {"code": "more_votes_than_present", "said": 16, "known": 15, "part": None, "seat": None}
    ]
    session.flush()
    with pytest.raises(RuleViolation) as caught:
        close(session, held.meeting)
    assert caught.value.code == "minutes.blocked"


# Afterwards ----------------------------------------------------------------------------------------


def test_nothing_of_the_meeting_changes_any_more(session, held):
    closed = close(session, held.meeting)
    session.commit()
    meeting, item = held.meeting, held.items["election"]
    person = held.commune.principals[15]
    vote = held.votes["election"]
    attempts = {
        "text": lambda: meetings.write_text(
            session, item=item, text="x", version=item.text_version, **ACT
        ),
        "arrival": lambda: meetings.arrive(session, meeting=meeting, person=person, **ACT),
        "go on": lambda: meetings.go_on(session, meeting=meeting, **ACT),
        "lead": lambda: meetings.set_chair_and_secretary(
            session, meeting=meeting, chair=None, secretary=None, **ACT
        ),
        "item": lambda: meetings.open_item(session, item=item, **ACT),
        "vote": lambda: voting.correct_counts(session, vote=vote, tally=Tally(9, 6, 0), **ACT),
        "dissent": lambda: voting.add_dissent(session, vote=vote, name="Ana", text="No.", **ACT),
        "motion": lambda: motions.submit_motion(
            session, body=held.commune.body, text="x", title="x", item=item, **ACT
        ),
        "commitment": lambda: commitments.take_on(
            session, meeting=meeting, text="x", due_on=None, item=item, responsible="Ana", **ACT
        ),
    }
    for name, attempt in attempts.items():
        with pytest.raises(RuleViolation) as caught:
            attempt()
        assert caught.value.code == "meetings.minutes_closed", name
        session.rollback()
    assert (
        queries.document_of(session, meeting.id, number=1).items == queries.document(closed).items
    )


def test_the_document_does_not_follow_what_changes_elsewhere(session, held):
    closed = close(session, held.meeting)
    session.commit()
    before, meeting_id = queries.document(closed), closed.meeting_id
    held.commune.principals[1].name = "Otro Nombre"
    held.commune.body.name = "Otro órgano"
    actions.write_wording(
        session, body=held.commune.body, language="es", opening="Otra.", closing="", **ACT
    )
    session.commit()
    session.expunge_all()
    assert queries.document(queries.of_meeting(session, meeting_id)) == before


# Two at once ----------------------------------------------------------------------------------------


def at_once(app, work, count=2):
    """Do `work(number)` in so many threads that start together; gives what each returned or raised."""
    start, results = threading.Barrier(count), [None] * count

    def run(number):
        with app.app_context():
            start.wait()
            try:
                results[number] = work(number)
                db.session.commit()
            except Exception as error:
                db.session.rollback()
                results[number] = error

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_secretaries_who_close_the_same_minutes_get_one_number(app, session, held):
    meeting_id = held.meeting.id
    document = read(session, held.meeting)
    session.commit()

    def work(_number):
        return close(db.session, db.session.get_one(Meeting, meeting_id), document).id

    first, second = at_once(app, work)
    assert first == second
    assert session.scalars(select(Minutes.number)).all() == [1]


def test_two_secretaries_who_close_two_meetings_never_get_the_same_number(app, session, commune):
    made = [ended(session, commune, number) for number in (31, 32)]
    session.commit()
    documents = [read(session, meeting) for meeting in made]
    ids = [meeting.id for meeting in made]
    session.commit()

    def work(number):
        return close(db.session, db.session.get_one(Meeting, ids[number]), documents[number]).number

    results = at_once(app, work)
    assert [each for each in results if each == 1] == [1]
    (refused,) = (each for each in results if isinstance(each, RuleViolation))
    assert refused.code == "minutes.changed_meanwhile"
    left = next(each for each in made if not queries.is_closed(session, each.id))
    assert close(session, left).number == 2


# Wording ---------------------------------------------------------------------------------------------


def write(session, commune, **texts):
    actions.write_wording(
        session, body=commune.body, language="es", **({"opening": "", "closing": ""} | texts), **ACT
    )


def test_a_body_has_what_is_shipped_until_it_writes_its_own(session, commune):
    assert queries.texts_of(session, commune.body.id) == dict(SHIPPED)
    write(session, commune, opening="Hoy, {date_in_words}.")
    texts = queries.texts_of(session, commune.body.id)["es"]
    assert texts.opening == "Hoy, {date_in_words}."
    assert texts.closing == SHIPPED["es"].closing
    assert queries.texts_of(session, commune.body.id)["en"] == SHIPPED["en"]


def test_empty_texts_go_back_to_what_is_shipped(session, commune):
    write(session, commune, opening="Hoy.")
    write(session, commune)
    assert queries.wording(session, commune.body.id, "es") is None


def test_a_wording_that_cannot_be_filled_is_refused_at_its_field(session, commune):
    with pytest.raises(RuleViolation) as caught:
        write(session, commune, closing="Es todo, {fecha}.")
    assert (caught.value.code, caught.value.field) == (
        "minutes.wording_unknown_placeholder",
        "closing",
    )
    assert caught.value.params == {"detail": "fecha"}


def test_writing_what_is_there_already_is_no_act(session, commune):
    write(session, commune, opening="Hoy.")
    count = select(func.count()).select_from(JournalEntry)
    before = session.scalar(count)
    write(session, commune, opening="Hoy.")
    assert session.scalar(count) == before
