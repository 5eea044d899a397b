"""What a person notes, checked, and the quantities that it makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly.errors import RuleViolation
from assembly.people.rules import fold
from assembly.projects.models import Asset, Log, Project
from assembly.projects.queries import assets as stock
from assembly.projects.queries import logs as queries
from assembly.projects.queries.projects import kind_of
from assembly.projects.rules import ASKS, Adjustment, LogType, Measure, Part, Terms
from assembly.projects.rules.logs import check_moment
from assembly.projects.rules.stock import Entry, balance, lowest
from assembly.projects.rules.units import checked_unit, measure_of


@dataclass(frozen=True)
class Noted:
    """What a person notes. Numbers are in the asset's own unit; ``unit`` is asked where there is no asset.

    ``at`` None takes the moment of noting, or noon of ``day`` in the body's zone.
    """

    type: LogType
    day: date
    at: datetime | None = None
    done: bool = True
    asset: Asset | None = None
    value: Decimal | None = None
    unit: str = ""
    reason: str = ""
    place: str = ""
    note: str = ""
    dropped: Decimal | None = None
    source: Asset | None = None
    source_value: Decimal | None = None
    households: Decimal | None = None
    amount: Decimal | None = None
    currency: str = ""
    of: Decimal | None = None
    removed: Decimal | None = None
    recipient_id: int | None = None
    recipient: str = ""
    terms: Terms = Terms.gift
    small: bool = False
    owed: Decimal | None = None
    owed_unit: str = ""
    due_on: date | None = None
    for_project: Project | None = None

    @property
    def has_recipient(self) -> bool:
        """Whether it says who received it."""
        return self.recipient_id is not None or bool(self.recipient.strip())


@dataclass(frozen=True)
class Row:
    """A quantity about to be written."""

    part: Part
    value: Decimal
    unit: str
    asset: Asset | None = None
    adjustment: Adjustment | None = None


# Nothing at all is an answer too: nothing was counted, nothing came up, none lives.
_MAY_BE_NONE = (LogType.count, LogType.germination, LogType.potting, LogType.survival)


def check_noted(project: Project, noted: Noted, moment: datetime, now: datetime) -> None:
    """Whether all is said that a log of this type needs. Raises ``RuleViolation`` at the field."""
    kind, asks, asset = kind_of(project), ASKS[noted.type], noted.asset
    if noted.type not in kind.logs:
        raise RuleViolation("projects.type_unknown", field="type")
    if asks.asset and asset is None:
        raise RuleViolation("projects.which_asset", field="asset")
    for field, each in (("asset", asset), ("source", noted.source)):
        if each is not None and each.project_id != project.id:
            raise RuleViolation("projects.other_project", field=field)
    if noted.done and asks.quantity and noted.value is None:
        raise RuleViolation("projects.how_many", field="value")
    if noted.value == 0 and noted.type not in _MAY_BE_NONE:
        raise RuleViolation("projects.nothing_counted", field="value")
    if noted.value is not None and asset is None:
        checked_unit(noted.unit, kind.units)
    if asks.reason and noted.reason not in kind.reasons:
        raise RuleViolation("projects.why_lost", field="reason")
    _check_extra(noted)
    begun = None
    if asset is not None and asset.begun_on is not None:
        begun = datetime.combine(asset.begun_on, time(0), ZoneInfo(project.body.timezone))
    check_moment(moment, now=now, done=noted.done, begun=begun)


def _check_extra(noted: Noted) -> None:
    """What some types need besides."""
    if noted.type is LogType.move and not noted.place.strip():
        raise RuleViolation("projects.where_to", field="place")
    if noted.type is LogType.contribution and noted.for_project is None:
        raise RuleViolation("projects.for_which", field="for_project")
    if noted.done and noted.type is LogType.delivery and not noted.has_recipient:
        raise RuleViolation("projects.to_whom", field="recipient")
    if noted.of is not None and noted.value is not None and noted.value > noted.of:
        raise RuleViolation("projects.more_than_all", field="value", of=noted.of)
    if noted.amount is not None and measure_of(noted.currency) is not Measure.value:
        raise RuleViolation("projects.which_currency", field="currency")
    if noted.owed is not None and not noted.owed_unit:
        raise RuleViolation("projects.which_unit", field="owed_unit")


def rows_of(session: Session, noted: Noted, moment: datetime, corrects: Log | None) -> list[Row]:
    """The quantities of a log, none of which takes more than is there."""
    rows: list[Row] = []
    asks, asset = ASKS[noted.type], noted.asset
    unit = asset.unit if asset is not None else noted.unit
    if noted.value is not None:
        rows.append(Row(Part.main, noted.value, unit, asset, asks.effect if asset else None))
    if "dropped" in asks.extra and asset is not None and noted.value is not None:
        rows += _dropped(session, noted, asset, moment, corrects)
    if noted.source is not None and noted.source_value:
        source = noted.source
        rows.append(Row(Part.source, noted.source_value, source.unit, source, Adjustment.decrement))
    if noted.removed:
        rows.append(Row(Part.removed, noted.removed, unit, asset, Adjustment.decrement))
    for part, value, its_unit in (
        (Part.households, noted.households, "unit"),
        (Part.amount, noted.amount, noted.currency),
        (Part.of, noted.of, unit or "unit"),
    ):
        if value is not None:
            rows.append(Row(part, value, its_unit))
    if noted.done:
        _enough(session, rows, moment, corrects)
    return rows


def _dropped(
    session: Session, noted: Noted, asset: Asset, moment: datetime, corrects: Log | None
) -> list[Row]:
    """What did not pass: as typed, else all the rest that was there."""
    entries = stock.entries(session, asset.id, but=corrects.id if corrects else None)
    there = balance(entries, (measure_of(asset.unit), asset.unit), moment)
    passed, dropped = noted.value or Decimal(0), noted.dropped
    if noted.done and passed + (dropped or 0) > there:
        raise RuleViolation("projects.not_enough", field="value", have=there, unit=asset.unit)
    if dropped is None:
        dropped = there - passed
    if not dropped:
        return []
    return [Row(Part.dropped, dropped, asset.unit, asset, Adjustment.decrement)]


_FIELDS = {Part.main: "value", Part.dropped: "dropped", Part.source: "source_value"}


def _enough(session: Session, rows: list[Row], moment: datetime, corrects: Log | None) -> None:
    """No stock may fall below zero by what is noted, at its time or after."""
    touched: dict[int, Asset] = {}
    for each in (*rows, *(corrects.quantities if corrects else ())):
        if each.asset is not None and each.adjustment is not None:
            touched[each.asset.id] = each.asset
    since = min(moment, corrects.at) if corrects else moment
    for asset in touched.values():
        mine = [row for row in rows if row.asset is asset and row.adjustment is not None]
        entries = stock.entries(session, asset.id, but=corrects.id if corrects else None)
        entries += [_entry(row, moment) for row in mine]
        takes = [row for row in mine if row.adjustment is Adjustment.decrement]
        field = _FIELDS.get(takes[0].part, "removed") if takes else "value"
        taken = sum((row.value for row in takes), Decimal(0))
        not_below(asset, entries, since, taken, field)


def _entry(row: Row, moment: datetime) -> Entry:
    """A quantity about to be written, as the stock's rule sees it."""
    measure = measure_of(row.unit)
    type_ = LogType.activity  # the stock does not ask which
    return Entry(moment, "", type_, row.part, row.adjustment, measure, row.unit, row.value)


