"""What a body asks for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.journal.actions import record
from assembly.people.models import Body
from assembly.seen import refuse_unseen
from assembly.thresholds import Comparison
from assembly.voting import queries
from assembly.voting.models import VotingRule
from assembly.voting.rules import Asked, Requirement


def take_up_requirements(session: Session, *, body: Body, seen: str | None) -> None:
    """Hold what a body asks for, to change it: it is what ``seen`` marks (``requirements_as_data``).

    Raises ``RuleViolation`` stale if somebody else changed it since.
    """
    locked(session, Body, body.id)
    refuse_unseen(queries.requirements_as_data(session, body.id), seen)


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


def set_ballot_rules(
    session: Session,
    *,
    body: Body,
    recall: Asked,
    referendum: Asked,
    may_change: bool,
    shows_names: bool,
    actor: Actor,
    at: datetime,
) -> VotingRule:
    """Set what a recall and a referendum ask for, whether an open ballot may be changed, and whether
    the wall shows the choices of an open vote before it is closed.

    The body has its requirements already. Votes that were opened keep theirs.
    """
    locked(session, Body, body.id)
    rule = queries.rule_of_body(session, body.id)
    if rule is None:
        raise LookupError(f"body {body.id} has no requirements yet")
    before = _told_of_ballots(rule)
    for kind, asked in (("recall", recall), ("referendum", referendum)):
        setattr(rule, f"{kind}_share", asked.majority.threshold.share)
        setattr(rule, f"{kind}_comparison", asked.majority.threshold.comparison)
        setattr(rule, f"{kind}_base", asked.majority.base)
        turnout = asked.turnout
        setattr(rule, f"{kind}_turnout_share", turnout.share if turnout else None)
        comparison = turnout.comparison if turnout else Comparison.at_least
        setattr(rule, f"{kind}_turnout_comparison", comparison)
    rule.may_change_ballots = may_change
    rule.shows_names = shows_names
    session.flush()
    after = _told_of_ballots(rule)
    if after != before:
        record(
            session,
            actor=actor,
            at=at,
            verb="requirements.ballots",
            object_type="body",
            object_id=body.id,
            data={"before": before, "after": after},
        )
    return rule


def _told_of_ballots(rule: VotingRule) -> dict[str, object]:
    told: dict[str, object] = {
        "may_change_ballots": rule.may_change_ballots,
        "shows_names": rule.shows_names,
    }
    for kind in ("recall", "referendum"):
        parts = ("share", "comparison", "base", "turnout_share", "turnout_comparison")
        told[kind] = [getattr(rule, f"{kind}_{part}") for part in parts]
    return told


def _told(rule: VotingRule) -> dict[str, object]:
    return {
        "ordinary": [rule.ordinary_share, rule.ordinary_comparison, rule.ordinary_base],
        "special": [rule.special_share, rule.special_comparison, rule.special_base],
        "chair_casts": rule.chair_casts,
    }
