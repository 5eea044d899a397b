"""Ballots that are cast one by one, on the real database: sixteen seats, fifteen taken (domain.md §7).

What a receipt may look like is Crockford's base 32 (crockford.com/base32.html); digests are made
again with hashlib from lines written by hand.
"""

import hashlib
import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text

from assembly.meetings.rules import MeetingStatus
from assembly.people.rules import Electorate
from assembly.recount.checking import recount
from assembly.recount.reading import read
from assembly.voting import actions, queries
from assembly.voting.models import Ballot, Elector, Participation, SecretBallot, Vote
from assembly.voting.rules import (
    PRESETS,
    Channel,
    GroupRule,
    Method,
    Option,
    Preset,
    Purpose,
    Reason,
    Result,
    Slip,
    Terms,
    VoteStatus,
)
from assembly.voting.rules.receipts import new_token, shown, typed
from tests.voting.scene import AT, SECRETARY, come, grow, hall, opened, put
from tests.voting.test_actions import journal, violated

LATER = AT + timedelta(minutes=5)
SECOND = timedelta(seconds=1)


@pytest.fixture
def there(session, commune):
    return hall(session, commune)


@pytest.fixture
def secret(session, there):
    return opened(session, there, method=Method.secret_ballots)


@pytest.fixture
def named(session, there):
    return opened(session, there, method=Method.open_ballots)


def cast(session, vote, there, place, choice="yes", *, token=None, at=LATER, by=None):
    """The principal of a seat (by its place) votes for it with a phone; her token is made up here."""
    seats = {there.commune.seats[place].id: choice}
    (done,) = actions.cast(
        session,
        vote_id=vote.id,
        person_id=(by or there.commune.principals[place]).id,
        choices=seats,
        token=token or new_token(),
        channel=Channel.phone,
        at=at,
    )
    return done


def refused(code, session, vote, there, place, choice="yes", *, field=None, **more):
    return violated(code, cast, session, vote, there, place, choice, field=field, **more)


def close(session, vote, **more):
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=LATER, **more)
    return vote


def boxed(session, vote):
    return session.execute(
        select(SecretBallot.receipt, SecretBallot.choice)
        .where(SecretBallot.vote_id == vote.id)
        .order_by(SecretBallot.receipt)
    ).all()


# ---- the roll -------------------------------------------------------------------------------------


def test_the_roll_is_who_sits_in_each_seat_when_the_vote_opens(session, secret, there):
    roll = queries.lines_of_roll(session, secret)
    assert [line.seat_id for line in roll] == [seat.id for seat in there.commune.seats[:15]]
    assert [line.person_id for line in roll] == [p.id for p in there.commune.principals[:15]]
    assert (secret.seats, secret.present) == (16, 15)


def test_an_alternate_votes_where_the_principal_is_away_and_nobody_votes_twice(session, commune):
    there = hall(session, commune, present=14)
    come(session, there.meeting, commune.alternates[15], commune.seats[15])
    vote = opened(session, there, method=Method.secret_ballots)
    cast(session, vote, there, 15, by=commune.alternates[15])
    # the principal comes in while the vote is open: the roll is that of its opening
    come(session, there.meeting, commune.principals[15], commune.seats[15])
    refused("voting.not_on_the_roll", session, vote, there, 15)


def test_who_comes_late_is_not_on_the_roll(session, secret, there):
    come(session, there.meeting, there.commune.principals[15], there.commune.seats[15])
    refused("voting.not_on_the_roll", session, secret, there, 15)


def test_nobody_votes_for_the_seat_of_another(session, secret, there):
    refused("voting.not_on_the_roll", session, secret, there, 3, by=there.commune.principals[4])


def test_a_vote_that_nobody_could_vote_in_is_not_opened(session, commune):
    there = hall(session, commune, present=0)
    violated("voting.nobody_entitled", opened, session, there, method=Method.open_ballots)


def test_a_body_that_counts_heads_has_no_roll(session, there):
    there.commune.body.electorate = Electorate.census
    there.commune.body.census = 400
    violated("voting.no_roll", opened, session, there, method=Method.secret_ballots, field="method")


