"""Figures as they are drawn: plain data for ``components/charts.html``, on pages and on paper alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_date
from flask_babel import get_locale

from assembly.projects.phrases.amounts import amount, plain_number, signed
from assembly.projects.phrases.words import DROPPED, LOGS, reason
from assembly.projects.rules import LogType
from assembly.projects.rules.batch import Step
from assembly.web.i18n import _

WIDTH = 340
"""Units of the drawing across: about what a phone of 320 px shows one to one."""

_STEP = 52
_LEAST = 3.0
"""What is there is seen, however little of the whole it is."""


@dataclass(frozen=True)
class Piece:
    """A part of a bar: where it begins, how wide it is, how it is filled (stayed, left, lost)."""

    x: float
    width: float
    fill: str


@dataclass(frozen=True)
class Bar:
    """One row of a picture: its words at the left, what went at the right, and the bar below."""

    y: int
    name: str
    value: str
    aside: str
    pieces: tuple[Piece, ...]
    stream: float
    """How wide what flows on to the next row is; 0 in the last."""


@dataclass(frozen=True)
class Drawing:
    """A whole picture with the words that say it."""

    height: int
    bars: tuple[Bar, ...]
    caption: str


@dataclass(frozen=True)
class Column:
    """One month of a column picture."""

    x: float
    y: float
    width: float
    height: float
    name: str
    value: str
    shown: bool


@dataclass(frozen=True)
class Columns:
    """Months beside each other with the words that say them."""

    columns: tuple[Column, ...]
    caption: str


def flow_drawing(steps: Sequence[Step], name: str, unit: str = "unit") -> Drawing | None:
    """Where every seedling of a batch went, from top to bottom. None while nothing came in."""
    most = max((step.stayed for step in steps), default=Decimal(0))
    if not most:
        return None
    bars = []
    for place, step in enumerate(steps):
        last = place == len(steps) - 1
        stayed = float(step.stayed / most) * WIDTH
        pieces = [Piece(0, round(max(stayed, _LEAST if step.stayed else 0), 1), "stayed")]
        x = stayed
        for _code, value in step.parts:
            width = max(float(abs(value) / most) * WIDTH, _LEAST)
            if value > 0:
                x = min(x, WIDTH - width)
                fill = "left" if step.name == "left" else "lost"
                pieces.append(Piece(round(x, 1), round(width, 1), fill))
                x += width
        bars.append(
            Bar(
                y=place * _STEP,
                name=_step_name(step),
                value=amount(step.stayed, unit),
                aside=_aside(step, unit),
                pieces=tuple(pieces),
                stream=0 if last else round(stayed, 1),
            )
        )
    return Drawing(len(bars) * _STEP - 8, tuple(bars), _("Where it went: %(name)s", name=name))


def _step_name(step: Step) -> str:
    if step.name == "loss":
        return _("After losses")
    if step.name == "count":
        return _("Counted")
    if step.name == "left":
        return _("Still here")
    words = {
        LogType.seeding: _("Sown"),
        LogType.germination: _("Came up"),
        LogType.potting: _("Potted"),
    }
    return words.get(step.type, _("Came in")) if step.type else _("Came in")


def _aside(step: Step, unit: str) -> str:
    """What went in this step: «−1.020 no germinaron», «hongo 190, sequía 70»."""
    if step.name == "count":
        if not step.parts:
            return _("as expected")
        return _("difference %(difference)s", difference=signed(-step.gone))
    told = []
    for code, value in step.parts:
        if step.name == "passed":
            words = str(DROPPED[LogType(code)])
        elif step.name == "loss":
            words = reason(code)
        else:
            words = str(LOGS[LogType(code)])
        told.append(f"{words} {amount(value, unit)}")
    return ", ".join(told)


def progress_drawing(
    rows: Iterable[tuple[str, Decimal | Fraction, Decimal, str]], caption: str
) -> Drawing | None:
    """Done against target, a bar each: (name, done, target, unit). None if there are none."""
    bars = []
    for place, (name, done, target, unit) in enumerate(rows):
        share = min(1.0, float(Fraction(done) / Fraction(target))) if target else 0.0
        whole = Piece(0, WIDTH, "open")
        reached = Piece(0, round(share * WIDTH, 1), "stayed")
        bars.append(
            Bar(
                y=place * _STEP,
                name=name,
                value="",
                aside=_(
                    "%(done)s of %(target)s", done=amount(done, unit), target=amount(target, unit)
                ),
                pieces=(whole, reached) if share else (whole,),
                stream=0,
            )
        )
    return Drawing(len(bars) * _STEP - 8, tuple(bars), caption) if bars else None


def amounts_drawing(rows: Sequence[tuple[str, Decimal, str, str]], caption: str) -> Drawing:
    """Amounts below each other, a bar each against the greatest: (name, amount, its words, filling)."""
    most = max((value for _name, value, _said, _fill in rows), default=Decimal(0))
    bars = []
    for place, (name, value, said, fill) in enumerate(rows):
        width = max(float(value / most) * WIDTH, _LEAST) if value > 0 else 0.0
        pieces = (Piece(0, round(width, 1), fill),) if width else ()
        bars.append(Bar(place * _STEP, name, "", said, pieces, 0))
    return Drawing(len(bars) * _STEP - 8, tuple(bars), caption)


def columns_drawing(
    months: Sequence[tuple[date, Decimal]], caption: str, unit: str = ""
) -> Columns | None:
    """Months beside each other, the earliest first. None where all are empty."""
    most = max((value for _month, value in months), default=Decimal(0))
    if most <= 0:
        return None
    step = WIDTH / max(len(months), 6)
    columns = []
    for place, (month, value) in enumerate(months):
        height = round(float(value / most) * 80, 1)
        columns.append(
            Column(
                x=round(place * step + 2, 1),
                y=round(100 - height, 1),
                width=round(step - 4, 1),
                height=height,
                name=month_name(month),
                value=plain_number(value),
                shown=bool(value),
            )
        )
    return Columns(tuple(columns), f"{caption} ({unit})" if unit else caption)


def month_name(month: date) -> str:
    """may · jun: short, under a column."""
    return str(format_date(month, "LLL", locale=get_locale())).replace(".", "")
