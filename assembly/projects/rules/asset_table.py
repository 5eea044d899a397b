"""Reading a table of what a project has: batches, lots, plots, tools. Pure, like the reading of logs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from assembly.errors import RuleViolation
from assembly.projects.rules.enums import AssetType
from assembly.projects.rules.importing import (
    Problem,
    Wrong,
    columns_called,
    folded,
    moment,
    texts_of,
)
from assembly.projects.rules.kinds import Kind
from assembly.projects.rules.units import exact


class AssetColumn(StrEnum):
    """What a column of the table may be."""

    type = "type"
    name = "name"
    unit = "unit"
    origin = "origin"
    lot_number = "lot_number"
    begun_on = "begun_on"
    ready_on = "ready_on"
    expires_on = "expires_on"
    hectares = "hectares"
    note = "note"


C = AssetColumn

# How columns are called: ours in both languages, and farmOS's.
_NAMES: dict[AssetColumn, tuple[str, ...]] = {
    C.type: ("que es", "tipo", "what it is", "type", "asset type", "bundle"),
    C.name: ("nombre", "name", "asset name"),
    C.unit: ("unidad", "se cuenta en", "unit", "units", "counted in"),
    C.origin: ("origen", "de donde viene", "origin", "where it comes from"),
    C.lot_number: ("lote", "numero de lote", "lot", "lot number", "number of the lot"),
    C.begun_on: ("desde", "desde cuando", "since", "since when", "begun on", "birthdate"),
    C.ready_on: ("listo", "lista", "listo el", "ready", "ready on"),
    C.expires_on: ("vence", "vence el", "expires", "expires on"),
    C.hectares: ("hectareas", "ha", "hectares"),
    C.note: ("nota", "notas", "note", "notes"),
}
_MOST = {C.name: 200, C.origin: 200, C.lot_number: 80, C.note: 5000}


@dataclass(frozen=True, slots=True)
class AssetRow:
    """A row that can be written down."""

    number: int
    type: AssetType
    name: str
    unit: str
    origin: str
    lot_number: str
    begun_on: date | None
    ready_on: date | None
    expires_on: date | None
    hectares: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class AssetsKnown:
    """What the project knows: its kind, its names that are taken (folded), words for types and units."""

    kind: Kind
    taken: frozenset[str]
    types: Mapping[str, AssetType]
    units: Mapping[str, str]
    zone: ZoneInfo
    decimal: str = ","


@dataclass(frozen=True, slots=True)
class AssetPlan:
    """What would be written down, which columns nobody understood, and everything that is wrong."""

    rows: tuple[AssetRow, ...]
    unread: tuple[str, ...]
    problems: tuple[Problem, ...]


def asset_columns(header: Sequence[str]) -> dict[AssetColumn, int]:
    """Which column is which, by its name; each once."""
    return columns_called(header, _NAMES)


def plan_assets(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    numbers: Sequence[int],
    known: AssetsKnown,
) -> AssetPlan:
    """Read every row; one that is wrong is named with its number and column."""
    columns = asset_columns(header)
    read: list[AssetRow] = []
    problems: list[Problem] = []
    taken = set(known.taken)
    for number, cells in zip(numbers, rows, strict=True):
        texts = texts_of(cells, columns)
        if not any(texts.values()):
            continue
        try:
            read.append(_row(number, texts, known, taken))
        except Wrong as wrong:
            problems.append(Problem(number, wrong.column, wrong.code, wrong.params))
    unread = tuple(title for place, title in enumerate(header) if place not in columns.values())
    return AssetPlan(tuple(read), unread, tuple(problems))


def _row(
    number: int, texts: Mapping[AssetColumn, str], known: AssetsKnown, taken: set[str]
) -> AssetRow:
    name = texts.get(C.name, "")
    if not name:
        raise Wrong(C.name, "projects.name_missing")
    for column, most in _MOST.items():
        if len(texts.get(column, "")) > most:
            raise Wrong(column, "projects.word_long", most=most)
    if folded(name) in taken:
        raise Wrong(C.name, "projects.asset_exists", name=name)
    taken.add(folded(name))
    return AssetRow(
        number=number,
        type=_type(texts.get(C.type, ""), known),
        name=name,
        unit=_unit(texts.get(C.unit, ""), known),
        origin=texts.get(C.origin, ""),
        lot_number=texts.get(C.lot_number, ""),
        begun_on=_day(texts, C.begun_on, known.zone),
        ready_on=_day(texts, C.ready_on, known.zone),
        expires_on=_day(texts, C.expires_on, known.zone),
        hectares=_hectares(texts.get(C.hectares, ""), known),
        note=texts.get(C.note, ""),
    )


def _type(text: str, known: AssetsKnown) -> AssetType:
    """What it is; where nothing is written, what this kind of project is about first."""
    if not text:
        return known.kind.assets[0]
    type_ = known.types.get(folded(text))
    if type_ is None or type_ not in known.kind.assets:
        raise Wrong(C.type, "projects.asset_type_not_known", typed=text[:40])
    return type_


def _unit(text: str, known: AssetsKnown) -> str:
    if not text:
        return known.kind.units[0]
    unit = known.units.get(folded(text))
    if unit is None or unit not in known.kind.units:
        raise Wrong(C.unit, "projects.unit_unknown", unit=text[:20])
    return unit


def _day(texts: Mapping[AssetColumn, str], column: AssetColumn, zone: ZoneInfo) -> date | None:
    text = texts.get(column, "")
    return moment(text, column, zone)[0] if text else None


def _hectares(text: str, known: AssetsKnown) -> Decimal | None:
    if not text:
        return None
    try:
        return exact(text, decimal=known.decimal)
    except RuleViolation as violation:
        raise Wrong(C.hectares, violation.code, **violation.params) from None
