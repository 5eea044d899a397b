"""A meeting read into its document: what is in it, and in how many queries."""

import json
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select

from assembly.commitments.models import Commitment
from assembly.commitments.rules import CommitmentStatus
from assembly.journal import queries as journal
from assembly.meetings.models import AgendaItem, Attendance, Meeting
from assembly.meetings.rules import Direction, ItemKind, ItemStatus
from assembly.minutes import queries
from assembly.minutes.document import Decision, MeetingDocument
from assembly.minutes.rules import problems
from assembly.motions.models import Motion, MotionVersion
from assembly.motions.rules import MotionKind, MotionStatus
from assembly.people.models import Membership, Person, Seat
from assembly.people.rules import Holding, fold
from assembly.thresholds import Comparison
from assembly.voting.models import Ballot, Vote
from assembly.voting.rules import (
    PRESETS,
    Base,
    Electorate,
    Method,
    Option,
    Preset,
    Result,
    Tally,
    VoteStatus,
    decide,
)
from tests.minutes.scene import AMENDED, DELIVER, EVENING, Wednesday, wednesday


@pytest.fixture
def held(session, commune) -> Wednesday:
    made = wednesday(session, commune)
    session.commit()
    return made


_read: list[MeetingDocument] = []


@pytest.fixture
def read(request) -> MeetingDocument:
    """The document of the Wednesday: plain data, so it is read once for all tests that look at it."""
    if not _read:
        held, session = request.getfixturevalue("held"), request.getfixturevalue("session")
        found = queries.document_of(session, held.meeting.id)
        assert found is not None
        _read.append(found)
    return _read[0]


def test_no_meeting_no_document(session):
    assert queries.document_of(session, 1) is None


def test_the_head(read):
    header = read.header
    assert (header.commune, header.body) == ("Comuna Monte Sinaí", "Parlamento comunal")
    assert (header.kind, header.meeting_number, header.call) == ("ordinary", 31, 1)
    assert header.opened_at.isoformat() == "2026-05-20T09:00:00-04:00"
    assert header.ended_at.isoformat() == "2026-05-20T13:05:00-04:00"
    assert (header.chair, header.secretary) == ("Carmen Díaz", "Yelitza Rondón")
    assert (read.number, read.closed_at) == (None, None)


def test_the_call_with_its_rule(read):
    (call,) = read.calls
    # More than half of 16 seats is 9; eleven came (domain.md §7, step 6).
    assert (call.base, call.share, call.comparison) == ("seats", "1/2", "more_than")
    assert (call.base_count, call.present, call.required, call.valid) == (16, 11, 9, True)


def test_the_attendance_by_seat(read):
    attendance = read.attendance
    assert (attendance.known, attendance.seats, attendance.present) == (True, 16, 11)
    rows = {row.label: row for row in attendance.rows}
    assert len(rows) == 16
    (alternate,) = rows["El Cedro"].people
    assert (alternate.holding, alternate.identity_number) == ("alternate", "V-20000001")
    assert alternate.at_end
    (late,) = rows["Organización 1"].people
    assert late.stays[0].arrived_at.strftime("%H:%M") == "09:48"
    assert late.stays[0].first_item == 2
    (gone,) = rows["Monte Claro"].people
    assert (gone.stays[0].left_at.strftime("%H:%M"), gone.at_end) == ("11:30", False)
    assert rows["Banco de la comuna"].people == ()


def test_the_notice(read):
    assert (read.notice.days_asked, read.notice.met) == (3, True)
    assert len(read.notice.given) == 16
    assert read.notice.not_told == ()


def test_the_items_in_order_with_their_text(read):
    assert [(item.number, item.status) for item in read.items] == [
        (1, "closed"),
        (2, "closed"),
        (3, "closed"),
        (4, "closed"),
        (5, "deferred"),
    ]
    nursery = read.items[1]
    assert nursery.text.startswith("Se informa que se sembraron")
    assert (nursery.presenter, nursery.present, nursery.quorum) == ("Juan Rondón", 15, True)


