"""Ballots that arrive together: written in one transaction, each answered as if it were alone."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from assembly.errors import RuleViolation
from assembly.people.models import Account
from assembly.people.queries import Claim
from assembly.voting.actions.casting import Wish, cast_together
from assembly.voting.models import Participation, SecretBallot
from assembly.voting.rules import Channel, Method
from assembly.voting.rules.receipts import new_token
from assembly.voting.views.gathering import Gathering, Sent
from tests.voting.ballot_scene import LATER
from tests.voting.scene import AT, hall, opened


@pytest.fixture
def there(session, commune):
    return hall(session, commune)


@pytest.fixture
def vote(session, there):
    made = opened(session, there, method=Method.secret_ballots)
    session.commit()
    return made


def wish(there, vote, place, choice="yes", token=None):
    return Wish(
        vote_id=vote.id,
        person_id=there.commune.principals[place].id,
        choices={there.commune.seats[place].id: choice},
        token=token or new_token(),
        channel=Channel.phone,
        at=LATER,
    )


def counts(session):
    session.rollback()
    return tuple(
        session.scalar(select(func.count()).select_from(model))
        for model in (Participation, SecretBallot)
    )


def sent(session, wish):
    """The same from a session of who wishes it, with an account of hers."""
    account = Account(
        person_id=wish.person_id, login=new_token(), stamp="7", active=True, created_at=AT
    )
    found = session.scalar(select(Account).where(Account.person_id == wish.person_id))
    if found is None:
        session.add(found := account)
        session.commit()
    claim = Claim(found.id, found.stamp, None)
    return Sent(claim, wish.vote_id, wish.choices, wish.token, wish.at)


def together(app, session, wishes):
    """Each from a thread of its own, all at once; what came of each."""
    ballots = [sent(session, each) for each in wishes]
    session.rollback()
    gathering, start = Gathering(app), Barrier(len(wishes))

    def cast(each):
        start.wait()
        try:
            _holder, done = gathering.cast(each)
            return done
        except RuleViolation as violation:
            return violation.code

    with ThreadPoolExecutor(len(wishes)) as pool:
        return list(pool.map(cast, ballots))


def test_ballots_that_arrive_together_are_each_in_the_box_once(app, session, there, vote):
    wishes = [wish(there, vote, place) for place in range(15)]
    done = together(app, session, wishes)
    assert len({cast[0].receipt for cast in done}) == 15
    assert counts(session) == (15, 15)


def test_one_that_is_refused_harms_nobody_else(app, session, there, vote):
    wishes = [wish(there, vote, place) for place in range(6)]
    wishes += [wish(there, vote, 6, choice="quizás"), wish(there, vote, 15)]
    done = together(app, session, wishes)
    assert done[6:] == ["voting.choose_first", "voting.not_on_the_roll"]
    assert counts(session) == (6, 6)


def test_a_double_tap_and_a_second_device_at_the_same_moment(app, session, there, vote):
    same = new_token()
    taps = [wish(there, vote, 0, token=same) for _tap in range(4)]
    devices = [wish(there, vote, 1) for _device in range(4)]
    done = together(app, session, taps + devices)
    assert len({cast[0].receipt for cast in done[:4]}) == 1
    assert sorted(cast[0].again for cast in done[:4]) == [False, True, True, True]
    refused = [each for each in done[4:] if each == "voting.already_voted"]
    assert len(refused) == 3
    assert counts(session) == (2, 2)


def test_many_cost_as_many_statements_as_one(session, there, vote, count_queries):
    requests = [[wish(there, vote, place)] for place in range(15)]
    with count_queries() as counted:
        done = cast_together(session, requests)
    assert len(done) == 15
    assert counted.count == 3


def test_what_one_person_asks_for_is_all_or_nothing(session, there, vote):
    other = opened(session, there, method=Method.secret_ballots)
    good, bad = wish(there, vote, 0), wish(there, other, 0, choice="nunca")
    (refused, done) = cast_together(session, [[good, bad], [wish(there, vote, 1)]])
    assert (refused.code, done[0].again) == ("voting.choose_first", False)
    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 1