def test_ballots_are_cast_in_session_only(session, there):
    there.meeting.status = MeetingStatus.ended
    violated("voting.ballots_in_session", opened, session, there, method=Method.open_ballots)


def test_a_weight_that_two_share_would_tell_how_they_voted(session, there):
    for place in (0, 1):
        there.commune.seats[place].weight = 3
    session.flush()
    asked = {"method": Method.secret_ballots, "field": "method"}
    violated("voting.too_few_to_be_secret", opened, session, there, **asked)
    there.commune.seats[2].weight = 3  # the third
    session.flush()
    vote = opened(session, there, method=Method.secret_ballots)
    assert (vote.seats_weight, vote.present_weight) == (22, 21)


# ---- casting --------------------------------------------------------------------------------------


def test_a_secret_ballot_leaves_a_receipt_and_a_participation(session, secret, there):
    done = cast(session, secret, there, 0)
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{10}", done.receipt)
    assert shown(done.receipt).count("-") == 2
    assert typed(shown(done.receipt).lower()) == done.receipt
    assert boxed(session, secret) == [(done.receipt, "yes")]
    turnout = queries.turnout(session, secret)
    assert (turnout.voted, turnout.seats, turnout.ways) == (1, 15, {Channel.phone: 1})


def test_what_is_misread_is_read_as_it_was_meant():
    assert typed("7kq2-m8fd-3x") == "7KQ2M8FD3X"
    assert typed("o0 iL-1") == "00111"


def test_the_same_ballot_sent_again_is_answered_with_the_same_receipt(session, secret, there):
    token = new_token()
    first = cast(session, secret, there, 0, token=token)
    # a double tap, and somebody who goes back, chooses otherwise and sends the same page again
    for choice in ("yes", "no"):
        again = cast(session, secret, there, 0, choice, token=token)
        assert (again.receipt, again.again) == (first.receipt, True)
    assert boxed(session, secret) == [(first.receipt, "yes")]
    # the answer was lost, and the vote has closed since
    close(session, secret)
    assert cast(session, secret, there, 0, token=token).receipt == first.receipt


def test_another_device_or_page_is_refused(session, secret, there):
    cast(session, secret, there, 0)
    refused("voting.already_voted", session, secret, there, 0)
    assert len(boxed(session, secret)) == 1


def test_a_token_of_another_seat_opens_nothing(session, secret, there):
    token = new_token()
    cast(session, secret, there, 0, token=token)
    cast(session, secret, there, 1, token=token)  # the same page, handed on: two ballots
    assert len(boxed(session, secret)) == 2


def test_a_late_ballot_is_refused_by_a_millisecond(session, there):
    vote = opened(session, there, method=Method.secret_ballots, terms=Terms(closes_at=LATER))
    cast(session, vote, there, 0, at=LATER - timedelta(milliseconds=1))
    refused("voting.too_late", session, vote, there, 1, at=LATER)
    assert len(boxed(session, vote)) == 1


def test_after_closing_no_ballot_is_taken_whatever_the_clock_says(session, secret, there):
    close(session, secret)
    refused("voting.too_late", session, secret, there, 0)
    # the clock of the laptop is set back by a day
    refused("voting.too_late", session, secret, there, 0, at=AT - timedelta(days=1))


def test_a_clock_set_back_does_not_stop_an_open_vote(session, secret, there):
    cast(session, secret, there, 0, at=AT - timedelta(days=1))
    assert len(boxed(session, secret)) == 1


def test_a_cancelled_vote_takes_no_ballot(session, secret, there):
    actions.cancel_vote(session, vote=secret, reason="Se fue la luz.", actor=SECRETARY, at=AT)
    refused("voting.cancelled", session, secret, there, 0)


def test_what_is_no_answer_is_not_cast(session, secret, named, there):
    for vote, choice in ((secret, "invalid"), (secret, "1>2"), (named, "blank"), (named, "absent")):
        refused("voting.choose_first", session, vote, there, 0, choice, field="choice")
    assert boxed(session, secret) == []
    assert session.scalar(select(func.count()).select_from(Ballot)) == 0
    assert session.scalar(select(func.count()).select_from(Participation)) == 0


