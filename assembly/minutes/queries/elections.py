"""Elections of a meeting, for the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.minutes.elected import Candidacy, Corrected, Election, Placed, Round
from assembly.voting import models as voting_models
from assembly.voting import queries as voting


def elections_by_item(session: Session, item_ids: Iterable[int]) -> dict[int, list[Election]]:
    """The elections of these items, in constant queries."""
    found: dict[int, list[Election]] = defaultdict(list)
    for row in voting.elections_of(session, item_ids):
        found[row.item_id].append(_election(row))
    return found


def _election(row: voting_models.Election) -> Election:
    return Election(
        uuid=str(row.uuid),
        title=row.title,
        rule=row.rule.as_data(),
        secret=row.secret,
        status=row.status.value,
        cancelled_reason=row.cancelled_reason,
        candidates=tuple(
            Candidacy(each.name, each.status.value, each.nominated_by) for each in row.candidates
        ),
        placed=tuple(
            Placed(str(each["name"]), str(each["holding"]), str(each["seat"]))
            for each in row.installed or ()
        ),
        term_start=row.term_start,
        term_end=row.term_end,
    )


def round_of(vote: voting_models.Vote) -> Round | None:
    """The round that a vote was; its election is read with the vote."""
    row = vote.round
    if row is None:
        return None
    return Round(
        election=str(row.election.uuid),
        number=row.number,
        candidates=tuple(row.names.items()),
        count=row.count,
        former=tuple(
            Corrected(each["count"], each["reason"], each["by"], datetime.fromisoformat(each["at"]))
            for each in row.former or ()
        ),
        totals=tuple(each.as_data() for each in row.totals if row.by_weight and not vote.published),
    )
