"""The checkpoints beside the logs: stock of each asset, and months added up. Both can be made anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import delete
from sqlalchemy.orm import Session

from assembly.projects.models import Asset, Log, LogTally, StockBalance
from assembly.projects.queries.assets import entries
from assembly.projects.rules import LogStatus, LogType, Part
from assembly.projects.rules.stock import balances


def restock(session: Session, asset_ids: Iterable[int]) -> None:
    """Reckon the stock of these assets from their logs and keep it."""
    for asset_id in sorted(set(asset_ids)):
        asset = session.get(Asset, asset_id)
        if asset is None:
            continue
        session.execute(delete(StockBalance).where(StockBalance.asset_id == asset_id))
        for (measure, unit), value in sorted(balances(entries(session, asset_id)).items()):
            session.add(
                StockBalance(
                    asset_id=asset_id,
                    measure=measure,
                    unit=unit,
                    project_id=asset.project_id,
                    value=value,
                )
            )
    session.flush()


def tally(session: Session, logs: Iterable[Log], timezone: str, sign: int = 1) -> None:
    """Add logs to the sums of their months, or take them out again (``sign`` -1)."""
    sums: dict[tuple[int, date, LogType, Part, str, str], tuple[Decimal, int]] = {}
    for log in logs:
        if log.status is not LogStatus.done or log.void:
            continue
        month = month_of(log, timezone)
        for each in log.quantities:
            key = (log.project_id, month, log.type, each.part, each.unit, log.reason)
            value, count = sums.get(key, (Decimal(0), 0))
            sums[key] = (value + sign * each.value, count + sign)
    for key, (value, count) in sorted(sums.items()):
        row = session.get(LogTally, key)
        if row is None:
            names = ("project_id", "month", "type", "part", "unit", "reason")
            row = LogTally(**dict(zip(names, key, strict=True)), value=Decimal(0), logs=0)
            session.add(row)
        row.value += value
        row.logs += count
    session.flush()


def month_of(log: Log, timezone: str) -> date:
    """The first day of the month in which something was done, where it was done."""
    return log.at.astimezone(ZoneInfo(timezone)).date().replace(day=1)
