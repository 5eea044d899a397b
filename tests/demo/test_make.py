"""The demo commune: the numbers of the story, made by the public actions alone."""

from datetime import date

import pytest
from sqlalchemy import select

from assembly.commitments.models import Commitment
from assembly.demo.make import STORY, last_wednesday, make_demo
from assembly.journal import queries as journal
from assembly.meetings import queries as meetings
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingStatus
from assembly.minutes.queries.documents import document_of
from assembly.motions.models import Decision
from assembly.projects.models import Project, Workday
from assembly.voting.models import Vote
from assembly.voting.rules import Option, Result


def test_the_story(session):
    """Made once (it takes seconds), then looked at from all sides."""
    closed = []
    make_demo(session, close=lambda meeting, at: closed.append(meeting.number))
    assert closed == [27, 28, 29, 30, 31]
    assert journal.verify(session) is None
    for check in CHECKS:
        check(session)


def meeting(session, number):
    return session.scalars(select(Meeting).where(Meeting.number == number)).one()


def the_wednesday_opens_with_eleven_of_sixteen_where_nine_are_needed(session):
    (check,) = meeting(session, 31).calls
    assert (check.present, check.base_count, check.required, check.valid) == (11, 16, 9, True)


def without_quorum_at_nine_the_second_call_an_hour_later_counts(session):
    first, second = meeting(session, 28).calls
    # 8 of 16 are not more than half; a third of 16 is 5.33, so 6 are needed on second call.
    assert (first.present, first.required, first.valid) == (8, 9, False)
    assert (second.required, second.valid) == (6, True)


def the_nursery_is_decided_as_amended_with_a_dissent_and_a_mandate(session):
    vote = session.scalars(
        select(Vote).join(Vote.item).where(Vote.yes == 12, Vote.no == 1, Vote.abstain == 2)
    ).one()
    assert (vote.result, vote.seats, vote.present) == (Result.passed, 16, 15)
    assert [each.text for each in vote.dissents] == ["Sin precio no hay reposición de bolsas."]
    assert [each.held_on for each in vote.mandates] == [date(2026, 5, 5)]
    assert "150 si tiene menos de 1 ha" in vote.question  # the text as amended was put to the vote


def the_nursery_of_the_story_from_its_logs_and_in_the_minutes(session):
    """domain.md §7.10: sown 6,000; emerged 4,980; bagged 4,720; lost 260; expected 4,460; counted 4,401."""
    document = document_of(session, meeting(session, 31).id)
    (told,) = [each for item in document.items for each in item.projects]
    first = next(each for each in told.batches if each.name == "Tanda 1")
    assert [(each.name, each.stayed) for each in first.steps] == [
        ("came", "6000"),
        ("passed", "4980"),
        ("passed", "4720"),
        ("loss", "4460"),
        ("count", "4401"),
    ]
    assert first.steps[3].parts == (("fungus", "190"), ("drought", "70"))
    assert first.steps[4].parts == (("count", "59"),)


def each_kind_of_project_has_its_story(session):
    kinds = {each.kind for each in session.scalars(select(Project))}
    assert kinds == {"nursery", "recycling", "health", "workshop", "crop", "animals", "works"}
    assert all(each.decision_id for each in session.scalars(select(Project)))
    (held,) = session.scalars(select(Workday).where(Workday.status == "held"))
    assert (sum(each.people for each in held.hands), len(held.hands)) == (15, 5)


def two_thirds_of_the_seats_by_roll_call(session):
    vote = session.scalars(select(Vote).where(Vote.share == "2/3")).one()
    said = {ballot.seat.label: ballot.option for ballot in vote.ballots}
    assert len(said) == 16
    assert (said["Las Delicias"], said["Río Arriba"]) == (Option.no, Option.absent)
    # 16 seats: 13 for, 1 against, 1 abstains, 1 absent; two thirds of 16 are 10.67, so 11.
    assert (vote.yes, vote.no, vote.abstain, vote.result) == (13, 1, 1, Result.passed)


def what_was_left_over_flows_into_the_next_meeting(session):
    left = [item for item in meeting(session, 31).items if item.carried_from_id]
    assert [item.title for item in left] == ["Rendición de cuentas, trimestre 1"]
    assert meeting(session, 32).status is MeetingStatus.convened


def decisions_are_numbered_and_some_commitments_are_late(session):
    numbers = session.scalars(select(Decision.number).order_by(Decision.id)).all()
    assert numbers == [1, 2, 3, 4, 5, 6, 7, 8]
    open_ones, late = 0, 0
    for each in session.scalars(select(Commitment)):
        open_ones += each.status == "open"
        late += each.status == "open" and each.due_on < date(2026, 5, 21)
    assert (open_ones, late) == (7, 0)


def the_seats_of_the_story_are_where_they_should_be(session):
    wednesday = meeting(session, 31)
    presence = meetings.presence_of(session, wednesday)
    nursery = next(item for item in wednesday.items if item.title.startswith("Vivero"))
    seated = {each.seat.label: each for each in presence.seated(nursery.id)}
    assert seated["El Cedro"].state == "alternate"
    assert seated["Banco de la comuna"].state == "absent"
    assert sum(each.state != "absent" for each in seated.values()) == 15


CHECKS = (
    the_nursery_of_the_story_from_its_logs_and_in_the_minutes,
    each_kind_of_project_has_its_story,
    the_wednesday_opens_with_eleven_of_sixteen_where_nine_are_needed,
    without_quorum_at_nine_the_second_call_an_hour_later_counts,
    the_nursery_is_decided_as_amended_with_a_dissent_and_a_mandate,
    two_thirds_of_the_seats_by_roll_call,
    what_was_left_over_flows_into_the_next_meeting,
    decisions_are_numbered_and_some_commitments_are_late,
    the_seats_of_the_story_are_where_they_should_be,
)


@pytest.mark.parametrize(
    ("today", "wednesday"),
    [
        (date(2026, 5, 20), STORY),
        (date(2026, 5, 26), STORY),
        (date(2026, 5, 27), date(2026, 5, 27)),
        (date(2026, 5, 18), date(2026, 5, 13)),
    ],
)
def test_the_last_wednesday(today, wednesday):
    assert last_wednesday(today) == wednesday


def test_another_day_of_the_week_is_refused(session):
    with pytest.raises(ValueError, match="Wednesday"):
        make_demo(session, day=date(2026, 5, 21), close=lambda meeting, at: None)
