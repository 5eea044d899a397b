"""The rounds of an election: each one is opened as a vote among the candidates who stand."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.people.models import Body
from assembly.voting.actions.candidacies import taking_names, tell
from assembly.voting.actions.opening import open_vote
from assembly.voting.elections import ElectionRule, run_off_rule
from assembly.voting.models import Candidate, Election, Round, Vote
from assembly.voting.queries import counted_rounds, elected_so_far, vote_by_uuid
from assembly.voting.rules import (
    PRESETS,
    CandidacyStatus,
    ElectionStatus,
    Method,
    Preset,
    Purpose,
    Terms,
)

ON_PAPER = frozenset({Method.secret_paper, Method.show_of_hands})
"""Rounds whose counts tellers give; the other ones are cast one by one."""


def open_round(
    session: Session,
    *,
    election: Election,
    method: Method,
    closes_at: datetime | None = None,
    number: uuid.UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Vote:
    """Put the candidates to the vote: those who accepted, or in a run-off the two who go into it.

    What is still to be filled is asked for. ``number`` is the form's own, as in ``open_vote``.
    """
    locked(session, Body, election.item.meeting.body_id)
    if number and (made := vote_by_uuid(session, number)):
        return made
    election = taking_names(session, election)
    rule, standing = next_round(election)
    _number(election)
    asked = rule.requirement or PRESETS[Preset.simple]
    vote = open_vote(
        session,
        item=election.item,
        method=method,
        requirement=asked,
        question=election.title,
        terms=Terms(purpose=Purpose.election, closes_at=closes_at),
        number=number,
        actor=actor,
        at=at,
    )
    round_ = Round(
        vote_id=vote.id,
        number=len(counted_rounds(election)) + 1,
        rule=rule.as_data(),
        candidates=[
            {"number": each.number, "name": each.name}
            for each in sorted(standing, key=lambda each: each.number or 0)
        ],
        lots=[],
    )
    round_.vote = vote
    election.rounds.append(round_)
    election.status = ElectionStatus.voting
    session.flush()
    data = {"vote": vote.id, "round": round_.number, "rule": round_.rule}
    tell(session, election, "round", data | {"candidates": round_.candidates}, actor, at)
    return vote


def next_round(election: Election) -> tuple[ElectionRule, Sequence[Candidate]]:
    """What the next round asks for, and who stands in it. Raises ``RuleViolation`` if there can be none."""
    counted = counted_rounds(election)
    last = counted[-1].counted if counted else None
    if last is not None and last.awaits_lot:
        raise RuleViolation("voting.lot_first")
    if last is not None and last.run_off:
        finalists = [each for each in election.candidates if each.number in last.run_off]
        return run_off_rule(election.rule), finalists
    elected = elected_so_far(election)
    left = election.places - len(elected)
    if left <= 0:
        raise RuleViolation("voting.places_filled")
    standing = [
        each
        for each in election.candidates
        if each.status is CandidacyStatus.accepted and each.number not in elected
    ]
    if not standing:
        raise RuleViolation("voting.nobody_stands")
    return replace(election.rule, places=left), standing


def _number(election: Election) -> None:
    """Give those who accepted their numbers, in the order in which they were named; a number stays."""
    taken = max((each.number or 0 for each in election.candidates), default=0)
    for each in election.candidates:
        if each.number is None and each.status is CandidacyStatus.accepted:
            taken += 1
            each.number = taken
