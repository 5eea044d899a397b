"""Kinds of projects as data: stages, reasons of loss, units, and what is usually noted, in order.

The house's own kinds carry codes that ``phrases`` says in either language; a kind that a commune adds
in the app carries its own words. Whatever reads a kind need not know which of the two it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assembly.projects.rules.enums import AssetType, LogType

L = LogType
A = AssetType


@dataclass(frozen=True)
class Kind:
    """A kind of project. ``stage_after``: the stage that a log of this type leads to.

    ``main``: what it is counted by from month to month. ``private``: who received something is nobody
    else's business (medicines), on no report. ``weeks_to_emerge`` and ``months_to_grow`` are where
    planning starts from, to be changed there.
    """

    code: str
    assets: tuple[AssetType, ...]
    logs: tuple[LogType, ...]
    units: tuple[str, ...]
    reasons: tuple[str, ...]
    stages: tuple[str, ...] = ()
    stage_after: Mapping[LogType, str] = field(default_factory=dict)
    main: LogType = LogType.output
    private: bool = False
    weeks_to_emerge: int = 8
    months_to_grow: int = 6
    own: bool = False

    @property
    def grows(self) -> bool:
        """Whether things are sown in it and pass through stages."""
        return LogType.germination in self.logs


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "nursery",
            assets=(A.plant, A.seed, A.land, A.material, A.equipment, A.structure),
            logs=(
                *(L.seeding, L.germination, L.potting, L.loss, L.count, L.move, L.delivery),
                *(L.transplanting, L.survival, L.replacement, L.receipt, L.observation),
            ),
            main=L.delivery,
            units=("unit", "kg", "lb", "g"),
            reasons=("fungus", "drought", "pest", "theft", "bent_root", "other"),
            stages=("seedbed", "emerged", "bagged"),
            # Coffee emerges six to eight weeks after sowing and is planted out some months later.
            stage_after={L.seeding: "seedbed", L.germination: "emerged", L.potting: "bagged"},
        ),
        Kind(
            "crop",
            assets=(A.land, A.plant, A.product, A.seed, A.material, A.equipment),
            logs=(
                *(L.harvest, L.input, L.loss, L.receipt, L.count, L.sale, L.delivery),
                *(L.observation, L.activity),
            ),
            main=L.harvest,
            units=("kg", "quintal", "lb", "litre", "unit"),
            reasons=("drought", "flood", "pest", "theft", "spoiled", "other"),
        ),
        Kind(
            "recycling",
            assets=(A.material, A.group, A.equipment, A.product),
            logs=(L.collection, L.sale, L.loss, L.count, L.delivery, L.activity, L.observation),
            main=L.collection,
            units=("kg", "unit", "litre"),
            reasons=("soiled", "theft", "rain", "other"),
        ),
        Kind(
            "health",
            assets=(A.product, A.equipment),
            logs=(L.receipt, L.delivery, L.visit, L.loss, L.count, L.activity),
            main=L.delivery,
            units=("unit", "litre", "g"),
            reasons=("expired", "broken", "spoiled", "theft", "other"),
            private=True,
        ),
        Kind(
            "workshop",
            assets=(A.product, A.material, A.equipment),
            logs=(
                *(L.order, L.receipt, L.input, L.output, L.delivery, L.sale),
                *(L.contribution, L.loss, L.count, L.activity),
            ),
            units=("unit", "m", "kg"),
            reasons=("faulty", "theft", "spoiled", "other"),
        ),
        Kind(
            "animals",
            assets=(A.animal, A.product, A.material, A.land, A.structure),
            logs=(
                *(L.birth, L.receipt, L.harvest, L.input, L.loss, L.sale, L.count),
                *(L.move, L.delivery, L.observation),
            ),
            main=L.harvest,
            units=("unit", "kg", "litre"),
            reasons=("illness", "predator", "theft", "other"),
        ),
        Kind(
            "works",
            assets=(A.material, A.equipment, A.structure),
            logs=(L.receipt, L.input, L.output, L.loss, L.count, L.activity, L.observation),
            units=("unit", "m", "m3", "kg", "litre"),
            reasons=("broken", "theft", "spoiled", "other"),
        ),
        Kind(
            "generic",
            assets=tuple(AssetType),
            logs=(
                *(L.receipt, L.output, L.input, L.delivery, L.sale, L.loss, L.count),
                *(L.contribution, L.observation, L.activity),
            ),
            units=("unit", "kg", "litre", "m"),
            reasons=("spoiled", "theft", "broken", "other"),
        ),
    )
}


def own_kind(
    code: str,
    *,
    logs: tuple[LogType, ...],
    units: tuple[str, ...],
    reasons: tuple[str, ...],
    stages: tuple[str, ...],
) -> Kind:
    """A kind that a commune made: every sort of asset, its own words for the rest."""
    return Kind(
        code,
        assets=tuple(AssetType),
        logs=logs,
        main=logs[0],
        units=units,
        reasons=reasons,
        stages=stages,
        own=True,
    )
