"""The accounts that are read in the items of a meeting, as figures of the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly.minutes.accounts import (
    AccountsTold,
    CategoryTold,
    CountTold,
    FundTold,
    GoodsTold,
    OpinionTold,
)
from assembly.money import queries as money
from assembly.money.models import Opinion
from assembly.money.queries import Accounts
from assembly.money.rules import Period
from assembly.people.models import Body


def accounts_by_item(
    session: Session, body: Body, item_ids: Iterable[int], day: date
) -> dict[int, tuple[AccountsTold, ...]]:
    """The accounts read in these items, as they are on the day, by item."""
    found: dict[int, list[AccountsTold]] = defaultdict(list)
    for report in money.accounts_read_in(session, item_ids):
        quarter = Period(report.first_day, report.last_day)
        until = max(quarter.first, min(quarter.last, day))
        accounts = money.accounts_of(session, body.id, Period(quarter.first, until))
        opinions = money.opinions_on(session, body.id, quarter)
        found[report.item_id].append(_told(quarter, accounts, opinions, ZoneInfo(body.timezone)))
    return {item_id: tuple(listed) for item_id, listed in found.items()}


def _told(
    quarter: Period, accounts: Accounts, opinions: Iterable[Opinion], zone: ZoneInfo
) -> AccountsTold:
    return AccountsTold(
        first=quarter.first,
        last=quarter.last,
        until=accounts.period.last,
        funds=tuple(
            FundTold(
                each.fund,
                each.currency,
                *map(str, (each.opening, each.came, each.went, each.moved, each.closing)),
            )
            for each in accounts.funds
        ),
        categories=tuple(
            CategoryTold(each.category, each.currency, str(each.came), str(each.went))
            for each in accounts.categories
        ),
        goods=tuple(
            GoodsTold(each.day, each.what, each.goods, str(each.amount), each.currency)
            for each in accounts.goods
        ),
        counts=tuple(
            CountTold(
                each.day, each.fund.name, each.currency, str(each.counted), str(each.expected)
            )
            for each in accounts.counts
        ),
        opinions=tuple(
            OpinionTold(each.at.astimezone(zone).date(), each.author, each.text)
            for each in opinions
        ),
    )
