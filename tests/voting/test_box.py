"""Slips, closing and publishing, on the real database: sixteen seats, fifteen taken (domain.md §7).

Digests are made again with hashlib from lines written by hand.
"""

import hashlib
import json
from datetime import timedelta

from assembly.voting import actions, queries
from assembly.voting.rules import (
    PRESETS,
    Channel,
    Method,
    Option,
    Preset,
    Result,
    Slip,
    Terms,
    VoteStatus,
)
from tests.voting.ballot_scene import LATER, SECOND, boxed, cast, close, refused
from tests.voting.scene import AT, SECRETARY, journal, opened, put, violated


def test_two_phones_a_slip_and_the_box(session, secret, there):
    """Two phones and two slips: 3 for, 1 against; nothing tells a slip from a phone."""
    mine = {cast(session, secret, there, place).receipt for place in (0, 1)}
    for place in (2, 3):
        seat = there.commune.seats[place].id
        actions.hand_over_slip(session, vote=secret, seat_id=seat, at=LATER)
    slips = [Slip("yes"), Slip("no")]
    actions.record_slips(session, vote=secret, slips=slips, actor=SECRETARY, at=LATER)
    close(session, secret)
    assert (secret.yes, secret.no, secret.abstain, secret.blank) == (3, 1, 0, 0)
    assert secret.result is Result.failed  # 9 of 16 seats are asked for
    published = json.loads(secret.published)
    assert {ballot["receipt"] for ballot in published["ballots"]} > mine
    assert [set(ballot) for ballot in published["ballots"]] == 4 * [
        {"receipt", "choice", "weight", "group"}
    ]
    assert [voter["channel"] for voter in published["voters"]] == ["phone"] * 2 + ["slip"] * 2
    assert secret.slips is None


def test_who_handed_over_a_slip_does_not_vote_by_phone_and_the_reverse(session, secret, there):
    seats = there.commune.seats
    actions.hand_over_slip(session, vote=secret, seat_id=seats[0].id, at=LATER)
    refused("voting.voted_by_slip", session, secret, there, 0)
    cast(session, secret, there, 1)
    violated(
        "voting.already_voted",
        actions.hand_over_slip,
        session,
        vote=secret,
        seat_id=seats[1].id,
        at=LATER,
    )
    actions.take_back_slip(session, vote=secret, seat_id=seats[0].id, at=LATER)
    actions.take_back_slip(session, vote=secret, seat_id=seats[1].id, at=LATER)  # no slip: stays
    assert queries.turnout(session, secret).ways == {Channel.phone: 1}


def test_more_slips_than_seats_that_handed_one_over(session, secret, there):
    actions.hand_over_slip(session, vote=secret, seat_id=there.commune.seats[0].id, at=LATER)
    slips = [Slip("yes", 2)]
    actions.record_slips(session, vote=secret, slips=slips, actor=SECRETARY, at=LATER)
    found = violated("voting.contradiction", close, session, secret).found
    assert [(each["code"], each["said"], each["known"]) for each in found] == [
        ("slips_not_participations", 2, 1)
    ]
    assert (secret.status, boxed(session, secret)) == (VoteStatus.open, [])
    close(session, secret, as_it_is="Una papeleta de más en la urna.")
    assert secret.contradiction_reason == "Una papeleta de más en la urna."
    assert [each["code"] for each in secret.contradictions] == ["slips_not_participations"]
    assert secret.yes == 2


def test_slips_are_told_to_the_journal_by_number_only(session, secret, there):
    slips = [Slip("no", 3), Slip("invalid", 1)]
    actions.record_slips(session, vote=secret, slips=slips, actor=SECRETARY, at=LATER)
    assert journal(session, "vote.slips") == [{"slips": 4}]


def test_nine_of_sixteen_carry_and_the_motion_with_them(session, there):
    motion = put(session, there.scene)
    vote = opened(session, there, method=Method.secret_ballots, motion=motion, question="")
    for place in range(15):
        cast(session, vote, there, place, [*9 * ["yes"], *4 * ["no"], *2 * ["blank"]][place])
    close(session, vote)
    assert (vote.yes, vote.no, vote.blank, vote.result) == (9, 4, 2, Result.passed)
    assert motion.status == "carried"


