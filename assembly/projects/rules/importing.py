"""Reading a table of logs, farmOS's or a commune's own: what the columns mean, and what is wrong.

Pure: it gets the table as text and what the project knows, and makes a plan that is shown before it is done.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from assembly.errors import RuleViolation
from assembly.projects.rules.enums import AssetType, LogType
from assembly.projects.rules.kinds import Kind
from assembly.projects.rules.logs import ASKS, FARMOS, new_asset_type
from assembly.projects.rules.units import UNITS, convert, exact

ColumnT = TypeVar("ColumnT", bound=StrEnum)


class Column(StrEnum):
    """What a column of the table may be."""

    day = "day"
    type = "type"
    asset = "asset"
    value = "value"
    unit = "unit"
    reason = "reason"
    recipient = "recipient"
    place = "place"
    note = "note"
    status = "status"


# How columns are called: ours in both languages, and farmOS's export and import.
_NAMES: dict[Column, tuple[str, ...]] = {
    Column.day: ("dia", "fecha", "day", "date", "timestamp"),
    Column.type: ("que", "tipo", "que se hizo", "what", "type", "log type", "bundle"),
    Column.asset: ("de que", "lote", "of what", "asset", "assets", "asset names"),
    Column.value: ("cuanto", "cantidad", "how many", "value", "quantity", "quantity value"),
    Column.unit: ("unidad", "unit", "units", "quantity units"),
    Column.reason: ("razon", "por que", "why", "reason"),
    Column.recipient: ("para quien", "recibe", "for whom", "recipient"),
    Column.place: ("lugar", "place", "location", "locations"),
    Column.note: ("nota", "notas", "note", "notes", "name"),
    Column.status: ("estado", "status"),
}

_PLANNED = frozenset({"pending", "planned", "planificado", "pendiente"})


@dataclass(frozen=True, slots=True)
class Known:
    """What the project knows: its kind, its assets by folded name, and words for types and reasons."""

    kind: Kind
    assets: Mapping[str, tuple[int, str]]
    """Folded name → (id, unit)."""

    types: Mapping[str, LogType]
    reasons: Mapping[str, str]
    units: Mapping[str, str]
    today: date
    zone: ZoneInfo
    decimal: str = ","


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row: the code of a rule with what it says, and in which column."""

    row: int
    column: StrEnum
    code: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be noted. ``asset_id`` None with a name: something new is made."""

    number: int
    day: date
    at: time | None
    type: LogType
    asset_id: int | None
    asset: str
    new_type: AssetType | None
    value: Decimal | None
    unit: str
    reason: str
    recipient: str
    place: str
    note: str
    done: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be noted, what is new, and everything that is wrong."""

    rows: tuple[Row, ...]
    new_assets: tuple[str, ...]
    problems: tuple[Problem, ...]


