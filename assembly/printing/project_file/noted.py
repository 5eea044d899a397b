"""The papers of what was done: a sheet of entries and of deliveries for each quarter, a leaf for each workday."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from assembly.money.phrases import quarter
from assembly.money.rules import Period, quarter_of
from assembly.printing import queries
from assembly.printing.papers.sheet import Printed, Sheet
from assembly.printing.project_file.parts import Paper, filed
from assembly.printing.rules import ROWS_OF_A_PAPER
from assembly.projects.models import Log, Project, Workday
from assembly.projects.phrases.amounts import count_told, main_quantity, recipient
from assembly.projects.phrases.words import TERMS
from assembly.projects.queries import assets, logs, workdays
from assembly.projects.rules import LogType
from assembly.projects.rules.stock import counts_made
from assembly.projects.rules.units import measure_of
from assembly.web.i18n import _


def entries(session: Session, project: Project, sheet: Sheet, until: date) -> Iterator[Paper]:
    """What was done, quarter by quarter: the sheet of a quarter stands at its end."""
    return _quarters(session, project, sheet, until, delivered=False)


def deliveries(session: Session, project: Project, sheet: Sheet, until: date) -> Iterator[Paper]:
    """What was delivered to whom on what terms, quarter by quarter."""
    return _quarters(session, project, sheet, until, delivered=True)


def _quarters(
    session: Session, project: Project, sheet: Sheet, until: date, *, delivered: bool
) -> Iterator[Paper]:
    zone = project.body.timezone
    counted: Counter[Period] = Counter()
    for month, count in logs.months(session, project.id, zone, delivered=delivered).items():
        counted[quarter_of(month)] += count
    for period in sorted(counted, key=lambda each: each.first):
        title = _("What was done, %(quarter)s", quarter=quarter(period))
        if delivered:
            title = _("Deliveries, %(quarter)s", quarter=quarter(period))
        for offset in range(0, counted[period], ROWS_OF_A_PAPER):

            def say(period: Period = period, offset: int = offset, title: str = title) -> Printed:
                listed = logs.of_days(
                    *(session, project.id, period.first, period.last, zone),
                    delivered=delivered, limit=ROWS_OF_A_PAPER, offset=offset,
                )  # fmt: skip
                return filed(
                    "deliveries" if delivered else "entries",
                    sheet,
                    title,
                    project,
                    logs=listed,
                    counted=_counted(session, listed),
                    main_quantity=main_quantity,
                    recipient=recipient,
                    terms=TERMS,
                )

            yield Paper(title, min(period.last, until), say)


def _counted(session: Session, listed: Iterable[Log]) -> dict[int, str]:
    """What each physical count among these expected and found, in words, by the id of its log."""
    counts = [each for each in listed if each.type is LogType.count and not each.corrected_by]
    told: dict[int, str] = {}
    made: dict[int, dict[datetime, str]] = {}
    for log in counts:
        if log.asset is None:
            continue
        if log.asset.id not in made:
            key = (measure_of(log.asset.unit), log.asset.unit)
            noted = assets.entries(session, log.asset.id, max(each.at for each in counts))
            made[log.asset.id] = {
                each.at: count_told(each, log.asset.unit) for each in counts_made(noted, key)
            }
        told[log.id] = made[log.asset.id].get(log.at, "")
    return told


def worked(session: Session, project: Project, sheet: Sheet) -> Iterator[Paper]:
    """The workdays on which people worked for it: what was done, who came, for how long."""
    for workday in queries.workdays_held(session, project.id):
        title = _("Workday: %(title)s", title=workday.title)

        def say(workday_id: int = workday.id, title: str = title) -> Printed:
            found = workdays.workday(session, workday_id)
            assert found is not None  # noqa: S101 - workdays are never deleted
            return filed(
                "workday",
                sheet,
                title,
                project,
                workday=found,
                hours=_hours(found),
            )

        yield Paper(title, workday.day, say)


def _hours(workday: Workday) -> Decimal:
    return sum((each.people * each.hours for each in workday.hands), Decimal(0))
