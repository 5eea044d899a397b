"""What a body asks for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.journal.actions import record
from assembly.people.models import Body
from assembly.voting import queries
from assembly.voting.models import VotingRule
from assembly.voting.rules import Requirement


def set_requirements(
    session: Session,
    *,
    body: Body,
    ordinary: Requirement,
    special: Requirement,
    chair_casts: bool,
    actor: Actor,
    at: datetime,
) -> VotingRule:
    """Set what ordinary and special motions of a body ask for from now on.

    Votes that are open or closed keep the rule under which they were opened.
    """
    locked(session, Body, body.id)
    rule = queries.rule_of_body(session, body.id)
    before = _told(rule) if rule else None
    if rule is None:
        rule = VotingRule(body_id=body.id)
        session.add(rule)
    rule.ordinary_share = ordinary.threshold.share
    rule.ordinary_comparison = ordinary.threshold.comparison
    rule.ordinary_base = ordinary.base
    rule.special_share = special.threshold.share
    rule.special_comparison = special.threshold.comparison
    rule.special_base = special.base
    rule.chair_casts = chair_casts
    session.flush()
    after = _told(rule)
    if after != before:
        record(
            session,
            actor=actor,
            at=at,
            verb="requirements.set",
            object_type="body",
            object_id=body.id,
            data={"before": before, "after": after},
        )
    return rule


def _told(rule: VotingRule) -> dict[str, object]:
    return {
        "ordinary": [rule.ordinary_share, rule.ordinary_comparison, rule.ordinary_base],
        "special": [rule.special_share, rule.special_comparison, rule.special_base],
        "chair_casts": rule.chair_casts,
    }
