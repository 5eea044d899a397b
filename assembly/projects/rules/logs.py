"""What each type of log does to stock, and what it asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from assembly.errors import RuleViolation
from assembly.projects.rules.enums import Adjustment, AssetType, LogType
from assembly.projects.rules.kinds import Kind

_IN, _OUT, _RESET = Adjustment.increment, Adjustment.decrement, Adjustment.reset


@dataclass(frozen=True)
class Asks:
    """What a log of this type needs and may have.

    ``effect``: what its main quantity does to the stock of its asset, None if it is only told.
    ``asset``, ``quantity``, ``reason``: whether they must be there. ``extra``: further fields.
    """

    effect: Adjustment | None = None
    asset: bool = True
    quantity: bool = True
    reason: bool = False
    extra: frozenset[str] = frozenset()


def _asks(
    effect: Adjustment | None = None, *extra: str, asset: bool = True, quantity: bool = True,
    reason: bool = False,
) -> Asks:  # fmt: skip
    return Asks(effect, asset, quantity, reason, frozenset(extra))


ASKS: dict[LogType, Asks] = {
    LogType.receipt: _asks(_IN, "amount"),
    LogType.seeding: _asks(_IN, "source"),
    LogType.germination: _asks(None, "dropped"),
    LogType.potting: _asks(None, "dropped"),
    LogType.loss: _asks(_OUT, reason=True),
    LogType.count: _asks(_RESET),
    LogType.move: _asks(None, "place", quantity=False),
    LogType.transplanting: _asks(_OUT, "place"),
    LogType.delivery: _asks(_OUT, "recipient", "terms"),
    LogType.sale: _asks(_OUT, "recipient", "amount"),
    LogType.survival: _asks(None, "of", "place", asset=False),
    LogType.replacement: _asks(_IN, "source", "removed"),
    LogType.harvest: _asks(_IN, "place"),
    LogType.collection: _asks(_IN, "households", "place"),
    LogType.input: _asks(_OUT, "place"),
    LogType.output: _asks(_IN),
    LogType.birth: _asks(_IN),
    LogType.order: _asks(None, "recipient", asset=False),
    LogType.contribution: _asks(None, "for_project", asset=False),
    LogType.visit: _asks(None, asset=False),
    LogType.observation: _asks(None, asset=False, quantity=False),
    LogType.activity: _asks(None, "place", asset=False, quantity=False),
}

# The types of farmOS that our logs leave this house as.
FARMOS: dict[LogType, str] = {
    LogType.receipt: "purchase",
    LogType.seeding: "seeding",
    LogType.germination: "observation",
    LogType.potting: "transplanting",
    LogType.loss: "activity",
    LogType.count: "observation",
    LogType.move: "activity",
    LogType.transplanting: "transplanting",
    LogType.delivery: "activity",
    LogType.sale: "sale",
    LogType.survival: "observation",
    LogType.replacement: "transplanting",
    LogType.harvest: "harvest",
    LogType.collection: "harvest",
    LogType.input: "input",
    LogType.output: "harvest",
    LogType.birth: "birth",
    LogType.order: "activity",
    LogType.contribution: "activity",
    LogType.visit: "observation",
    LogType.observation: "observation",
    LogType.activity: "activity",
}

PAPER_LINES = 14
"""Lines of the paper form, and of the page on which it is typed."""

_AHEAD = timedelta(minutes=5)
"""A clock of a phone may be that much ahead of ours."""


def check_moment(at: datetime, *, now: datetime, done: bool, begun: datetime | None) -> None:
    """A log lies in no future (a plan may) and not before its batch was there. Raises ``RuleViolation``."""
    if done and at > now + _AHEAD:
        raise RuleViolation("projects.in_the_future", field="day")
    if begun is not None and at < begun:
        raise RuleViolation("projects.before_the_asset", field="day", day=begun.date())


_NEW: dict[LogType, tuple[AssetType, ...]] = {
    LogType.seeding: (AssetType.plant,),
    LogType.birth: (AssetType.animal,),
    LogType.harvest: (AssetType.product,),
    LogType.output: (AssetType.product, AssetType.structure),
    LogType.collection: (AssetType.material,),
    LogType.receipt: (AssetType.seed, AssetType.material, AssetType.product),
}


def new_asset_type(kind: Kind, type_: LogType) -> AssetType | None:
    """What a log of this type may be the first of, in this kind of project; None if of nothing new."""
    return next((each for each in _NEW.get(type_, ()) if each in kind.assets), None)