def test_the_motion_as_it_was_voted_and_its_amendment(read):
    (motion,) = read.items[1].motions
    assert (motion.year, motion.number, motion.status) == (2026, 1, "carried")
    assert (motion.mover, motion.seconder) == ("Ana Belén Guaregua", "José Cova")
    assert motion.text == AMENDED
    (amendment,) = motion.amendments
    assert (amendment.before, amendment.after) == (DELIVER, AMENDED)
    assert [vote.result for vote in amendment.votes] == ["pass"]


def test_the_vote_with_its_reasoning(read):
    (vote,) = read.items[1].motions[0].votes
    assert vote.result == "pass"
    # 12 for, 1 against, 2 abstained; the rule asks for 9 of 16 seats (step 12).
    assert (vote.reasoning["base_count"], vote.reasoning["required"]) == (16, 9)
    tally = vote.reasoning["tally"]
    assert (tally["yes"], tally["no"], tally["abstain"]) == (12, 1, 2)
    assert (vote.seats, vote.present) == (16, 15)
    assert [(each.name, each.text[:10]) for each in vote.dissents] == [("José Cova", "Sin precio")]
    (mandate,) = vote.mandates
    assert (mandate.person, mandate.seat) == ("Ana Belén Guaregua", "El Guásimo")
    assert mandate.held_on == date(2026, 5, 5)


def test_the_roll_call_by_seat(read):
    (vote,) = read.items[3].motions[0].votes
    assert [voter.seat for voter in vote.roll][:3] == ["El Cedro", "El Guásimo", "La Unión"]
    options = [voter.option for voter in vote.roll]
    assert (options.count("yes"), options.count("no"), options.count("absent")) == (13, 1, 2)
    assert vote.roll[0].person == "Suplente El Cedro"


def test_the_check_number_of_a_roll_call_is_that_of_its_published_lists(session, held):
    found = queries.document_of(session, held.meeting.id)
    (vote,) = found.items[3].motions[0].votes
    row = session.scalars(select(Vote).where(Vote.method == Method.roll_call)).one()
    assert vote.roll_digest == json.loads(row.published)["digests"]["both"]


def test_a_vote_without_a_motion_stands_in_its_item(read):
    (vote,) = read.items[2].votes
    assert (vote.question, vote.method) == ("Yusmary Rojas coordina el vivero", "secret_paper")
    assert vote.roll == ()
    assert vote.tellers == "Rosa Tineo y Petra Guaina"


def test_the_decision_with_what_was_taken_on(read):
    decision = read.items[1].motions[0].decision
    assert isinstance(decision, Decision)
    assert (decision.year, decision.number) == (2026, 1)
    assert [(each.who, each.due_on) for each in decision.commitments] == [
        ("Juan Rondón", date(2026, 5, 28)),
        ("María Solano", date(2026, 5, 23)),
    ]
    assert read.items[1].commitments == ()
    assert read.commitments == ()


def test_a_commitment_that_hangs_on_nothing_is_not_lost(session, held):
    session.add(
        Commitment(
            body_id=held.meeting.body_id,
            meeting_id=held.meeting.id,
            text="Barrer la casa",
            responsible="Ana",
            status=CommitmentStatus.open,
        )
    )
    session.commit()
    found = queries.document_of(session, held.meeting.id)
    assert [(each.text, each.who) for each in found.commitments] == [("Barrer la casa", "Ana")]


def test_the_journals_head(session, held):
    head = journal.head(session)
    found = queries.document_of(session, held.meeting.id)
    assert (found.journal.sequence, found.journal.digest) == (head.sequence, head.digest)


def test_nothing_stands_against_closing_it(read):
    assert problems(read) == ()


def test_a_motion_left_open_comes_with_its_item_and_is_told_as_deferred(session, held):
    """Deferred here, settled in a later meeting: these minutes still say that it was deferred."""
    later = Meeting(
        body_id=held.meeting.body_id,
        kind=held.meeting.kind,
        number=32,
        status=held.meeting.status,
        scheduled_at=held.meeting.scheduled_at + timedelta(days=7),
    )
    session.add(later)
    session.flush()
    copy = _item(later, 1, carried_from_id=held.items["other"].id)
    session.add(copy)
    session.flush()
    motion = _motion(held.meeting.body_id, held.items["other"].id, 90)
    motion.status, motion.settled_item_id = MotionStatus.rejected, copy.id
    session.add(motion)
    session.commit()
    earlier, now = (queries.document_of(session, each.id) for each in (held.meeting, later))
    assert [each.status for each in earlier.items[4].motions] == ["deferred"]
    assert [each.status for each in now.items[0].motions] == ["rejected"]


