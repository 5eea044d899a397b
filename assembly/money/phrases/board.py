"""Money on the board of projects, in pictures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from assembly.money.phrases import amount
from assembly.projects.models import Project
from assembly.projects.phrases.pictures import WIDTH, Bar, Drawing, Piece
from assembly.web.i18n import _


def budget_drawing(project: Project, spent: Decimal) -> Drawing | None:
    """What a project spent against its budget; what is above it is hatched. None without a budget."""
    if not project.budget:
        return None
    whole = max(project.budget, spent)
    share = round(float(min(spent, project.budget) / whole) * WIDTH, 1)
    above = round(WIDTH - share, 1)
    pieces = [Piece(0, WIDTH, "open")] if spent < project.budget else []
    pieces += [Piece(0, share, "stayed")] if share > 0 else []
    pieces += [Piece(share, above, "lost")] if spent > project.budget else []
    said = _(
        "%(done)s of %(target)s",
        done=amount(spent, project.currency),
        target=amount(project.budget, project.currency),
    )
    bar = Bar(0, _("Spent"), "", said, tuple(pieces), 0)
    return Drawing(44, (bar,), _("Budget of %(name)s", name=project.name))


def budgets(spent: Iterable[tuple[Project, Decimal]]) -> dict[int, Drawing]:
    """The same of all projects that have a budget, by their ids."""
    drawn = {project.id: budget_drawing(project, value) for project, value in spent}
    return {project_id: drawing for project_id, drawing in drawn.items() if drawing is not None}