def not_below(
    asset: Asset, entries: Sequence[Entry], since: datetime, taken: Decimal, field: str
) -> None:
    """Raises ``projects.not_enough`` with what there was, if more would be taken."""
    least = lowest(entries, (measure_of(asset.unit), asset.unit), since)
    if least < 0:
        have = max(Decimal(0), least + taken)
        raise RuleViolation("projects.not_enough", field=field, have=have, unit=asset.unit)


def check_cap(session: Session, project: Project, noted: Noted, corrects: Log | None) -> None:
    """Raises ``projects.over_cap`` if a family would get more than the project gives to one.

    A family that was once noted to have little land has the smaller cap from then on.
    """
    given = noted.done and noted.type is LogType.delivery
    if (project.cap is None and project.small_cap is None) or noted.value is None or not given:
        return  # a plan may be for many families together
    had, small = queries.received(
        session,
        project.id,
        noted.asset.unit if noted.asset else noted.unit,
        person_id=noted.recipient_id,
        name_key=fold(noted.recipient),
        but=corrects.id if corrects else None,
    )
    cap = project.cap
    if project.small_cap is not None and (noted.small or small):
        cap = project.small_cap
    if cap is not None and had + noted.value > cap:
        raise RuleViolation("projects.over_cap", field="value", cap=cap, had=had)
