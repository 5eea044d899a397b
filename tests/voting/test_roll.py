"""Who may vote in a vote with ballots, by organisation and weight: sixteen seats, fifteen taken (domain.md §7)."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from assembly.meetings.rules import MeetingStatus
from assembly.people.rules import Electorate
from assembly.recount.checking import recount
from assembly.recount.reading import read
from assembly.voting import actions, queries
from assembly.voting.models import Elector, Vote
from assembly.voting.rules import (
    PRESETS,
    GroupRule,
    Method,
    Option,
    Preset,
    Purpose,
    Reason,
    Result,
    Slip,
    Terms,
)
from tests.voting.ballot_scene import LATER, cast, close, refused
from tests.voting.scene import AT, SECRETARY, come, grow, hall, opened, violated


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


def test_the_question_sent_twice_is_one_vote_with_one_roll(session, there):
    number = uuid4()
    first = opened(session, there, method=Method.secret_ballots, number=number)
    assert opened(session, there, method=Method.secret_ballots, number=number) is first
    assert session.scalar(select(func.count()).select_from(Elector)) == 15
    assert session.scalar(select(func.count()).select_from(Vote)) == 1


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
    there.commune.seats[0].organization = None
    asked = {"method": Method.roll_call, "terms": terms, "field": "group_rule"}
    violated("voting.seat_without_organization", opened, session, there, **asked)


def test_organisations_keep_the_name_that_they_had_when_the_vote_opened(session, commune):
    names = in_three_organisations(session, commune)
    there = hall(session, commune)
    terms = Terms(group_rule=GroupRule.each_group)
    vote = opened(session, there, method=Method.open_ballots, terms=terms)
    cast(session, vote, there, 0)
    commune.seats[0].organization.name = "Otro nombre"
    close(session, vote)
    (ballot,) = json.loads(vote.published)["ballots"]
    assert ballot["group"] in names
    assert recount(read(vote.published.encode())).agrees


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
