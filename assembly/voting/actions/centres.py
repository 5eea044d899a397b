"""A vote on paper in several voting centres: opened with their names, counted act by act."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.models import AgendaItem
from assembly.motions.models import Motion
from assembly.people.rules import fold
from assembly.voting.actions.counting import still_open, write_counts
from assembly.voting.actions.opening import open_vote
from assembly.voting.models import Vote
from assembly.voting.rules import PLAIN, Centre, Method, Requirement, Terms, sum_of


def open_in_centres(
    session: Session,
    *,
    item: AgendaItem,
    centres: Sequence[str],
    requirement: Requirement,
    motion: Motion | None = None,
    question: str = "",
    terms: Terms = PLAIN,
    number: uuid.UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Vote:
    """Put a motion or a question to a secret vote on paper in these places; see ``open_vote``."""
    names = [" ".join(name.split()) for name in centres if name.strip()]
    if not names:
        raise RuleViolation("voting.centres_missing", field="others")
    if len({fold(name) for name in names}) < len(names):
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
        vote.centres = [Centre(name).as_data() for name in names]
        session.flush()
    return vote


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
    """The acts into the row, and their sum. Who was handed a slip is who came to vote."""
    told = {str(each["name"]): each for each in vote.centres or ()}
    if [each.name for each in centres] != list(told):
        raise RuleViolation("voting.no_such_centre")
    if any(count is not None and count < 0 for each in centres for count in each.counts.values()):
        raise RuleViolation("voting.negative")
    vote.centres = [each.as_data() for each in centres]
    total = sum_of(centres)
    write_counts(
        session, vote, tally=total.tally, total=total.found, stated=None, tellers=vote.tellers
    )
    vote.present = vote.present_weight = total.handed
