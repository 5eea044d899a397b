"""The words of enums, kinds, units, stages and reasons. What a commune wrote itself is said as written."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString

from assembly.projects.rules import (
    AssetType,
    LogType,
    Part,
    ProjectStatus,
    Terms,
    WorkdayStatus,
)
from assembly.web.i18n import _l

STATUSES: dict[ProjectStatus, LazyString] = {
    ProjectStatus.planned: _l("Planned"),
    ProjectStatus.active: _l("Running"),
    ProjectStatus.paused: _l("Resting"),
    ProjectStatus.closed: _l("Closed"),
}

KIND_WORDS: dict[str, LazyString] = {
    "nursery": _l("Nursery"),
    "crop": _l("Crops"),
    "recycling": _l("Recycling and services"),
    "health": _l("Health and pharmacy"),
    "workshop": _l("Workshop"),
    "animals": _l("Animals"),
    "works": _l("Building works"),
    "generic": _l("Other"),
}

ASSETS: dict[AssetType, LazyString] = {
    AssetType.plant: _l("Batch of plants"),
    AssetType.seed: _l("Lot of seed"),
    AssetType.animal: _l("Animals kept"),
    AssetType.land: _l("Plot or grove"),
    AssetType.product: _l("Product"),
    AssetType.material: _l("Material"),
    AssetType.equipment: _l("Equipment"),
    AssetType.structure: _l("Building"),
    AssetType.group: _l("Group or route"),
}

ASSETS_MANY: dict[AssetType, LazyString] = {
    AssetType.plant: _l("Batches of plants"),
    AssetType.seed: _l("Lots of seed"),
    AssetType.animal: _l("Animals"),
    AssetType.land: _l("Plots and groves"),
    AssetType.product: _l("Products"),
    AssetType.material: _l("Materials"),
    AssetType.equipment: _l("Tools and machines"),
    AssetType.structure: _l("Buildings"),
    AssetType.group: _l("Groups and routes"),
}

LOGS: dict[LogType, LazyString] = {
    LogType.receipt: _l("It came in"),
    LogType.seeding: _l("Sowing"),
    LogType.germination: _l("Germination"),
    LogType.potting: _l("Potting"),
    LogType.loss: _l("Loss"),
    LogType.count: _l("Physical count"),
    LogType.move: _l("Moved"),
    LogType.transplanting: _l("Planting out"),
    LogType.delivery: _l("Delivery"),
    LogType.sale: _l("Sale"),
    LogType.survival: _l("Survival"),
    LogType.replacement: _l("Replanting"),
    LogType.harvest: _l("Harvest"),
    LogType.collection: _l("Collection round"),
    LogType.input: _l("Used up"),
    LogType.output: _l("Finished"),
    LogType.birth: _l("Births"),
    LogType.order: _l("Order"),
    LogType.contribution: _l("Contribution"),
    LogType.visit: _l("Visits"),
    LogType.observation: _l("Observation"),
    LogType.activity: _l("Work done"),
}

# How the main number of a log is asked for.
HOW_MANY: dict[LogType, LazyString] = {
    LogType.receipt: _l("How much came"),
    LogType.seeding: _l("Seeds sown"),
    LogType.germination: _l("How many came up"),
    LogType.potting: _l("How many were potted"),
    LogType.loss: _l("How many were lost"),
    LogType.count: _l("How many were counted"),
    LogType.move: _l("How many were moved"),
    LogType.transplanting: _l("How many were planted out"),
    LogType.delivery: _l("How many were delivered"),
    LogType.sale: _l("How much was sold"),
    LogType.survival: _l("How many live"),
    LogType.replacement: _l("How many young ones were planted"),
    LogType.harvest: _l("How much was harvested"),
    LogType.collection: _l("How much was collected"),
    LogType.input: _l("How much was used"),
    LogType.output: _l("How many were finished"),
    LogType.birth: _l("How many were born"),
    LogType.order: _l("How many were ordered"),
    LogType.contribution: _l("How much was given"),
    LogType.visit: _l("How many visits"),
    LogType.observation: _l("How many"),
    LogType.activity: _l("How much"),
}

PARTS: dict[Part, LazyString] = {
    Part.dropped: _l("left behind"),
    Part.source: _l("taken from"),
    Part.households: _l("households"),
    Part.of: _l("of"),
    Part.removed: _l("old ones taken out"),
}

# Where a log dropped what did not pass: said in the flow of a batch.
DROPPED: dict[LogType, LazyString] = {
    LogType.germination: _l("did not come up"),
    LogType.potting: _l("not potted"),
}

TERMS: dict[Terms, LazyString] = {
    Terms.gift: _l("as a gift"),
    Terms.workdays: _l("for workdays"),
    Terms.repayment: _l("to be paid back later"),
    Terms.sale: _l("sold"),
    Terms.barter: _l("in exchange"),
}

WORKDAYS: dict[WorkdayStatus, LazyString] = {
    WorkdayStatus.called: _l("Called"),
    WorkdayStatus.held: _l("Done"),
    WorkdayStatus.cancelled: _l("Called off"),
}

# Symbols are the same in every language; only these are words.
UNIT_WORDS: dict[str, LazyString] = {
    "unit": _l("pieces"),
    "dozen": _l("dozens"),
    "arroba": _l("arrobas"),
    "quintal": _l("quintals of 46 kg"),
    "gallon": _l("gallons"),
}

SYMBOLS = {"litre": "l", "m2": "m²", "m3": "m³"}

STAGES: dict[str, LazyString] = {
    "seedbed": _l("in the seedbed"),
    "emerged": _l("came up"),
    "bagged": _l("in bags"),
}

REASONS: dict[str, LazyString] = {
    "fungus": _l("fungus"),
    "drought": _l("drought"),
    "flood": _l("flood"),
    "pest": _l("pest"),
    "theft": _l("theft"),
    "bent_root": _l("bent root"),
    "spoiled": _l("spoiled"),
    "soiled": _l("soiled"),
    "rain": _l("rain"),
    "expired": _l("expired"),
    "broken": _l("broken"),
    "faulty": _l("faulty"),
    "illness": _l("illness"),
    "predator": _l("predator"),
    "other": _l("another reason"),
}


def said(words: Mapping[str, LazyString], code: str) -> str:
    """The words of a code, or a commune's own word as it wrote it."""
    return str(words.get(code, code))


def reason(code: str) -> str:
    """Why something was lost."""
    return said(REASONS, code)


def stage(code: str) -> str:
    """How far a batch has come."""
    return said(STAGES, code)


def kind_name(code: str) -> str:
    """The kind of a project."""
    return said(KIND_WORDS, code)


def unit_name(code: str) -> str:
    """A unit to choose: «pieces», «kg», «sacos»."""
    return said(UNIT_WORDS, code) if code in UNIT_WORDS else SYMBOLS.get(code, code)
