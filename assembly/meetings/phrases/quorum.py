"""Rules of quorum in words, with their example."""

from __future__ import annotations

from fractions import Fraction

from flask_babel import LazyString, get_locale

from assembly.meetings.rules import QuorumBase, QuorumCall, required_of
from assembly.thresholds import Comparison, Threshold, format_share
from assembly.web.filters import number
from assembly.web.i18n import _, _l, ngettext

CALLS: dict[int, LazyString] = {
    1: _l("First call"),
    2: _l("Second call"),
    3: _l("Third call"),
}

QUORUM_BASES: dict[QuorumBase, LazyString] = {
    QuorumBase.seats: _l("all seats"),
    QuorumBase.filled_seats: _l("seats that have a holder"),
    QuorumBase.census: _l("people of the census"),
    QuorumBase.whoever: _l("whoever is present is enough"),
}

COMPARISONS: dict[Comparison, LazyString] = {
    Comparison.more_than: _l("more than"),
    Comparison.at_least: _l("at least"),
}

_EVERYDAY: dict[tuple[Comparison, Fraction], LazyString] = {
    (Comparison.more_than, Fraction(1, 2)): _l("more than half"),
    (Comparison.more_than, Fraction(1, 3)): _l("more than one third"),
    (Comparison.more_than, Fraction(2, 3)): _l("more than two thirds"),
    (Comparison.more_than, Fraction(1, 4)): _l("more than one quarter"),
    (Comparison.more_than, Fraction(3, 4)): _l("more than three quarters"),
    (Comparison.at_least, Fraction(1, 2)): _l("at least half"),
    (Comparison.at_least, Fraction(1, 3)): _l("at least one third"),
    (Comparison.at_least, Fraction(2, 3)): _l("at least two thirds"),
    (Comparison.at_least, Fraction(1, 4)): _l("at least one quarter"),
    (Comparison.at_least, Fraction(3, 4)): _l("at least three quarters"),
    (Comparison.at_least, Fraction(1)): _l("the whole"),
}


def share_typed(share: Fraction) -> str:
    """A share as people write it here: 1/2, 30 % in Spanish, 30% in English."""
    return format_share(share, comma=str(get_locale()) == "es")


def threshold_words(threshold: Threshold) -> str:
    """more than half · at least 30%."""
    everyday = _EVERYDAY.get((threshold.comparison, threshold.share))
    if everyday is not None:
        return str(everyday)
    share = share_typed(threshold.share)
    if threshold.comparison is Comparison.more_than:
        return _("more than %(share)s", share=share)
    return _("at least %(share)s", share=share)


def base_words(base: QuorumBase, count: int | None) -> str:
    """the 16 seats · the people of the census (number not known)."""
    if count is None:
        return {
            QuorumBase.census: _("the people of the census, whose number is not known"),
            QuorumBase.filled_seats: _("the seats that have a holder"),
        }.get(base, _("the seats"))
    if base is QuorumBase.census:
        return ngettext(
            "the %(count)s person of the census",
            "the %(count)s people of the census",
            count,
            count=number(count),
        )
    if base is QuorumBase.filled_seats:
        return ngettext(
            "the %(count)s seat that has a holder",
            "the %(count)s seats that have a holder",
            count,
            count=number(count),
        )
    return ngettext("the %(count)s seat", "the %(count)s seats", count, count=number(count))


def call_words(call: QuorumCall, base_count: int | None) -> str:
    """First call: more than half of the 16 seats; 9 must be present."""
    return " ".join(filter(None, (_must_be_present(call, base_count), _wait(call))))


def _must_be_present(call: QuorumCall, base_count: int | None) -> str:
    name = str(CALLS[call.number])
    if call.base is QuorumBase.whoever:
        return _("%(call)s: whoever is present is enough.", call=name)
    share = threshold_words(call.threshold)
    base = base_words(call.base, base_count)
    required = required_of(call, base_count)
    if required is None:
        return _("%(call)s: %(share)s of %(base)s.", call=name, share=share, base=base)
    return ngettext(
        "%(call)s: %(share)s of %(base)s: %(required)s must be present.",
        "%(call)s: %(share)s of %(base)s: %(required)s must be present.",
        required,
        call=name,
        share=share,
        base=base,
        required=number(required),
    )


def _wait(call: QuorumCall) -> str:
    if not call.wait_minutes:
        return ""
    if call.wait_minutes % 60 == 0:
        hours = call.wait_minutes // 60
        return ngettext(
            "At the earliest %(count)s hour after the call before.",
            "At the earliest %(count)s hours after the call before.",
            hours,
            count=number(hours),
        )
    return ngettext(
        "At the earliest %(count)s minute after the call before.",
        "At the earliest %(count)s minutes after the call before.",
        call.wait_minutes,
        count=number(call.wait_minutes),
    )
