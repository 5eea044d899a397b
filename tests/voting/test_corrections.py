"""Counts corrected and votes cancelled, with what had followed from them; worked out by hand beside each test."""

from sqlalchemy import select

from assembly.commitments.actions import take_on
from assembly.meetings.rules import MeetingStatus
from assembly.motions.models import Decision
from assembly.motions.rules import MotionStatus
from assembly.voting import actions, queries
from assembly.voting.rules import (
    Result,
    Tally,
    VoteStatus,
)
from tests.motions.scene import amend
from tests.voting.scene import AT, SECRETARY, closed, counted, journal, opened, put, violated, voted


def correct(session, vote, yes, no, abstain, **more):
    return actions.correct_counts(
        session, vote=vote, tally=Tally(yes, no, abstain), actor=SECRETARY, at=AT, **more
    )


def test_a_correction_keeps_the_old_counts_in_the_journal(session, there):
    vote = voted(session, there, 12, 1, 1)
    correct(session, vote, 12, 1, 2)
    (told,) = journal(session, "vote.correct")
    assert (told["before"]["abstain"], told["after"]["abstain"]) == (1, 2)
    assert vote.abstain == 2


def test_a_correction_may_turn_the_result_of_a_question(session, there):
    vote = voted(session, there, 2, 1, 12)
    assert vote.result is Result.failed
    correct(session, vote, 12, 1, 2)
    assert vote.result is Result.passed


def decisions(session):
    return [(each.code, each.motion_id) for each in session.scalars(select(Decision))]


def test_a_wrong_count_that_rejected_a_motion_is_corrected(session, there):
    motion = put(session, there.scene)
    vote = voted(session, there, 2, 1, 12, motion=motion)
    assert motion.status is MotionStatus.rejected
    correct(session, vote, 12, 1, 2)
    assert motion.status is MotionStatus.carried
    assert decisions(session) == [("A-2026-1", motion.id)]


def test_a_wrong_count_that_carried_a_motion_gives_its_number_back(session, there):
    motion = put(session, there.scene)
    vote = voted(session, there, motion=motion)
    correct(session, vote, 1, 12, 2)
    assert (motion.status, decisions(session)) == (MotionStatus.rejected, [])
    (told,) = journal(session, "decision.take_back")
    assert (told["number"], told["text"]) == (1, motion.versions[-1].text)
    other = put(session, there.scene, "Otra cosa")
    voted(session, there, motion=other)
    assert decisions(session) == [("A-2026-1", other.id)]


def test_a_decision_from_which_something_follows_stands(session, there):
    motion = put(session, there.scene)
    vote = voted(session, there, motion=motion)
    voted(session, there, motion=put(session, there.scene, "Otra cosa"))
    violated("motions.decision_stands", correct, session, vote, 1, 12, 2)


def test_a_decision_with_a_commitment_stands(session, there):
    vote = voted(session, there, motion=put(session, there.scene))
    take_on(
        session,
        meeting=there.meeting,
        due_on=None,
        item=there.item,
        decision=vote.motion.decision,
        text="Cal y bolsas",
        responsible="J. Rondón",
        actor=SECRETARY,
        at=AT,
    )
    violated("motions.decision_stands", correct, session, vote, 1, 12, 2)


def test_a_wrong_count_of_an_amendment_brings_the_text_back(session, there):
    motion = put(session, there.scene)
    before = motion.versions[-1].text
    amendment = amend(session, motion)
    vote = voted(session, there, motion=amendment)
    correct(session, vote, 1, 12, 2)
    session.expire(motion)
    assert amendment.status is MotionStatus.rejected
    assert [version.text == before for version in motion.versions] == [True, False, True]
    # and once more: it had carried after all
    correct(session, vote, 12, 1, 2)
    session.expire(motion)
    assert motion.versions[-1].text == amendment.versions[-1].text
    # when the motion itself is settled, the amendment stays as it was voted
    voted(session, there, motion=motion)
    violated("motions.settled", correct, session, vote, 1, 12, 2)


def test_a_cancelled_vote_leaves_the_motion_open_for_another(session, there):
    motion = put(session, there.scene)
    vote = voted(session, there, motion=motion)
    actions.cancel_vote(session, vote=vote, reason="Se contó mal.", actor=SECRETARY, at=AT)
    assert (motion.status, decisions(session)) == (MotionStatus.debated, [])
    voted(session, there, 3, 10, 2, motion=motion)
    assert motion.status is MotionStatus.rejected


def test_a_correction_settles_a_motion_whose_result_was_not_known(session, there):
    motion = put(session, there.scene)
    vote = opened(session, there, motion=motion)
    closed(session, counted(session, vote, None, None, None))
    correct(session, vote, 12, 1, 2)
    assert motion.status is MotionStatus.carried


def test_nothing_is_corrected_after_the_end(session, there):
    vote = voted(session, there)
    there.meeting.status = MeetingStatus.ended
    violated("voting.not_in_session", correct, session, vote, 11, 2, 2)


def test_a_vote_is_cancelled_with_a_reason_and_stays(session, there):
    vote = opened(session, there)
    cancel = {"actor": SECRETARY, "at": AT}
    violated(
        "voting.reason_missing",
        actions.cancel_vote,
        session,
        vote=vote,
        reason=" ",
        field="reason",
        **cancel,
    )
    actions.cancel_vote(session, vote=vote, reason="Se fue la luz.", **cancel)
    assert (vote.status, vote.cancelled_reason) == (VoteStatus.cancelled, "Se fue la luz.")
    assert queries.of_item(session, there.item.id) == [vote]
    violated("voting.cancelled", counted, session, vote, 1, 1, 1)
