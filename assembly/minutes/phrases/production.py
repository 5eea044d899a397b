"""What projects report, in words and pictures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from assembly.minutes.production import Batch, ProjectFigures
from assembly.projects.phrases.amounts import amount
from assembly.projects.phrases.pictures import Drawing, flow_drawing, progress_drawing
from assembly.projects.phrases.sums import sums
from assembly.projects.phrases.words import LOGS
from assembly.projects.rules import LogType, Part
from assembly.projects.rules.batch import Step
from assembly.projects.rules.reports import Done
from assembly.web.filters import medium_date, short_date
from assembly.web.i18n import _, ngettext


def period(told: ProjectFigures) -> str:
    """From May 14, 2026 to May 20, 2026."""
    if told.since is None:
        return _("From the beginning to %(until)s", until=medium_date(told.until))
    return _(
        "From %(since)s to %(until)s", since=medium_date(told.since), until=medium_date(told.until)
    )


def rows(told: ProjectFigures) -> list[tuple[str, str]]:
    """What was done in the period and what there is on its last day: (label, words)."""
    listed = sums(
        Done(
            LogType(each.type),
            Part(each.part),
            each.unit,
            each.reason,
            Decimal(each.value),
            each.logs,
        )
        for each in told.done
    )
    if told.workdays:
        days = ngettext("%(num)s workday", "%(num)s workdays", told.workdays)
        people = ngettext("%(num)s person", "%(num)s people", told.people)
        hours = amount(Decimal(told.hours), "h")
        listed.append((_("Workdays"), f"{days}, {people}, {hours}"))
    if told.stock:
        there = [f"{each.name} {amount(Decimal(each.value), each.unit)}" for each in told.stock]
        listed.append((_("In stock"), "; ".join(there)))
    return listed


def batch_drawing(batch: Batch) -> Drawing | None:
    """Where every plant of a batch went."""
    steps = [
        Step(
            each.name,
            LogType(each.type) if each.type else None,
            Decimal(each.stayed),
            tuple((code, Decimal(value)) for code, value in each.parts),
        )
        for each in batch.steps
    ]
    return flow_drawing(steps, batch.name, batch.unit)


def targets_drawing(told: ProjectFigures) -> Drawing | None:
    """Done against target."""
    return progress_drawing(
        [
            (
                str(LOGS[LogType(each.type)])
                if each.due_on is None
                else _("%(what)s by %(date)s", what=LOGS[LogType(each.type)], date=short_date(each.due_on)),
                Fraction(each.done),
                Decimal(each.value),
                each.unit,
            )
            for each in told.targets
        ],
        _("Targets of %(name)s", name=told.name),
    )  # fmt: skip