# How many queries ---------------------------------------------------------------------------------


def _item(meeting: Meeting, position: int, **more) -> AgendaItem:
    return AgendaItem(
        meeting_id=meeting.id,
        position=position,
        title=f"Punto {position}",
        kind=ItemKind.general,
        status=ItemStatus.closed,
        text="Se habla.",
        **more,
    )


def _motion(body_id: int, item_id: int, number: int) -> Motion:
    return Motion(
        body_id=body_id,
        year=2026,
        number=number,
        kind=MotionKind.motion,
        status=MotionStatus.carried,
        title=f"Propuesta {number}",
        item_id=item_id,
        settled_item_id=item_id,
        mover_name="Ana",
        submitted_at=EVENING,
        versions=[MotionVersion(version=1, text="Hacerlo.", author="Ana", at=EVENING)],
    )


def _vote(item_id: int, motion: Motion, seats: list[Seat]) -> Vote:
    return Vote(
        item_id=item_id,
        motion=motion,
        question="Hacerlo.",
        method=Method.roll_call,
        status=VoteStatus.closed,
        opened_at=EVENING,
        closed_at=EVENING,
        share=Fraction(1, 2),
        comparison=Comparison.more_than,
        base=Base.seats,
        seats=len(seats),
        seats_weight=len(seats),
        present=len(seats),
        present_weight=len(seats),
        yes=len(seats),
        no=0,
        abstain=0,
        result=Result.passed,
        reasoning=decide(
            PRESETS[Preset.absolute_seats],
            Tally(len(seats), 0, 0),
            Electorate(len(seats), len(seats)),
            method=Method.roll_call,
        ).as_data(),
        ballots=[Ballot(seat_id=seat.id, option=Option.yes) for seat in seats],
    )


def enlarge(session, held: Wednesday, *, items: int, seats: int) -> None:
    """More of everything, straight into the tables: what is counted is reading."""
    meeting, body = held.meeting, held.commune.body
    meeting, body = session.merge(meeting), session.merge(body)
    known = len(session.scalars(select(Seat.id)).all())
    for number in range(known + 1, seats + 1):
        person = Person(name=f"Vocera {number}", name_key=fold(f"Vocera {number}"))
        seat = Seat(body_id=body.id, label=f"Consejo {number}", position=number)
        session.add_all([person, seat])
        session.flush()
        session.add(Membership(seat_id=seat.id, person_id=person.id, holding=Holding.principal))
        session.add(
            Attendance(
                meeting_id=meeting.id,
                person_id=person.id,
                seat_id=seat.id,
                direction=Direction.arrival,
                at=meeting.opened_at,
            )
        )
    all_seats = list(session.scalars(select(Seat).where(Seat.body_id == body.id)))
    known = len(session.scalars(select(AgendaItem.id)).all())
    for position in range(known + 1, items + 1):
        item = _item(meeting, position)
        session.add(item)
        session.flush()
        motion = _motion(body.id, item.id, 100 + position)
        session.add_all([motion, _vote(item.id, motion, all_seats)])
    session.commit()


@pytest.mark.parametrize(("items", "seats"), [(40, 17), (6, 300), (40, 60)])
def test_the_queries_do_not_grow_with_the_meeting(session, held, count_queries, items, seats):
    def count() -> int:
        session.expunge_all()  # as in a request of its own
        with count_queries() as counted:
            queries.document_of(session, meeting_id)
        return counted.count

    meeting_id = held.meeting.id
    enlarge(session, held, items=6, seats=17)
    before = count()
    enlarge(session, held, items=items, seats=seats)
    assert count() == before
    found = queries.document_of(session, meeting_id)
    assert (len(found.items), len(found.attendance.rows)) == (items, seats)


# Lists --------------------------------------------------------------------------------------------


def test_before_closing_a_meeting_waits(session, held):
    assert queries.years(session, zone="America/Caracas") == []
    assert queries.awaited(session, body_ids=[held.meeting.body_id]) == [held.meeting]
    assert queries.last_ended(session, held.meeting.body_id) == held.meeting.id
    assert not queries.is_closed(session, held.meeting.id)
