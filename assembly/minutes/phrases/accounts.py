"""Accounts read to the assembly, in words and pictures."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from assembly.minutes.accounts import AccountsTold, CountTold, GoodsTold
from assembly.money.phrases import amount, quarter
from assembly.money.rules import Period
from assembly.projects.phrases.pictures import Drawing, amounts_drawing
from assembly.web.filters import first_up, medium_date
from assembly.web.i18n import _


def title(told: AccountsTold) -> str:
    """Accounts, April to June 2026."""
    return _("Accounts, %(quarter)s", quarter=quarter(Period(told.first, told.last)))


def until(told: AccountsTold) -> str:
    """That the quarter had not ended; empty if it had."""
    if told.until == told.last:
        return ""
    return _("As they were on %(day)s.", day=medium_date(told.until))


def heads() -> list[str]:
    """What stands above the columns of the table of funds."""
    return [
        *(_("Fund"), _("There was"), _("Came"), _("Went")),
        *(_("Between funds"), _("There is")),
    ]


def funds(told: AccountsTold) -> list[list[str]]:
    """A line for each fund and currency."""
    return [
        [
            each.fund,
            *(
                _money(value, each.currency)
                for value in (each.opening, each.came, each.went, each.moved, each.closing)
            ),
        ]
        for each in told.funds
    ]


def categories(told: AccountsTold) -> list[list[str]]:
    """A line for each word: what came and what went under it."""
    return [
        [
            each.category or _("without a word"),
            _money(each.came, each.currency),
            _money(each.went, each.currency),
        ]
        for each in told.categories
    ]


def count(told: CountTold) -> str:
    """Caja: counted Bs 1.850,50, by the entries Bs 1.865,50, difference −Bs 15,00."""
    return _(
        "%(day)s, %(fund)s: counted %(counted)s, by the entries %(expected)s, difference %(difference)s",
        day=medium_date(told.day),
        fund=told.fund,
        counted=amount(Decimal(told.counted), told.currency),
        expected=amount(Decimal(told.expected), told.currency),
        difference=amount(Decimal(told.counted) - Decimal(told.expected), told.currency),
    )


def gift(told: GoodsTold) -> str:
    """What was given in kind, with its worth where somebody said one."""
    worth = Decimal(told.amount)
    said = f"{medium_date(told.day)}, {told.what}: {told.goods}"
    return f"{said} ({amount(worth, told.currency)})" if worth else said


def drawings(told: AccountsTold) -> list[Drawing]:
    """For each currency what there was, came, went and is there, all funds of it together."""
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 5)
    for each in told.funds:
        values = (each.opening, each.came, each.went, each.moved, each.closing)
        sums[each.currency] = [
            one + Decimal(other) for one, other in zip(sums[each.currency], values, strict=True)
        ]
    drawn = []
    for currency, (opening, came, went, moved, closing) in sorted(sums.items()):
        rows = [
            (_("There was"), opening, amount(opening, currency), "stayed"),
            (_("Came"), came, amount(came, currency), "left"),
            (_("Went"), went, amount(went, currency), "lost"),
            (_("There is"), closing, amount(closing, currency), "stayed"),
        ]
        if moved:  # of one currency: only what was changed into another
            rows.insert(3, (_("Changed"), abs(moved), amount(moved, currency), "left"))
        drawn.append(
            amounts_drawing(
                rows, _("%(accounts)s in %(currency)s", accounts=title(told), currency=currency)
            )
        )
    return drawn


def aloud(told: AccountsTold) -> list[str]:
    """The same in sentences, to be read in the room."""
    said = [f"{title(told)}. {until(told)}".strip()]
    for each in told.funds:
        words = {
            "fund": first_up(each.fund),
            "opening": amount(Decimal(each.opening), each.currency),
            "came": amount(Decimal(each.came), each.currency),
            "went": amount(Decimal(each.went), each.currency),
            "moved": amount(Decimal(each.moved), each.currency),
            "closing": amount(Decimal(each.closing), each.currency),
        }
        said.append(
            _(
                "%(fund)s: there was %(opening)s, came %(came)s, went %(went)s, "
                "between funds %(moved)s; there is %(closing)s.",
                **words,
            )
            if Decimal(each.moved)
            else _(
                "%(fund)s: there was %(opening)s, came %(came)s, went %(went)s; there is %(closing)s.",
                **words,
            )
        )
    return said


def _money(value: str, currency: str) -> str:
    number = Decimal(value)
    return amount(number, currency) if number else "–"