def test_a_token_that_could_be_guessed_is_refused(session, secret, there):
    refused("voting.form_too_old", session, secret, there, 0, token="1")


def test_several_seats_of_one_person_are_cast_together_or_not_at_all(session, commune):
    there = hall(session, commune, present=13)
    her = commune.principals[0]
    for place in (13, 14):
        membership = commune.seats[place].memberships[0]
        membership.person_id = her.id
        come(session, there.meeting, her, commune.seats[place])
    session.flush()
    vote = opened(session, there, method=Method.secret_ballots)
    mine = queries.my_seats(session, [vote.id], her.id)
    assert [seat.seat_id for seat in mine] == [commune.seats[n].id for n in (0, 13, 14)]
    cast(session, vote, there, 13, by=her)
    both = {commune.seats[13].id: "no", commune.seats[14].id: "no"}
    given = {"vote_id": vote.id, "person_id": her.id, "channel": Channel.phone, "at": LATER}
    violated(
        "voting.already_voted", actions.cast, session, choices=both, token=new_token(), **given
    )
    assert len(boxed(session, vote)) == 1
    rest = {commune.seats[0].id: "no", commune.seats[14].id: "abstain"}
    done = actions.cast(session, choices=rest, token=new_token(), **given)
    assert len({each.receipt for each in done}) == 2
    assert queries.turnout(session, vote).voted == 3


def test_an_open_ballot_may_be_changed_if_the_body_allows_it(session, named, there):
    cast(session, named, there, 0, "yes")
    assert cast(session, named, there, 0, "yes").again
    assert not cast(session, named, there, 0, "no").again
    assert session.scalars(select(Ballot.option)).all() == [Option.no]


def test_an_open_ballot_stands_where_the_body_does_not_allow_it(session, there):
    queries.rule_of_body(session, there.commune.body.id).may_change_ballots = False
    vote = opened(session, there, method=Method.open_ballots)
    cast(session, vote, there, 0, "yes")
    assert cast(session, vote, there, 0, "yes").again
    refused("voting.already_voted", session, vote, there, 0, "no")


def test_what_was_told_to_the_secretary_is_entered_by_name(session, named, there):
    seat = there.commune.seats[2]
    for _twice in range(2):
        actions.record_told(
            session, vote=named, seat_id=seat.id, choice=Option.no, actor=SECRETARY, at=LATER
        )
    (ballot,) = session.scalars(select(Ballot))
    assert (ballot.option, ballot.channel) == (Option.no, Channel.desk)
    assert ballot.person_id == there.commune.principals[2].id
    assert journal(session, "vote.told") == [{"seat": seat.id, "choice": "no", "before": None}]


def test_casting_costs_few_statements_whoever_else_votes(session, secret, there, count_queries):
    with count_queries() as counted:
        cast(session, secret, there, 0)
    assert counted.count == 3  # the roll, the participation, the ballot


# ---- slips, closing, publishing -------------------------------------------------------------------


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


# ---- time -----------------------------------------------------------------------------------------


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


# ---- secrecy --------------------------------------------------------------------------------------


def test_rows_of_a_secret_vote_have_no_number_that_tells_their_order(session, secret, there):
    if session.get_bind().dialect.name != "sqlite":
        assert {c.name for c in SecretBallot.__table__.c} == {
            *("vote_id", "receipt", "choice", "weight", "group"),
        }
        return
    for table in ("participation", "secret_ballot", "elector"):
        made = session.scalar(text(f"SELECT sql FROM sqlite_master WHERE name = '{table}'"))
        assert "WITHOUT ROWID" in made


def test_all_rows_of_a_closed_secret_vote_were_written_by_one_transaction(session, secret, there):
    """So that PostgreSQL's ``xmin`` does not pair a ballot with its seat."""
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite has no such number")
    for place in range(4):
        cast(session, secret, there, place)
        session.commit()
    for table in ("participation", "secret_ballot"):
        assert len(session.execute(text(f"SELECT DISTINCT xmin FROM {table}")).all()) == 4
    close(session, secret)
    session.commit()
    for table in ("participation", "secret_ballot"):
        assert len(session.execute(text(f"SELECT DISTINCT xmin FROM {table}")).all()) == 1


