"""What a vote may ask beside its majority, all of it frozen when it opens."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from assembly.thresholds import Threshold
from assembly.voting.rules.kinds import GroupRule, Purpose
from assembly.voting.rules.requirement import Requirement


@dataclass(frozen=True, slots=True)
class Asked:
    """A majority, and how many have to vote at all (None: however many do)."""

    majority: Requirement
    turnout: Threshold | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a vote is for and by what else than a majority it is held.

    `turnout`: how many of the seats (of the census, where heads are counted) have to vote at all ·
    `group_rule`: whether the organisations count by themselves · `closes_at`: ballots are taken
    until then (UTC), None until somebody closes · `sheet`: votes with the same one are asked on one
    page.
    """

    purpose: Purpose = Purpose.ordinary
    turnout: Threshold | None = None
    group_rule: GroupRule = GroupRule.none
    closes_at: datetime | None = None
    sheet: uuid.UUID | None = None


PLAIN = Terms()
"""A majority and nothing else."""
