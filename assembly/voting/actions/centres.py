"""A vote on paper in several voting centres: opened with their names and registers, counted act by act."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.models import AgendaItem
from assembly.motions.models import Motion
from assembly.people.models import Body, Organization
from assembly.people.rules import fold
from assembly.seen import mark_of
from assembly.voting.actions.counting import write_counts
from assembly.voting.actions.opening import open_vote, still_open
from assembly.voting.actions.registers import draw_up, tell_registers
from assembly.voting.models import Vote
from assembly.voting.rules import (
    NOTHING_KNOWN,
    PLAIN,
    Centre,
    Method,
    Requirement,
    Terms,
    sum_of,
    wrongly_carried,
)


def open_in_centres(
    session: Session,
    *,
    item: AgendaItem,
    organizations: Sequence[Organization] = (),
    places: Sequence[str] = (),
    requirement: Requirement,
    motion: Motion | None = None,
    question: str = "",
    terms: Terms = PLAIN,
    number: uuid.UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Vote:
    """Put a motion or a question to a secret vote on paper; see ``open_vote``.

    The centres are ``organizations`` of the house and other ``places``, of which it knows the name.
    """
    centres = [Centre(each.name, organization=each.id) for each in organizations]
    centres += [Centre(" ".join(name.split())) for name in places if name.strip()]
    if not centres:
        raise RuleViolation("voting.centres_missing", field="others")
    if len({fold(each.name) for each in centres}) < len(centres):
        raise RuleViolation("voting.centre_twice", field="others")
    vote = open_vote(
        session,
        item=item,
        motion=motion,
        question=question,
        method=Method.secret_paper,
        requirement=requirement,
        terms=terms,
        number=number,
        actor=actor,
        at=at,
    )
    if vote.weighted:
        raise RuleViolation("voting.centres_count_people")
    if vote.centres is None:
        vote.centres = [each.as_data() for each in draw_up(session, vote, centres)]
        session.flush()
        tell_registers(session, vote, actor=actor, at=at)
    return vote


def take_up_acts(
    session: Session, *, vote: Vote, centres: Sequence[Centre], seen: Sequence[str | None]
) -> list[Centre]:
    """Hold the acts, to change them: what was typed, and of centres that the form left alone what is stored now.

    So several people type at once, each another centre. ``seen`` marks each act as the form showed it
    (``seen.mark_of``). Raises ``RuleViolation`` where the same act was changed to something else meanwhile.
    """
    locked(session, Body, vote.item.meeting.body_id)  # before the vote: all lock in this order
    stored = locked(session, Vote, vote.id).acts
    if [each.name for each in centres] != [each.name for each in stored]:
        raise RuleViolation("voting.no_such_centre")
    taken = []
    for typed, there, shown in zip(centres, stored, seen, strict=True):
        now = mark_of(there.act)
        if shown and shown != now:
            if mark_of(typed.act) not in (shown, now):
                raise RuleViolation("voting.act_changed", centre=there.name)
            taken.append(there)
        else:
            taken.append(typed)
    return taken


def record_centres(
    session: Session, *, vote: Vote, centres: Sequence[Centre], actor: Actor, at: datetime
) -> None:
    """The acts of the centres that are in by now, replacing what was written before; the sum is the vote's."""
    vote = still_open(session, vote)
    before = vote.centres
    write_centres(session, vote, centres)
    session.flush()
    if vote.centres != before:
        record(
            session,
            actor=actor,
            at=at,
            verb="vote.count",
            object_type="vote",
            object_id=vote.id,
            data={**vote.tally.parts, "total": vote.total, "centres": vote.centres},
        )


def write_centres(session: Session, vote: Vote, centres: Sequence[Centre]) -> None:
    """The acts into the row, and the sum of those that count; the registers stay as they are.

    Who was handed a slip is who came to vote.
    """
    opened = vote.acts
    if [each.name for each in centres] != [each.name for each in opened]:
        raise RuleViolation("voting.no_such_centre")
    counts = [
        count
        for each in centres
        for count in (*each.counts.values(), each.received, each.left_over)
        if count is not None
    ]
    if any(count < 0 for count in counts):
        raise RuleViolation("voting.negative")
    if all(each.left_out for each in centres):
        raise RuleViolation("voting.no_centre_counts")
    for each in wrongly_carried(centres):
        field = f"carried_to_{[centre.name for centre in centres].index(each.name)}"
        there = each.found is None and each.tally == NOTHING_KNOWN
        code = "voting.carried_nowhere" if there else "voting.carried_and_counted"
        raise RuleViolation(code, field=field, centre=each.carried_to)
    vote.centres = [
        replace(act, organization=was.organization, names=was.names, lines=was.lines).as_data()
        for act, was in zip(centres, opened, strict=True)
    ]
    total = sum_of(centres)
    write_counts(
        session, vote, tally=total.tally, total=total.found, stated=None, tellers=vote.tellers
    )
    vote.present = vote.present_weight = total.handed