def test_a_secret_vote_tells_the_journal_nothing_of_single_ballots(session, secret, there):
    for place, choice in enumerate(("yes", "no", "abstain", "blank")):
        cast(session, secret, there, place, choice)
    assert [
        verb for verb in ("vote.cast", "vote.told", "vote.count") if journal(session, verb)
    ] == []


def test_the_question_sent_twice_is_one_vote_with_one_roll(session, there):
    number = uuid4()
    first = opened(session, there, method=Method.secret_ballots, number=number)
    assert opened(session, there, method=Method.secret_ballots, number=number) is first
    assert session.scalar(select(func.count()).select_from(Elector)) == 15
    assert session.scalar(select(func.count()).select_from(Vote)) == 1


# ---- organisations and turnout --------------------------------------------------------------------


def in_three_organisations(session, commune):
    """The seats belong to three organisations: 6, 5 and 5 of the sixteen."""
    three = [seat.organization for seat in commune.seats[:3]]
    for place, seat in enumerate(commune.seats):
        seat.organization = three[place % 3]
    session.flush()
    return [each.name for each in three]


def test_each_organisation_has_to_carry_a_secret_vote(session, commune):
    names = in_three_organisations(session, commune)
    there = hall(session, commune)
    terms = Terms(group_rule=GroupRule.each_group)
    asked = {"requirement": PRESETS[Preset.simple], "terms": terms}
    vote = opened(session, there, method=Method.secret_ballots, **asked)
    # 15 present, 5 of each organisation: 4, 4 and 2 for it, the rest against: 10 to 5
    for place in range(15):
        against = place < 2 or place in (5, 8, 11)  # the last three and place 2, 14 are the third's
        cast(session, vote, there, place, "no" if against else "yes")
    close(session, vote)
    assert (vote.yes, vote.no, vote.result) == (10, 5, Result.failed)
    told = {each.name: (each.tally.yes, each.tally.no) for each in vote.outcome.groups}
    assert told == {names[0]: (4, 1), names[1]: (4, 1), names[2]: (2, 3)}
    published = json.loads(vote.published)
    assert {ballot["group"] for ballot in published["ballots"]} == set(names)
    assert published["electorate"]["groups"] == vote.groups
    assert recount(read(vote.published.encode())).agrees
    assert [each["seats"] for each in vote.groups] == [
        {names[0]: 6, names[1]: 5, names[2]: 5}[each["name"]] for each in vote.groups
    ]


def test_an_organisation_of_which_few_voted_is_named_before_it_is_published(session, commune):
    in_three_organisations(session, commune)
    there = hall(session, commune)
    terms = Terms(group_rule=GroupRule.double_majority)
    vote = opened(session, there, method=Method.secret_ballots, terms=terms)
    for place in (0, 3, 6, 1):  # three of the first, one of the second
        cast(session, vote, there, place)
    found = violated("voting.contradiction", close, session, vote).found
    assert [(each["code"], each["said"], each["known"]) for each in found] == [
        ("too_few_voted", 1, 2)
    ]
    close(session, vote, as_it_is="Se leyó en la sala y nadie se opuso.")


def test_organisations_of_one_seat_cannot_count_secretly(session, there):
    terms = Terms(group_rule=GroupRule.each_group)
    asked = {"method": Method.secret_ballots, "terms": terms, "field": "method"}
    violated("voting.too_few_to_be_secret", opened, session, there, **asked)
    opened(session, there, method=Method.open_ballots, terms=terms)


def test_a_slip_says_its_organisation_where_they_count(session, commune):
    names = in_three_organisations(session, commune)
    there = hall(session, commune)
    terms = Terms(group_rule=GroupRule.double_majority)
    vote = opened(session, there, method=Method.secret_ballots, terms=terms)
    given = {"vote": vote, "actor": SECRETARY, "at": LATER}
    for wrong in (Slip("yes"), Slip("yes", group="Otra"), Slip("yes", weight=2, group=names[0])):
        violated(
            "voting.no_such_slip",
            actions.record_slips,
            session,
            slips=[wrong],
            field="yes",
            **given,
        )
    actions.record_slips(session, slips=[Slip("yes", 3, group=names[0])], **given)