def test_the_published_list_can_be_checked_with_sha256sum(session, secret, there):
    for place, choice in enumerate(("yes", "no", "yes")):
        cast(session, secret, there, place, choice)
    close(session, secret)
    published = json.loads(secret.published)
    ballots = "".join(
        sorted(f"{receipt}\t{choice}\t1\t\n" for receipt, choice in boxed(session, secret))
    )
    voters = "".join(
        sorted(f"{name}\tVocera {name}\tphone\n" for name in ("El Cedro", "El Guásimo", "La Unión"))
    )
    told = published["digests"]
    assert told["ballots"] == hashlib.sha256(ballots.encode()).hexdigest()
    assert told["voters"] == hashlib.sha256(voters.encode()).hexdigest()
    both = f"{told['ballots']}\n{told['voters']}\n"
    assert told["both"] == hashlib.sha256(both.encode()).hexdigest()
    assert secret.published_digest == hashlib.sha256(secret.published.encode()).hexdigest()
    (closed,) = journal(session, "vote.close")
    assert closed["published"] == secret.published_digest


def test_an_open_vote_publishes_each_ballot_by_name(session, named, there):
    cast(session, named, there, 0, "yes")
    cast(session, named, there, 1, "abstain")
    close(session, named)
    assert json.loads(named.published)["ballots"][1] == {
        "seat": "El Guásimo",
        "person": "Vocera El Guásimo",
        "choice": "abstain",
        "weight": 1,
        "group": "",
        "channel": "phone",
    }
    assert (named.yes, named.abstain) == (1, 1)


def test_ballots_stand_nobody_types_or_corrects_their_counts(session, secret, there):
    given = {"vote": secret, "actor": SECRETARY, "at": LATER}
    violated("voting.by_ballots", actions.record_counts, session, tally=secret.tally, **given)
    close(session, secret)
    violated("voting.ballots_stand", actions.correct_counts, session, tally=secret.tally, **given)


def test_a_tie_in_the_box_waits_for_the_chair_and_is_published_with_her_vote(session, there):
    queries.rule_of_body(session, there.commune.body.id).chair_casts = True
    simple = PRESETS[Preset.simple]
    vote = opened(session, there, method=Method.secret_ballots, requirement=simple)
    actions.hand_over_slip(session, vote=vote, seat_id=there.commune.seats[2].id, at=LATER)
    cast(session, vote, there, 0, "yes")
    cast(session, vote, there, 1, "no")
    close(session, vote, as_it_is="Una papeleta no apareció.")
    before = json.loads(vote.published)
    assert vote.outcome.awaits_casting_vote
    actions.cast_casting_vote(session, vote=vote, option=Option.yes, actor=SECRETARY, at=LATER)
    after = json.loads(vote.published)
    assert (vote.result, after["rule"]["casting_vote"]) == (Result.passed, "yes")
    assert (after["ballots"], after["digests"]) == (before["ballots"], before["digests"])
    # what contradicted when the box was opened stays on record
    assert [each["code"] for each in vote.contradictions] == ["slips_not_participations"]


def test_whoever_looks_after_the_end_closes_the_vote_as_the_clock(session, there):
    vote = opened(session, there, method=Method.secret_ballots, terms=Terms(closes_at=LATER))
    cast(session, vote, there, 0, at=AT)
    assert not actions.close_if_due(session, vote=vote, at=LATER - SECOND)
    assert actions.close_if_due(session, vote=vote, at=LATER)
    assert (vote.status, vote.yes) == (VoteStatus.closed, 1)
    assert not actions.close_if_due(session, vote=vote, at=LATER)


def test_what_contradicts_is_not_closed_by_the_clock(session, there):
    vote = opened(session, there, method=Method.secret_ballots, terms=Terms(closes_at=LATER))
    actions.hand_over_slip(session, vote=vote, seat_id=there.commune.seats[0].id, at=AT)
    session.commit()
    assert not actions.close_if_due(session, vote=vote, at=LATER)
    session.refresh(vote)
    assert vote.status is VoteStatus.open


def test_more_time(session, there):
    vote = opened(session, there, method=Method.secret_ballots, terms=Terms(closes_at=LATER))
    given = {"vote": vote, "actor": SECRETARY, "at": AT}
    actions.set_end(session, closes_at=LATER + SECOND, **given)
    cast(session, vote, there, 0, at=LATER)
    violated(
        "voting.closes_in_the_past",
        actions.set_end,
        session,
        closes_at=AT,
        field="minutes",
        **given,
    )
    actions.set_end(session, closes_at=None, **given)
    cast(session, vote, there, 1, at=LATER + timedelta(hours=3))
    assert len(journal(session, "vote.end")) == 2


def test_no_vote_opens_with_an_end_that_has_passed(session, there):
    violated(
        "voting.closes_in_the_past",
        opened,
        session,
        there,
        method=Method.secret_ballots,
        terms=Terms(closes_at=AT),
        field="minutes",
    )
