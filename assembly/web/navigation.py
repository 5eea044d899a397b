"""The ways through the house, and the name over its door."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from flask import Flask, g
from flask_babel import LazyString

from assembly.web.i18n import _l

# Endpoint and label, in the order of the week: meet, decide, do, make, keep.
NAVIGATION: list[tuple[str, LazyString]] = [
    ("home.index", _l("Today")),
    ("meetings.index", _l("Meetings")),
    ("motions.decisions", _l("Decisions")),
    ("commitments.index", _l("Commitments")),
    ("projects.index", _l("Projects")),
    ("money.index", _l("Accounts")),
    ("minutes.index", _l("Minutes")),
    ("people.index", _l("People")),
    ("search.index", _l("Search")),
]


@dataclass(frozen=True)
class Dot:
    """Where a seat is drawn in the arc."""

    x: str
    y: str
    r: str


@lru_cache(maxsize=64)
def arc_points(seats: int) -> tuple[Dot, ...]:
    """Seats spread over half a circle in a 260 × 140 box; several rows where there are many."""
    if seats == 0:
        return ()
    rows = 1 if seats <= 24 else min(8, math.ceil(math.sqrt(seats / 12)))
    radii = [104 - row * (52 / rows) for row in range(rows)]
    dots: list[Dot] = []
    left, length = seats, sum(radii)
    for row, radius in enumerate(radii):
        here = left if row == rows - 1 else round(seats * radius / length)
        left -= here
        size = min(8.0, math.pi * radius / max(here, 1) * 0.4)
        for place in range(here):
            angle = math.pi - (place + 0.5) / here * math.pi
            x = 130 + radius * math.cos(angle)
            y = 120 - radius * math.sin(angle)
            dots.append(Dot(f"{x:.1f}", f"{y:.1f}", f"{size:.1f}"))
    return tuple(dots)


def init_app(app: Flask, name_of_house: Callable[[], str | None]) -> None:
    """Make them known to the templates. ``name_of_house()`` is asked once by a page that shows it."""

    def house_name() -> str:
        """The name of the commune whose house this is; the program's own while there is none."""
        if "house_name" not in g:
            g.house_name = name_of_house()
        return g.house_name or "assembly"

    app.jinja_env.globals.update(
        main_navigation=lambda: NAVIGATION, arc_points=arc_points, house_name=house_name
    )
