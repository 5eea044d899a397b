"""Votes on the real database.

The numbers are those of domain.md §7, step 12 (16 seats, 15 present, 12 for, 1 against, 2
abstentions, the rule asks for 9), or worked out by hand beside the test.
"""

from fractions import Fraction
from uuid import uuid4

import pytest
from sqlalchemy import select

from assembly.journal.models import JournalEntry
from assembly.meetings.rules import MeetingStatus
from assembly.motions.models import Decision
from assembly.motions.rules import MotionStatus
from assembly.people.rules import Electorate
from assembly.thresholds import Comparison, Threshold
from assembly.voting import actions, queries
from assembly.voting.models import Vote
from assembly.voting.rules import (
    PRESETS,
    Base,
    Method,
    Option,
    Preset,
    Reason,
    Requirement,
    Result,
    Tally,
    VoteStatus,
)
from tests.motions.scene import amend
from tests.voting.scene import (
    AT,
    SECRETARY,
    closed,
    come,
    counted,
    journal,
    opened,
    put,
    violated,
    voted,
)


def test_twelve_for_one_against_two_abstentions_of_sixteen_carry(session, there):
    vote = voted(session, there)
    assert (vote.status, vote.result) == (VoteStatus.closed, Result.passed)
    assert (vote.seats, vote.present, vote.weighted) == (16, 15, False)
    assert (vote.reasoning["reason"], vote.reasoning["base_count"]) == ("reached", 16)
    assert vote.outcome.required == 9


@pytest.mark.parametrize(("yes", "result"), [(8, Result.failed), (9, Result.passed)])
def test_nine_of_sixteen_is_where_it_turns(session, there, yes, result):
    assert voted(session, there, yes, 15 - yes, 0).result is result


def test_the_frozen_rule_stays_when_the_rule_of_the_body_changes(session, there):
    vote = opened(session, there)
    actions.set_requirements(
        session,
        body=there.commune.body,
        ordinary=PRESETS[Preset.unanimity],
        special=PRESETS[Preset.two_thirds_seats],
        chair_casts=True,
        actor=SECRETARY,
        at=AT,
    )
    closed(session, counted(session, vote, 12, 1, 2))
    assert (vote.result, vote.outcome.required, vote.chair_casts) == (Result.passed, 9, False)
    # and the next vote is by the new one: a single vote against breaks unanimity
    assert voted(session, there).result is Result.failed


def test_a_carried_motion_becomes_a_decision(session, there):
    motion = put(session, there.scene)
    vote = voted(session, there, motion=motion, question="")
    decision = session.scalars(select(Decision)).one()
    assert (motion.status, decision.motion_id) == (MotionStatus.carried, motion.id)
    assert vote.question == decision.text == motion.versions[-1].text


def test_a_failed_motion_is_rejected(session, there):
    motion = put(session, there.scene)
    voted(session, there, 8, 7, 0, motion=motion)
    assert motion.status is MotionStatus.rejected
    assert session.scalars(select(Decision)).all() == []


def test_an_amendment_is_voted_before_the_motion(session, there):
    motion = put(session, there.scene)
    amendment = amend(session, motion)
    violated("motions.amendments_first", opened, session, there, motion=motion)
    voted(session, there, motion=amendment)
    vote = voted(session, there, motion=motion)
    assert vote.question == amendment.versions[-1].text


def test_one_open_vote_on_a_motion_at_a_time(session, there):
    motion = put(session, there.scene)
    opened(session, there, motion=motion)
    violated("voting.already_open", opened, session, there, motion=motion)


def test_the_same_form_sent_twice_is_one_vote(session, there):
    number = uuid4()
    first = voted(session, there, number=number)
    again = opened(session, there, number=number)
    assert again is first
    assert len(queries.of_item(session, there.item.id)) == 1


def test_a_question_without_a_motion_needs_its_words(session, there):
    violated("voting.question_missing", opened, session, there, question=" ", field="question")


def test_no_vote_before_the_session(session, there):
    there.meeting.status = MeetingStatus.convened
    violated("meetings.not_in_session", opened, session, there)


def test_more_votes_than_present_are_named_with_both_numbers(session, there):
    vote = counted(session, opened(session, there), 12, 2, 2)  # 16 votes, 15 seats present
    found = violated("voting.contradiction", closed, session, vote).found
    assert [(each["code"], each["said"], each["known"]) for each in found] == [
        ("more_votes_than_present", 16, 15)
    ]
    assert vote.status is VoteStatus.open


def test_a_contradiction_is_recorded_as_it_is_with_a_reason(session, there):
    vote = counted(session, opened(session, there), 12, 2, 2)
    closed(session, vote, as_it_is="El Cedro llegó durante el conteo.")
    assert vote.status is VoteStatus.closed
    assert vote.contradiction_reason == "El Cedro llegó durante el conteo."
    assert vote.contradictions == [
        {
            "code": "more_votes_than_present",
            "said": 16,
            "known": 15,
            "part": None,
            "seat": None,
            "name": None,
        }
    ]


def test_parts_that_do_not_make_the_total(session, there):
    vote = opened(session, there, method=Method.secret_paper)
    tally = Tally(12, 1, 1, 0, 0)  # 14, and 15 slips were in the box
    actions.record_counts(session, vote=vote, tally=tally, total=15, actor=SECRETARY, at=AT)
    found = violated("voting.contradiction", closed, session, vote).found
    assert [(each["code"], each["said"], each["known"]) for each in found] == [
        ("parts_not_total", 15, 14)
    ]


def test_principal_and_alternate_are_one_seat(session, there):
    come(session, there.meeting, there.commune.alternates[0], there.commune.seats[0])
    assert opened(session, there).present == 15


