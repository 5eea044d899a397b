"""Roll calls on the real database: 16 seats, 15 present (domain.md §7, step 12)."""

import json

import pytest
from sqlalchemy.exc import IntegrityError

from assembly.meetings.models import Attendance
from assembly.recount.checking import recount
from assembly.recount.reading import read
from assembly.recount.telling import tell_recount
from assembly.voting import actions, queries
from assembly.voting.models import Ballot
from assembly.voting.rules import (
    PRESETS,
    Method,
    Option,
    Preset,
    Result,
    VoteStatus,
)
from tests.voting.scene import AT, SECRETARY, closed, come, grow, hall, opened, violated


def roll(there, **exceptions):
    """Everybody present for, but: by the index of the seat."""
    options = {
        seat.id: Option.yes if place < 15 else Option.absent
        for place, seat in enumerate(there.commune.seats)
    }
    return options | {there.commune.seats[int(k[1:])].id: v for k, v in exceptions.items()}


def called(session, there, options, **more):
    vote = opened(session, there, method=Method.roll_call, **more)
    actions.record_roll_call(session, vote=vote, options=options, actor=SECRETARY, at=AT)
    return vote


def test_all_for_then_the_exceptions(session, there):
    options = roll(there, s3=Option.no, s4=Option.abstain, s5=Option.abstain)
    vote = closed(session, called(session, there, options))
    assert (vote.yes, vote.no, vote.abstain, vote.result) == (12, 1, 2, Result.passed)
    assert len(vote.ballots) == 16
    ballots = {ballot.seat.label: ballot for ballot in vote.ballots}
    assert ballots["Monte Claro"].option is Option.no
    assert ballots["Monte Claro"].person.name == "Vocera Monte Claro"
    assert ballots["Banco de la comuna"].person is None


def test_who_sits_votes(session, there):
    session.query(Ballot).delete()
    seat = there.commune.seats[15]
    come(session, there.meeting, there.commune.alternates[15], seat)
    vote = called(session, there, {seat.id: Option.no})
    assert vote.ballots[0].person.name == "Suplente Banco de la comuna"


def test_a_vote_for_an_absent_seat_and_a_seat_not_asked_are_named(session, there):
    options = roll(there, s15=Option.yes)
    del options[there.commune.seats[0].id]
    vote = called(session, there, options)
    found = violated("voting.contradiction", closed, session, vote).found
    assert [(each["code"], each["name"]) for each in found] == [
        ("absent_seat_voted", "Banco de la comuna"),
        ("seat_not_asked", "El Cedro"),
    ]


def test_the_roll_may_be_written_in_pieces(session, there):
    vote = called(session, there, {there.commune.seats[0].id: Option.yes})
    assert (vote.yes, vote.status) == (1, VoteStatus.open)
    actions.record_roll_call(session, vote=vote, options=roll(there), actor=SECRETARY, at=AT)
    assert closed(session, vote).yes == 15


def correct(session, vote, options, reason="se oyó mal"):
    by = {"actor": SECRETARY, "at": AT}
    return actions.correct_counts(session, vote=vote, options=options, reason=reason, **by)


@pytest.fixture
def corrected(session, there):
    """9 for, 6 against: carried by 9 of 16. One of the nine was against: 8 to 7. Then she of the last seat
    came and was for, and the first had not voted: 8 to 7 still, of 16 present."""
    seats = there.commune.seats
    against = {f"s{place}": Option.no for place in range(9, 15)}
    vote = closed(session, called(session, there, roll(there, **against)))
    correct(session, vote, roll(there, **against, s8=Option.no))
    come(session, there.meeting, there.commune.principals[15], seats[15])
    last = {"s0": Option.not_voting, "s15": Option.yes, "s8": Option.no}
    correct(session, vote, roll(there, **against, **last), reason="llegó y no se anotó")
    return vote


def test_what_a_roll_call_said_before_it_was_corrected_can_be_counted(session, corrected):
    assert (corrected.yes, corrected.no, corrected.present) == (8, 7, 16)
    told = [(each["reason"], each["reasoning"]["tally"]["yes"]) for each in corrected.former]
    assert told == [("se oyó mal", 9), ("llegó y no se anotó", 8)]
    first, second = json.loads(corrected.published)["corrections"]
    seats = [[row["seat"] for row in each["withdrawn"]] for each in (first, second)]
    assert [*seats, second["entered"]] == [["Los Naranjos"], ["El Cedro"], ["Banco de la comuna"]]
    assert (first["electorate"]["present"], second["electorate"]["present"]) == (15, 15)
    found = recount(read(corrected.published.encode()))
    assert found.agrees, found.findings
    said = "\n".join(tell_recount(found, "es"))
    assert "La votación nominal se corrigió" in said
    assert said.count("Antes era:\n") == 2