def test_organisations_need_ballots_that_tell_them(session, there):
    terms = Terms(group_rule=GroupRule.each_group)
    violated("voting.groups_need_seats", opened, session, there, terms=terms, field="group_rule")


def test_organisations_in_a_roll_call(session, commune):
    in_three_organisations(session, commune)
    there = hall(session, commune)
    terms = Terms(group_rule=GroupRule.double_majority)
    asked = {"requirement": PRESETS[Preset.simple], "terms": terms}
    vote = opened(session, there, method=Method.roll_call, **asked)
    # the first organisation for it with 5 of 5, the others 2 to 3: 9 to 6 in all, 1 of 3 organisations
    options = {
        seat.id: Option.yes if place % 3 == 0 or place < 6 else Option.no
        for place, seat in enumerate(commune.seats[:15])
    } | {commune.seats[15].id: Option.absent}
    given = {"vote": vote, "actor": SECRETARY, "at": LATER}
    actions.record_roll_call(session, options=options, **given)
    actions.close_vote(session, **given)
    assert (vote.yes, vote.no, vote.outcome.reason) == (9, 6, Reason.groups_against)


def test_a_recall_in_which_too_few_vote_fails(session, there):
    """Four of sixteen are a quarter; three are not."""
    rule = queries.rule_of_body(session, there.commune.body.id)
    asked = rule.asked[Purpose.recall]
    terms = Terms(purpose=Purpose.recall, turnout=asked.turnout)
    for voters, reason in ((3, Reason.turnout_not_met), (4, Reason.reached)):
        vote = opened(
            session,
            there,
            method=Method.secret_ballots,
            requirement=asked.majority,
            terms=terms,
        )
        for place in range(voters):
            cast(session, vote, there, place)
        close(session, vote)
        assert (vote.outcome.reason, vote.outcome.turnout.required) == (reason, 4)
        assert json.loads(vote.published)["rule"]["turnout"] == {
            "share": "1/4",
            "comparison": "at_least",
        }


def test_weights_are_counted_and_printed(session, commune):
    for place in range(3):
        commune.seats[place].weight = 3
    session.flush()
    there = hall(session, commune)
    vote = opened(session, there, method=Method.secret_ballots)
    for place, choice in enumerate(("yes", "yes", "no", "no", "no", "no")):
        cast(session, vote, there, place, choice)
    close(session, vote)
    assert (vote.yes, vote.no) == (6, 6)  # 3 + 3 against 3 + 1 + 1 + 1
    assert (
        sorted(each["weight"] for each in json.loads(vote.published)["ballots"])
        == [1] * 3 + [3] * 3
    )


def test_who_loses_her_seat_while_the_vote_is_open_still_votes_in_it(session, secret, there):
    """The roll is that of the opening: the body may cancel the vote and open it again."""
    membership = there.commune.seats[0].memberships[0]
    membership.end_date = AT.date() - timedelta(days=1)
    session.flush()
    cast(session, secret, there, 0)
    actions.cancel_vote(
        session, vote=secret, reason="Cambió la vocería.", actor=SECRETARY, at=LATER
    )
    again = opened(session, there, method=Method.secret_ballots)
    refused("voting.not_on_the_roll", session, again, there, 0)
    assert len(queries.lines_of_roll(session, again)) == 14


@pytest.mark.parametrize("seats", [16, 116])
def test_organisations_cost_the_same_in_a_congress(session, commune, count_queries, seats):
    if seats > len(commune.seats):
        grow(session, commune, seats)
    in_three_organisations(session, commune)
    there = hall(session, commune, present=seats)
    terms = Terms(group_rule=GroupRule.double_majority)
    vote = opened(session, there, method=Method.roll_call, terms=terms)
    options = {seat.id: Option.yes for seat in commune.seats}
    actions.record_roll_call(session, vote=vote, options=options, actor=SECRETARY, at=LATER)
    vote_id = vote.id
    session.expire_all()
    vote = queries.vote(session, vote_id)
    with count_queries() as counted:
        close(session, vote)
    assert counted.count <= 40
    assert vote.yes == seats