def test_a_count_below_zero_is_refused(session, there):
    violated("voting.negative", counted, session, opened(session, there), 12, -1, 0, field="no")


def test_what_is_not_known_stays_unknown(session, there):
    # 9 for and nothing else known: 9 of 16 is reached whatever the rest was.
    vote = closed(session, counted(session, opened(session, there), 9, None, None))
    assert (vote.result, vote.no, vote.outcome.incomplete) == (Result.passed, None, True)
    # Nothing known: no result, and the motion stays where it was.
    motion = put(session, there.scene)
    vote = opened(session, there, motion=motion)
    closed(session, counted(session, vote, None, None, None))
    assert (vote.result, vote.outcome.reason) == (Result.unknown, Reason.counts_missing)
    assert motion.status is MotionStatus.debated


def test_a_result_that_a_paper_tells_stands_where_counts_are_missing(session, there):
    motion = put(session, there.scene)
    vote = opened(session, there, motion=motion)
    closed(session, counted(session, vote, None, None, None, stated=Result.passed))
    assert (vote.result, vote.outcome.result) == (Result.passed, Result.unknown)
    assert motion.status is MotionStatus.carried
    # but never against the counts: 3 of 16 do not carry, whatever the paper says
    vote = opened(session, there)
    assert (
        closed(session, counted(session, vote, 3, 12, 0, stated=Result.passed)).result
        is Result.failed
    )


def test_a_tie_waits_for_the_chair(session, there):
    simple = PRESETS[Preset.simple]
    rule = queries.rule_of_body(session, there.commune.body.id)
    rule.chair_casts = True
    motion = put(session, there.scene)
    vote = voted(session, there, 7, 7, 1, motion=motion, requirement=simple)
    assert (vote.result, motion.status) == (Result.failed, MotionStatus.debated)
    actions.cast_casting_vote(session, vote=vote, option=Option.yes, actor=SECRETARY, at=AT)
    assert (vote.result, vote.casting_vote) == (Result.passed, Option.yes)
    assert (vote.yes, motion.status) == (7, MotionStatus.carried)
    violated(
        "voting.no_tie_to_break",
        actions.cast_casting_vote,
        session,
        vote=vote,
        option=Option.no,
        actor=SECRETARY,
        at=AT,
    )


def test_the_chair_may_leave_a_tie(session, there):
    queries.rule_of_body(session, there.commune.body.id).chair_casts = True
    motion = put(session, there.scene)
    vote = voted(session, there, 7, 7, 1, motion=motion, requirement=PRESETS[Preset.simple])
    actions.cast_casting_vote(session, vote=vote, option=Option.not_voting, actor=SECRETARY, at=AT)
    assert (vote.result, motion.status) == (Result.failed, MotionStatus.rejected)
    assert not vote.outcome.awaits_casting_vote


def test_a_tie_fails_where_the_chair_has_no_casting_vote(session, there):
    vote = voted(session, there, 7, 7, 1, requirement=PRESETS[Preset.simple])
    assert (vote.outcome.reason, vote.outcome.awaits_casting_vote) == (Reason.tie, False)


def test_consensus_and_acclamation_need_no_counts(session, there):
    agreed = opened(session, there, method=Method.consensus)
    assert closed(session, counted(session, agreed, None, 0, None)).result is Result.passed
    blocked = opened(session, there, method=Method.consensus)
    assert closed(session, counted(session, blocked, None, 1, None)).result is Result.failed
    cheered = opened(session, there, method=Method.acclamation)
    assert closed(session, counted(session, cheered, None, None, None)).result is Result.passed


def test_every_act_is_in_the_journal_with_its_counts(session, there):
    vote = voted(session, there)
    verbs = select(JournalEntry.verb).where(
        JournalEntry.object_type == "vote", JournalEntry.object_id == str(vote.id)
    )
    assert list(session.scalars(verbs.order_by(JournalEntry.sequence))) == [
        "vote.open",
        "vote.count",
        "vote.close",
    ]
    (told,) = journal(session, "vote.close")
    assert (told["yes"], told["no"], told["abstain"], told["result"]) == (12, 1, 2, "pass")


def test_requirements_are_set_and_told_with_what_stood_before(session, there):
    third = Requirement(Threshold(Fraction(1, 3), Comparison.at_least), Base.present)
    given = {"body": there.commune.body, "special": third, "actor": SECRETARY, "at": AT}
    for _twice in range(2):
        actions.set_requirements(session, ordinary=third, chair_casts=True, **given)
    (told,) = journal(session, "requirements.set")
    assert told["before"]["ordinary"] == ["1/2", "more_than", "seats"]
    assert told["after"]["ordinary"] == ["1/3", "at_least", "present"]
    assert queries.rule_of_body(session, there.commune.body.id).ordinary == third


def test_an_assembly_counted_from_a_census(session, there):
    # 120 on the census, 45 heads: more than half of those present is 23.
    there.commune.body.electorate = Electorate.census
    there.commune.body.census, there.meeting.head_count = 120, 45
    present = PRESETS[Preset.absolute_present]
    vote = voted(session, there, 23, 10, 12, requirement=present)
    assert (vote.seats, vote.present, vote.outcome.required) == (120, 45, 23)
    assert vote.result is Result.passed
    there.commune.body.census = None  # nobody knows: a share of all has no result
    vote = voted(session, there, 23, 10, 12)
    assert (vote.seats, vote.result) == (None, Result.unknown)


def test_votes_of_a_meeting_come_in_the_order_in_which_they_were_put(session, there):
    first, second = voted(session, there), voted(session, there, 3, 12, 0)
    assert queries.of_items(session, [there.item.id]) == [first, second]
    assert session.get(Vote, first.id) is first