def folded(text: str) -> str:
    """Without accents, capitals and doubled blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in plain if not unicodedata.combining(each)).split())


def guess(header: Sequence[str]) -> dict[Column, int]:
    """Which column is which, by its name; each once."""
    return columns_called(header, _NAMES)


def columns_called(
    header: Sequence[str], names: Mapping[ColumnT, tuple[str, ...]]
) -> dict[ColumnT, int]:
    """The place of each column in the header, by the words that it may be called; each once."""
    found: dict[ColumnT, int] = {}
    for place, title in enumerate(header):
        name = folded(title.strip("¿?:*# "))
        for column, called in names.items():
            if name in called and column not in found:
                found[column] = place
                break
    return found


def texts_of(cells: Sequence[str], columns: Mapping[ColumnT, int]) -> dict[ColumnT, str]:
    """What a row says in each column; a row may end early."""
    return {column: cells[at].strip() for column, at in columns.items() if at < len(cells)}


def make_plan(
    rows: Sequence[Sequence[str]],
    numbers: Sequence[int],
    mapping: Mapping[Column, int],
    known: Known,
) -> Plan:
    """Read every row; one that is wrong is named with its number and column."""
    read, problems = [], []
    new: dict[str, tuple[str, str]] = {}
    for number, cells in zip(numbers, rows, strict=True):
        texts = texts_of(cells, mapping)
        if not any(texts.values()):
            continue
        try:
            read.append(_row(number, texts, known, new))
        except Wrong as wrong:
            problems.append(Problem(number, wrong.column, wrong.code, wrong.params))
    return Plan(tuple(read), tuple(name for name, _unit in new.values()), tuple(problems))


class Wrong(Exception):
    """A cell that cannot be read: its column, and the code of a rule with what it says."""

    def __init__(self, column: StrEnum, code: str, **params: object) -> None:
        super().__init__(code)
        self.column, self.code, self.params = column, code, params


def _row(
    number: int, texts: Mapping[Column, str], known: Known, new: dict[str, tuple[str, str]]
) -> Row:
    day, at = moment(texts.get(Column.day, ""), Column.day, known.zone)
    done = folded(texts.get(Column.status, "")) not in _PLANNED
    if done and day > known.today:
        raise Wrong(Column.day, "projects.in_the_future")
    type_ = _type(texts.get(Column.type, ""), known)
    asks = ASKS[type_]
    name = texts.get(Column.asset, "")
    asset_id, asset_unit, new_type = _asset(name, texts, type_, known, new)
    if asks.asset and not name:
        raise Wrong(Column.asset, "projects.which_asset")
    value, unit = _value(texts, asset_unit, known)
    if done and asks.quantity and value is None:
        raise Wrong(Column.value, "projects.how_many")
    reason = known.reasons.get(folded(texts.get(Column.reason, "")), "")
    if asks.reason and not reason:
        raise Wrong(Column.reason, "projects.why_lost")
    recipient = texts.get(Column.recipient, "")
    if done and type_ is LogType.delivery and not recipient:
        raise Wrong(Column.recipient, "projects.to_whom")
    place = texts.get(Column.place, "")
    if type_ is LogType.move and not place:
        raise Wrong(Column.place, "projects.where_to")
    if type_ is LogType.contribution:
        raise Wrong(Column.type, "projects.not_from_a_table")
    for column, most in ((Column.recipient, 200), (Column.place, 200), (Column.note, 5000)):
        if len(texts.get(column, "")) > most:
            raise Wrong(column, "projects.word_long", most=most)
    note = texts.get(Column.note, "")
    return Row(
        *(number, day, at, type_, asset_id, name, new_type, value, unit),
        *(reason, recipient, place, note, done),
    )


def moment(text: str, column: StrEnum, zone: ZoneInfo) -> tuple[date, time | None]:
    """2026-05-20, 20/05/2026, with an hour if there is one; one that names its offset is told in ``zone``."""
    if not text:
        raise Wrong(column, "projects.not_a_day", typed="")
    cleaned = text.replace("T", " ").strip()
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        for hour in ("", " %H:%M:%S", " %H:%M"):
            try:
                read = datetime.strptime(cleaned, form + hour)  # noqa: DTZ007 - made aware later
            except ValueError:
                continue
            return read.date(), read.time() if hour else None
    try:
        read = datetime.fromisoformat(text)
        read = read.astimezone(zone) if read.tzinfo else read
    except (ValueError, OverflowError):
        raise Wrong(column, "projects.not_a_day", typed=text[:40]) from None
    return read.date(), read.time()


def _type(text: str, known: Known) -> LogType:
    word = folded(text)
    type_ = known.types.get(word)
    if type_ is None:
        farmos = [ours for ours in known.kind.logs if FARMOS[ours] == word]
        type_ = farmos[0] if farmos else None
    if type_ is None or type_ not in known.kind.logs:
        raise Wrong(Column.type, "projects.type_not_known", typed=text[:40])
    return type_


def _asset(
    name: str,
    texts: Mapping[Column, str],
    type_: LogType,
    known: Known,
    new: dict[str, tuple[str, str]],
) -> tuple[int | None, str, AssetType | None]:
    """The asset of this name: its id, its unit, and what it is if it is new."""
    if not name:
        return None, "", None
    key = folded(name)
    if key in known.assets:
        asset_id, unit = known.assets[key]
        return asset_id, unit, None
    made_of = new_asset_type(known.kind, type_)
    if key not in new:
        if made_of is None:
            raise Wrong(Column.asset, "projects.asset_not_known", name=name[:80])
        new[key] = (name, _unit(texts.get(Column.unit, ""), known))
    return None, new[key][1], made_of


def _value(
    texts: Mapping[Column, str], asset_unit: str, known: Known
) -> tuple[Decimal | None, str]:
    """The number in the asset's own unit, exactly; refused where it cannot be said in it."""
    typed = texts.get(Column.value, "")
    if not typed:
        return None, asset_unit
    unit = _unit(texts.get(Column.unit, ""), known) if texts.get(Column.unit) else asset_unit
    unit = unit or known.kind.units[0]
    try:
        value = exact(typed, decimal=known.decimal)
        if asset_unit and unit != asset_unit:
            said = convert(value, unit, asset_unit)
            value = exact(Decimal(said.numerator) / Decimal(said.denominator))
            unit = asset_unit
    except RuleViolation as violation:
        column = Column.unit if violation.code == "projects.units_differ" else Column.value
        raise Wrong(column, violation.code, **violation.params) from None
    return value, unit


def _unit(text: str, known: Known) -> str:
    if not text:
        return known.kind.units[0]
    unit = known.units.get(folded(text))
    if unit is None:
        raise Wrong(Column.unit, "projects.unit_unknown", unit=text[:20])
    return unit


def unit_words(kind: Kind, names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Every way to write a unit, folded: its code, its symbol, its words."""
    found = {folded(code): code for code in (*UNITS, *kind.units)}
    found |= {folded(words): code for code, words in names}
    return found
