"""Ballots that arrive together are written in one transaction.

Writing to disk is what a hall waits for when everybody votes at once. The first request that finds
nobody writing writes for all that wait; whoever comes meanwhile waits for the next turn. Nobody is
answered before her ballot is on disk.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from threading import Condition, Event, Lock

from flask import current_app, g, request, request_started, request_tearing_down
from flask.sansio.app import App
from sqlalchemy.orm import Session

from assembly.db import db, writing
from assembly.errors import RuleViolation
from assembly.voting.actions.casting import Cast, Overtaken, Wish, cast_together

_EXTENSION = "voting.gathering"
_BALLOT = "voting.ballot"
_TWICE = 2
_PATIENCE = 0.02  # seconds at most that a turn waits for those who are on their way


class _Waiting:
    """A request that waits for its ballots to be written; ``leads`` if it is to write the next turn."""

    def __init__(self, wishes: Sequence[Wish]) -> None:
        self.wishes = wishes
        self.woken = Event()
        self.leads = False
        self.done: list[Cast] | None = None
        self.failed: Exception | None = None

    @property
    def seats(self) -> set[tuple[int, int]]:
        return {(wish.vote_id, seat) for wish in self.wishes for seat in wish.choices}


class Gathering:
    """Where the requests of one process meet."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._arrived = Condition(self._lock)
        self._on_their_way = 0
        self._waiting: list[_Waiting] = []
        self._somebody_writes = False

    def expect(self) -> None:
        """A request with ballots has come in: whoever writes waits a moment for it."""
        with self._lock:
            self._on_their_way += 1

    def expect_no_more(self) -> None:
        """It is here, or has ended without casting."""
        with self._arrived:
            self._on_their_way -= 1
            self._arrived.notify()

    def cast(self, wishes: Sequence[Wish]) -> list[Cast]:
        """Cast all of it or nothing, on disk when it returns; raises ``RuleViolation``."""
        mine = _Waiting(wishes)
        with self._lock:
            self._waiting.append(mine)
            if not self._somebody_writes:
                self._somebody_writes = mine.leads = True
        if not mine.leads:
            mine.woken.wait()
        if mine.leads:
            self._write_turn()
        if mine.failed is not None:
            raise mine.failed
        assert mine.done is not None  # noqa: S101 - a turn settles everybody in it
        return mine.done

    def _write_turn(self) -> None:
        """Write for all that wait now (whoever leads is the first of them), and name who leads next."""
        turn = self._turn()
        try:
            _settle(turn)
        finally:
            with self._lock:
                following = self._waiting[0] if self._waiting else None
                self._somebody_writes = following is not None
            if following is not None:
                following.leads = True
                following.woken.set()
            for each in turn:
                each.woken.set()

    def _turn(self) -> list[_Waiting]:
        """Those that can be written together: of two requests for one seat the second waits."""
        with self._arrived:
            until = time.monotonic() + _PATIENCE
            while self._on_their_way and (left := until - time.monotonic()) > 0:
                self._arrived.wait(left)
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
    with writing(), Session(db.engine) as session:
        outcomes = cast_together(session, [each.wishes for each in turn])
        session.commit()
    for each, outcome in zip(turn, outcomes, strict=True):
        if isinstance(outcome, RuleViolation):
            each.failed = outcome
        else:
            each.done = outcome


def cast_gathered(wishes: Sequence[Wish]) -> list[Cast]:
    """Cast, with the ballots that other requests of this process bring at the same moment.

    Raises ``RuleViolation``. The transaction of the request must have ended.
    """
    there: Gathering = current_app.extensions[_EXTENSION]
    _arrived(there)
    return there.cast(wishes)


def _arrived(there: Gathering) -> None:
    if g.pop("brings_ballot", False):
        there.expect_no_more()


def init_app(app: App) -> None:
    """Make one for the application, and let it know of each ballot from the moment it comes in."""
    there = app.extensions[_EXTENSION] = Gathering()

    def comes(sender: object) -> None:
        if request.endpoint == _BALLOT and request.method == "POST":
            g.brings_ballot = True
            there.expect()

    def goes(sender: object, exc: object = None) -> None:
        _arrived(there)

    request_started.connect(comes, app, weak=False)
    request_tearing_down.connect(goes, app, weak=False)
