"""The counts of a vote as a sentence."""

from __future__ import annotations

from assembly.voting.rules import Method, Outcome, Tally
from assembly.web.filters import number
from assembly.web.i18n import _, ngettext


def counts(outcome: Outcome) -> str:
    """12 for, 1 against, 2 abstained; blank and invalid slips where there are such."""
    slips = outcome.method in (Method.secret_paper, Method.secret_ballots)
    return counted(outcome.tally, slips=slips)


def counted(tally: Tally, *, slips: bool) -> str:
    """The same of counts alone."""
    if not any(count is not None for count in (tally.yes, tally.no, tally.abstain)):
        return _("Votes: no data")
    told = [_for(tally.yes), _against(tally.no), _abstained(tally.abstain)]
    if slips:
        told += [_blank(tally.blank)] * (tally.blank != 0)
        told += [_invalid(tally.invalid)] * (tally.invalid != 0)
    return ", ".join(told)


def _for(num: int | None) -> str:
    if num is None:
        return _("For: no data")
    return ngettext("%(n)s for", "%(n)s for", num, n=number(num))


def _against(num: int | None) -> str:
    if num is None:
        return _("against: no data")
    return ngettext("%(n)s against", "%(n)s against", num, n=number(num))


def _abstained(num: int | None) -> str:
    if num is None:
        return _("abstentions: no data")
    return ngettext("%(n)s abstention", "%(n)s abstentions", num, n=number(num))


def _blank(num: int | None) -> str:
    if num is None:
        return _("blank: no data")
    return ngettext("%(n)s blank", "%(n)s blank", num, n=number(num))


def _invalid(num: int | None) -> str:
    if num is None:
        return _("invalid: no data")
    return ngettext("%(n)s invalid", "%(n)s invalid", num, n=number(num))
