"""Ballots that arrive together are written in one transaction.

Writing to disk is what a hall waits for when everybody votes at once. The first request that finds
nobody writing writes for all that wait; whoever comes meanwhile waits for the next turn. Nobody is
answered before her ballot is on disk. What a turn asks of the database costs nearly the same for one
ballot and for thirty: who they are, their lines of the roll, the rows.

Those whose ballots are written wake one after the other, each by the one before: if a hundred woke at
once, they would wait a hundred times for the interpreter, which runs one of them at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from threading import Lock

from flask import Flask
from sqlalchemy.orm import Session

from assembly import clock
from assembly.db import db, writing
from assembly.errors import RuleViolation
from assembly.people.queries import Claim, Holder, holders
from assembly.voting.actions.casting import Cast, Overtaken, Refusal, Wish, cast_together
from assembly.voting.rules import Channel
from assembly.web.live import note_change

_TWICE = 2


@dataclass(frozen=True, slots=True)
class Sent:
    """A ballot as it came in: whose session it says it is from, and a choice for each seat in a vote."""

    claim: Claim
    vote_id: int
    choices: Mapping[int, str]
    token: str
    at: datetime

    def by(self, holder: Holder) -> Wish:
        """What this asks for, now that it is known from whom it is."""
        return Wish(
            self.vote_id,
            holder.person_id,
            self.choices,
            self.token,
            Channel.phone,
            self.at,
            only_last=True,
        )


Done = tuple[Holder, list[Cast]]


class SessionEnded(Exception):
    """The session that a ballot came from holds no more: nothing was cast."""


class _Waiting:
    """A request that waits for its ballot to be written; ``leads`` if it is to write the next turn."""

    def __init__(self, sent: Sent) -> None:
        self.sent = sent
        self.leads = False
        self.next: _Waiting | None = None
        self.done: Done | None = None
        self.failed: Exception | None = None
        self._asleep = Lock()
        self._asleep.acquire()

    def sleep(self) -> None:
        """Until woken; then the next one of the turn wakes too."""
        self._asleep.acquire()
        if self.next is not None:
            self.next.wake()

    def wake(self) -> None:
        """Let it go on: to lead the next turn, or because its ballot is written."""
        self._asleep.release()

    @property
    def seats(self) -> set[tuple[int, int]]:
        return {(self.sent.vote_id, seat) for seat in self.sent.choices}


class Gathering:
    """Where the requests of one process meet."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._lock = Lock()
        self._waiting: list[_Waiting] = []
        self._somebody_writes = False

    def cast(self, sent: Sent) -> Done:
        """Cast all of it or nothing, on disk when it returns.

        Raises ``RuleViolation``, ``SessionEnded``, and ``MoreFollows`` if she has more to vote on there.
        """
        mine = _Waiting(sent)
        with self._lock:
            self._waiting.append(mine)
            if not self._somebody_writes:
                self._somebody_writes = mine.leads = True
        if not mine.leads:
            mine.sleep()
        if mine.leads:
            self._write_turn()
        if mine.failed is not None:
            raise mine.failed
        if mine.done is None:
            raise SessionEnded
        return mine.done

    def _write_turn(self) -> None:
        """Write for all that wait now (whoever leads is the first of them), and name who leads next."""
        turn = self._turn()
        try:
            with self._app.app_context(), writing():
                _settle(turn)
            note_change(self._app)
        finally:
            with self._lock:
                following = self._waiting[0] if self._waiting else None
                self._somebody_writes = following is not None
            if following is not None:
                following.leads = True
                following.wake()
            others = turn[1:]
            for each, after in pairwise(others):
                each.next = after
            if others:
                others[0].wake()

    def _turn(self) -> list[_Waiting]:
        """Those that can be written together: of two requests for one seat the second waits."""
        with self._lock:
            turn: list[_Waiting] = []
            later: list[_Waiting] = []
            seats: set[tuple[int, int]] = set()
            for each in self._waiting:
                if seats.isdisjoint(each.seats):
                    seats |= each.seats
                    turn.append(each)
                else:
                    later.append(each)
            self._waiting = later
        return turn


def _settle(turn: list[_Waiting]) -> None:
    """Write the turn in one transaction; if that fails, each by itself, so that one harms nobody else."""
    try:
        _write(turn)
    except Exception:  # whatever it was is the answer to who caused it, found out one by one
        for each in turn:
            _alone(each)


def _alone(waiting: _Waiting) -> None:
    try:
        for _look in range(_TWICE):
            try:
                return _write([waiting])
            except Overtaken:
                continue
        waiting.failed = RuleViolation("voting.already_voted")
    except Exception as error:
        waiting.failed = error


def _write(turn: list[_Waiting]) -> None:
    """Look whose sessions hold, and cast what those ask for, in one transaction."""
    now = clock.now()
    with Session(db.engine) as session:
        known = holders(session, [each.sent.claim for each in turn], now)
        held = [each for each in turn if each.sent.claim in known]
        outcomes = cast_together(session, [[each.sent.by(known[each.sent.claim])] for each in held])
        session.commit()
    for each, outcome in zip(held, outcomes, strict=True):
        if isinstance(outcome, Refusal):
            each.failed = outcome
        else:
            each.done = known[each.sent.claim], outcome
