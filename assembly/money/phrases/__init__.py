"""Money in words: amounts as people write them, the kinds of entries, what objects to spending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from flask_babel import LazyString, get_locale

from assembly.money.models import Debt, Entry
from assembly.money.rules import CURRENCIES, EntryKind, Flow, Objection, Period, decimals_of
from assembly.web.filters import short_date
from assembly.web.i18n import _, _l

KINDS: dict[EntryKind, LazyString] = {
    EntryKind.opening: _l("opening balance"),
    EntryKind.income: _l("income"),
    EntryKind.expense: _l("expense"),
    EntryKind.in_kind: _l("gift in kind"),
    EntryKind.transfer: _l("between funds"),
    EntryKind.exchange: _l("change of currency"),
    EntryKind.loan: _l("loan"),
    EntryKind.repayment: _l("repayment"),
    EntryKind.surplus: _l("surplus divided"),
    EntryKind.difference: _l("difference on counting"),
}

VIOLATIONS: dict[str, LazyString] = {
    "money.before_the_debt": _l("The debt is of %(day)s: nothing can be paid back before."),
    "money.before_the_entry": _l("The entry is of %(day)s: it cannot be undone before."),
    "money.currency_missing": _l("Say in which currency."),
    "money.debtor_missing": _l("Say who owes it."),
    "money.due_before": _l("It cannot fall due before it was lent."),
    "money.entries_after_count": _l(
        "There are entries after that day: count what is there today, or put that day's entries right first."
    ),
    "money.fund_closed": _l("The fund «%(name)s» is closed."),
    "money.fund_exists": _l("There is a fund called «%(name)s» already."),
    "money.fund_not_empty": _l("There is money in this fund: move it first."),
    "money.fund_without_name": _l("Give the fund a name."),
    "money.goods_missing": _l("Say what was given, and how much of it."),
    "money.in_the_future": _l("This day has not come yet."),
    "money.kind_not_typed": _l("This kind of entry is not written by hand."),
    "money.more_than_owed": _l("%(said)s is more than what is owed: %(known)s."),
    "money.negative": _l("Write it without a minus sign: what it is says whether it came or went."),
    "money.no_shares": _l("Say at least one share."),
    "money.not_an_amount": _l("«%(typed)s» is not an amount. Write it like this: 1250,50."),
    "money.not_in_money": _l("This debt is not in money: it goes into no fund."),
    "money.not_reversible": _l("This entry cannot be undone by itself."),
    "money.nothing": _l("Write an amount above zero."),
    "money.objected": _l("Something stands against it: see above."),
    "money.opinion_missing": _l("Write the opinion."),
    "money.other_body": _l("This belongs to another body."),
    "money.project_closed": _l("The project «%(name)s» is closed."),
    "money.reason_missing": _l("Write why."),
    "money.reversed_already": _l("This entry was undone already."),
    "money.same_currency": _l("Both are the same currency."),
    "money.same_fund": _l("It is the same fund."),
    "money.share_not_positive": _l("Each share must be above zero."),
    "money.share_unreadable": _l("Look at the marked shares."),
    "money.shares_not_whole": _l("Together the shares come to %(sum)s; they must be the whole."),
    "money.surplus_without_decision": _l("A surplus is divided by a decision: choose it."),
    "money.too_fine": _l("%(currency)s has at most %(places)s decimals."),
    "money.too_much": _l("This amount is too big."),
    "money.unit_missing": _l("Say of what: money, plants, kilos, workdays."),
    "money.what_missing": _l("Say what it is for."),
}


def amount(value: Decimal, currency: str) -> str:
    """Bs 1.250,00 · USD 35.50 · 12,5 kg de café: an amount with its currency."""
    locale = "es_VE" if str(get_locale()) == "es" else get_locale()
    if currency not in CURRENCIES:
        return f"{format_decimal(value, '#,##0.###', locale=locale)}\N{NO-BREAK SPACE}{currency}"
    places = "0" * decimals_of(currency)
    said = format_decimal(value, f"#,##0.{places}", locale=locale).replace("-", "−")
    sign = "Bs" if currency == "VES" else currency
    return f"{sign}\N{NO-BREAK SPACE}{said}"


def signed(entry: Entry) -> str:
    """The amount of an entry with its sign; a gift in kind without one."""
    if entry.kind is EntryKind.in_kind:
        return amount(entry.amount, entry.currency) if entry.amount else ""
    sign = "+" if entry.flow is Flow.into else "−"
    return f"{sign}\N{NO-BREAK SPACE}{amount(entry.amount, entry.currency)}"


def party(entry: Entry) -> str:
    """From or to whom."""
    return entry.person.name if entry.person else entry.party


def debtor(debt: Debt) -> str:
    """Who owes."""
    return debt.person.name if debt.person else debt.name


def objection(found: Sequence[Objection], currency: str) -> list[str]:
    """What stands against spending, each in a sentence with both numbers."""
    said = {
        "no_decision": _l("No decision is cited: spending needs one."),
        "not_approved": _l("The decision names no sum in this currency."),
        "above_decision": _l(
            "With this %(asked)s would be spent on the decision, which approves %(known)s."
        ),
        "above_balance": _l("The fund holds %(known)s; this takes %(asked)s out of it."),
    }
    return [
        str(said[each.code])
        % {"asked": amount(each.asked, currency), "known": amount(each.known, currency)}
        for each in found
    ]


def quarter(period: Period) -> str:
    """October to December 2026."""
    months = (format_date(day, "MMMM", locale=get_locale()) for day in (period.first, period.last))
    first, last = months
    return _("%(first)s to %(last)s %(year)s", first=first, last=last, year=period.first.year)


@dataclass(frozen=True)
class BalanceLine:
    """A balance over time as a stepped line in a 340 × 96 box, and the words that say it."""

    path: str
    zero: float
    first: str
    last: str
    caption: str


def balance_line(points: Sequence[tuple[date, Decimal]], until: date, currency: str) -> BalanceLine:
    """The line from the first day to ``until``. ``points`` are the balances after the days of change."""
    values = [float(value) for _day, value in points]
    least, most = min(0.0, *values), max(0.0, *values)
    days = max(1, (until - points[0][0]).days)

    def x(day: date) -> float:
        return round(340 * min(1.0, (day - points[0][0]).days / days), 1)

    def y(value: float) -> float:
        return round(88 - 80 * (value - least) / ((most - least) or 1.0), 1)

    path = f"M0 {y(values[0])}"
    for (day, _value), value in zip(points[1:], values[1:], strict=True):
        path += f"H{x(day)}V{y(value)}"
    return BalanceLine(
        path=f"{path}H340",
        zero=y(0.0),
        first=short_date(points[0][0]),
        last=short_date(until),
        caption=_(
            "From %(first)s to %(last)s: it began with %(opening)s and holds %(closing)s",
            first=short_date(points[0][0]),
            last=short_date(until),
            opening=amount(points[0][1], currency),
            closing=amount(points[-1][1], currency),
        ),
    )
