"""Casting ballots, on the real database: sixteen seats, fifteen taken (domain.md §7).

What a receipt may look like is Crockford's base 32 (crockford.com/base32.html).
"""

import re
from datetime import timedelta

from sqlalchemy import func, select

from assembly.voting import actions, queries
from assembly.voting.models import Ballot, Participation
from assembly.voting.rules import (
    Channel,
    Method,
    Option,
    Terms,
)
from assembly.voting.rules.receipts import new_token, shown, typed
from tests.voting.ballot_scene import LATER, boxed, cast, close, refused
from tests.voting.scene import AT, SECRETARY, come, hall, journal, opened, violated


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
