"""The board of all projects in pictures."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from assembly.projects.models import Target
from assembly.projects.phrases.amounts import target_name
from assembly.projects.phrases.pictures import Drawing, progress_drawing
from assembly.web.i18n import _

_SHOWN = 2


def targets_of(name: str, reached: Iterable[tuple[Target, Fraction]]) -> Drawing | None:
    """The targets of a project that fall due first, as bars."""
    by_day = sorted(reached, key=lambda pair: (pair[0].due_on is None, pair[0].due_on, pair[0].id))
    return progress_drawing(
        [(target_name(each), done, each.value, each.unit) for each, done in by_day[:_SHOWN]],
        _("Targets of %(name)s", name=name),
    )
