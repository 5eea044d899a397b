"""A body's rules of quorum and notice, its standing items, and what its quorum is a share of."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.meetings.models import ConveningRule, QuorumRule, StandingItem
from assembly.meetings.rules import QuorumBase, QuorumCall
from assembly.people import queries as people
from assembly.people.models import Body
from assembly.thresholds import Threshold


@dataclass(frozen=True, slots=True)
class Bases:
    """What quorums of a body are shares of, on a day, in its unit (the weight of seats). None: not known."""

    seats: int
    filled: int
    census: int | None

    def of(self, base: QuorumBase) -> int | None:
        """The number for a base; None for ``whoever``, which has none."""
        return {
            QuorumBase.seats: self.seats,
            QuorumBase.filled_seats: self.filled,
            QuorumBase.census: self.census,
            QuorumBase.whoever: None,
        }[base]


def bases(session: Session, body: Body, on: date) -> Bases:
    """The seats of a body on a day, those that have a holder, and its census."""
    held = people.seats_of_body(session, body.id, on)
    filled = sum(each.seat.weight for each in held if each.memberships)
    return Bases(sum(each.seat.weight for each in held), filled, body.census)


def quorum_calls(session: Session, body_id: int) -> tuple[QuorumCall, ...]:
    """The calls of a body in order; empty if none are set."""
    statement = select(QuorumRule).where(QuorumRule.body_id == body_id).order_by(QuorumRule.number)
    return tuple(
        QuorumCall(
            number=rule.number,
            base=rule.base,
            threshold=Threshold(rule.share, rule.comparison),
            wait_minutes=rule.wait_minutes,
        )
        for rule in session.scalars(statement)
    )


def convening_rule(session: Session, body_id: int) -> ConveningRule:
    """How a body convenes."""
    return session.get(ConveningRule, body_id) or no_rule(body_id)


def no_rule(body_id: int) -> ConveningRule:
    """Where nothing is set, nothing is asked: no days of notice."""
    return ConveningRule(body_id=body_id, notice_days=0, notice_source="", clear_days=False)


def standing_items(session: Session, body_id: int) -> list[StandingItem]:
    """What every meeting of a body has on its agenda, in order."""
    statement = (
        select(StandingItem)
        .where(StandingItem.body_id == body_id)
        .order_by(StandingItem.position, StandingItem.id)
    )
    return list(session.scalars(statement))


def rules_as_data(session: Session, body_id: int) -> dict[str, object]:
    """All that is set here for a body, as plain data."""
    rule = convening_rule(session, body_id)
    return {
        "calls": [asdict(call) for call in quorum_calls(session, body_id)],
        "notice": [rule.notice_days, rule.notice_source, rule.clear_days],
        "items": [
            [each.id, each.title, each.kind, each.minutes_planned]
            for each in standing_items(session, body_id)
        ],
    }
