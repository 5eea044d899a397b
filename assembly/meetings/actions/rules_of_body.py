"""A body's rules of quorum and notice, and its standing items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.meetings import queries
from assembly.meetings.actions.entry import enter
from assembly.meetings.models import ConveningRule, QuorumRule, StandingItem
from assembly.meetings.rules import ItemKind, QuorumCall, calls_errors
from assembly.people.models import Body
from assembly.seen import refuse_unseen


@dataclass(frozen=True, slots=True)
class Standing:
    """A standing item as it should be; ``id`` of the one that it changes, None for a new one."""

    title: str
    kind: ItemKind
    minutes: int | None = None
    id: int | None = None


def take_up_rules(session: Session, *, body: Body, seen: str | None) -> None:
    """Hold the rules of a body, to change them: they are those that ``seen`` marks (``rules_as_data``).

    Raises ``RuleViolation`` stale if somebody else changed them since.
    """
    locked(session, Body, body.id)
    refuse_unseen(queries.rules_as_data(session, body.id), seen)


def set_quorum_rules(
    session: Session, *, body: Body, calls: Sequence[QuorumCall], actor: Actor, at: datetime
) -> None:
    """Replace the calls of a body. Calls made before keep the rule as it stood then.

    Raises ``RuleViolation`` ("meetings.calls.…") for calls that cannot be used.
    """
    for error in calls_errors(calls)[:1]:
        raise RuleViolation(f"meetings.calls.{error.code}", field="calls", number=error.number)
    locked(session, Body, body.id)
    if queries.quorum_calls(session, body.id) == tuple(calls):
        return
    session.execute(delete(QuorumRule).where(QuorumRule.body_id == body.id))
    for call in calls:
        session.add(
            QuorumRule(
                body_id=body.id,
                number=call.number,
                base=call.base,
                share=call.threshold.share,
                comparison=call.threshold.comparison,
                wait_minutes=call.wait_minutes,
            )
        )
    session.flush()
    told = [
        {
            "base": call.base.value,
            "share": str(call.threshold.share),
            "comparison": call.threshold.comparison.value,
            "wait_minutes": call.wait_minutes,
        }
        for call in calls
    ]
    enter(session, "body.set_quorum", body, {"calls": told}, actor=actor, at=at)


def set_convening_rule(
    session: Session,
    *,
    body: Body,
    notice_days: int,
    notice_source: str = "",
    clear_days: bool = False,
    actor: Actor,
    at: datetime,
) -> None:
    """Say how many days of notice the bylaw asks for, where it says so, and how they are counted."""
    if not 0 <= notice_days <= 365:
        raise RuleViolation("meetings.notice_days", field="notice_days")
    locked(session, Body, body.id)
    rule = session.get(ConveningRule, body.id)
    if rule is None:
        rule = ConveningRule(body_id=body.id)
        session.add(rule)
    elif (rule.notice_days, rule.notice_source, rule.clear_days) == (
        notice_days,
        notice_source,
        clear_days,
    ):
        return
    rule.notice_days = notice_days
    rule.notice_source = notice_source
    rule.clear_days = clear_days
    session.flush()
    told = {"days": notice_days, "source": notice_source, "clear_days": clear_days}
    enter(session, "body.set_notice", body, told, actor=actor, at=at)


def set_standing_items(
    session: Session, *, body: Body, items: Sequence[Standing], actor: Actor, at: datetime
) -> list[StandingItem]:
    """Make these the standing items of a body, in this order; those left out are removed.

    Agendas made before keep their items. An id that is no longer there makes a new item.
    """
    locked(session, Body, body.id)
    before = {each.id: each for each in queries.standing_items(session, body.id)}
    told_before = [_standing_as_data(each) for each in before.values()]
    made: list[StandingItem] = []
    for position, wished in enumerate(items, start=1):
        row = before.pop(wished.id, None) if wished.id is not None else None
        if row is None:
            row = StandingItem(body_id=body.id)
            session.add(row)
        row.position = position
        row.title = wished.title
        row.kind = wished.kind
        row.minutes_planned = wished.minutes
        made.append(row)
    for left_out in before.values():
        session.delete(left_out)
    session.flush()
    told = [_standing_as_data(each) for each in made]
    if told != told_before:
        enter(session, "body.set_standing_items", body, {"items": told}, actor=actor, at=at)
    return made


def _standing_as_data(item: StandingItem) -> dict[str, object]:
    return {"title": item.title, "kind": item.kind.value, "minutes": item.minutes_planned}