@pytest.mark.parametrize(
    ("forge", "found"),
    [
        (lambda told: told["corrections"].pop(), "digest"),
        (lambda told: told["corrections"][0]["withdrawn"][0].update(choice="no"), "former_digest"),
        (lambda told: told["corrections"][0]["electorate"].update(seats=20), "former_result"),
        (lambda told: told["corrections"][1]["entered"].append("Otra"), "entered_missing"),
    ],
)
def test_a_history_of_a_roll_call_that_was_changed_is_found(corrected, forge, found):
    told = json.loads(corrected.published)
    forge(told)
    assert found in {each.code for each in recount(read(json.dumps(told).encode())).findings}


def test_a_roll_call_is_corrected_with_a_reason_and_the_same_again_is_no_correction(session, there):
    vote = closed(session, called(session, there, roll(there)))
    violated("voting.why_corrected", correct, session, vote, roll(there), " ", field="why")
    correct(session, vote, roll(there))
    assert (vote.former, json.loads(vote.published)["version"]) == (None, 1)


def test_one_ballot_per_seat_is_a_constraint(session, there):
    vote = called(session, there, roll(there))
    session.add(Ballot(vote_id=vote.id, seat_id=there.commune.seats[0].id, option=Option.no))
    with pytest.raises(IntegrityError, match=r"(?i)unique|uq_ballot"):
        session.flush()


def test_only_a_roll_call_has_ballots(session, there):
    vote = opened(session, there, method=Method.secret_paper)
    violated(
        "voting.not_by_roll_call",
        actions.record_roll_call,
        session,
        vote=vote,
        options=roll(there),
        actor=SECRETARY,
        at=AT,
    )


def test_seats_of_another_body_have_no_vote(session, there):
    vote = opened(session, there, method=Method.roll_call)
    violated(
        "voting.no_such_seat",
        actions.record_roll_call,
        session,
        vote=vote,
        options={9999: Option.yes},
        actor=SECRETARY,
        at=AT,
    )


def test_weights_count_in_tally_and_base(session, there):
    # One seat weighs 10: 25 in all, 24 present. More than half of 25 is 13.
    there.commune.seats[0].weight = 10
    session.flush()
    options = {seat.id: Option.no for seat in there.commune.seats[:15]}
    options |= {there.commune.seats[place].id: Option.yes for place in (0, 1, 2)}
    options[there.commune.seats[15].id] = Option.absent
    vote = closed(session, called(session, there, options))
    assert (vote.seats, vote.seats_weight, vote.present_weight) == (16, 25, 24)
    assert (vote.yes, vote.no, vote.outcome.required) == (12, 12, 13)
    assert vote.result is Result.failed


@pytest.mark.parametrize("seats", [16, 450])
def test_a_roll_call_is_read_in_as_many_queries_whatever_its_size(
    session, commune, count_queries, seats
):
    grow(session, commune, seats)
    there = hall(session, commune, present=seats)
    options = {seat.id: Option.yes for seat in commune.seats}
    assert closed(session, called(session, there, options)).yes == seats
    item_id = there.item.id
    session.commit()
    with count_queries() as counted_queries:
        (found,) = queries.of_item(session, item_id)
        assert sum(1 for b in found.ballots if b.seat.label and b.person.name) == seats
    assert counted_queries.count == 2  # votes with what was added to them, ballots


def test_a_tie_that_the_chair_leaves_can_be_counted_again(session, there):
    """Seven to seven. Somebody was written down as gone since: what was closed is not looked at again."""
    queries.rule_of_body(session, there.commune.body.id).chair_casts = True
    options = roll(there, s14=Option.abstain, **{f"s{place}": Option.no for place in range(7, 14)})
    simple = PRESETS[Preset.simple]
    vote = closed(session, called(session, there, options, requirement=simple))
    assert vote.outcome.awaits_casting_vote
    session.query(Attendance).filter_by(seat_id=there.commune.seats[0].id).delete()
    actions.cast_casting_vote(session, vote=vote, option=Option.not_voting, actor=SECRETARY, at=AT)
    assert vote.casting_vote is Option.not_voting
    assert recount(read(vote.published.encode())).agrees


def test_seats_of_the_same_name_are_told_apart_in_the_published_list(session, there):
    """Also where another seat is called as the second of them would be."""
    for seat, label in zip(
        there.commune.seats, ("Vocería (2)", "Vocería", "Vocería"), strict=False
    ):
        seat.label = label
    vote = closed(session, called(session, there, roll(there)))
    seats = [row["seat"] for row in json.loads(vote.published)["ballots"]]
    assert seats[:3] == ["Vocería (2)", "Vocería", "Vocería (3)"]
    assert recount(read(vote.published.encode())).agrees
