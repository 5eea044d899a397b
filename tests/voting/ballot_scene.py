"""Ballots cast one by one, for tests: by phone, from the scene of domain.md §7."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from assembly.voting import actions
from assembly.voting.models import SecretBallot
from assembly.voting.rules import Channel
from assembly.voting.rules.receipts import new_token
from tests.voting.scene import AT, SECRETARY, violated

LATER = AT + timedelta(minutes=5)
SECOND = timedelta(seconds=1)


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
