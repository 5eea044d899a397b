"""What a rule asks for, and results with their reasons, as sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import LazyString

from assembly.meetings.phrases import threshold_words
from assembly.voting.phrases.beside import beside, turnout_rule
from assembly.voting.phrases.counts import counts
from assembly.voting.phrases.units import Unit
from assembly.voting.phrases.words import RESULTS
from assembly.voting.rules import (
    Asked,
    Base,
    Electorate,
    Method,
    Outcome,
    Reason,
    Requirement,
    Result,
)
from assembly.web.filters import number
from assembly.web.i18n import _, _l, ngettext

# ---- what a share is of ---------------------------------------------------------------------------


def _seats(unit: Unit, num: int) -> str:
    if unit == "weight":
        return ngettext(
            "the %(n)s vote of all seats", "the %(n)s votes of all seats", num, n=number(num)
        )
    if unit == "people":
        return ngettext("the %(n)s member", "the %(n)s members", num, n=number(num))
    return ngettext("the %(n)s seat", "the %(n)s seats", num, n=number(num))


def _present(unit: Unit, num: int) -> str:
    if unit == "weight":
        return ngettext(
            "the %(n)s vote of the seats present",
            "the %(n)s votes of the seats present",
            num,
            n=number(num),
        )
    if unit == "people":
        return ngettext("the %(n)s person present", "the %(n)s people present", num, n=number(num))
    return ngettext("the %(n)s seat present", "the %(n)s seats present", num, n=number(num))


_COUNTED: dict[Base, Callable[[Unit, int], str]] = {
    Base.for_and_against: lambda unit, num: ngettext(
        "the %(n)s vote for or against", "the %(n)s votes for and against", num, n=number(num)
    ),
    Base.valid: lambda unit, num: ngettext(
        "the %(n)s valid vote", "the %(n)s valid votes", num, n=number(num)
    ),
    Base.cast: lambda unit, num: ngettext(
        "the %(n)s vote cast", "the %(n)s votes cast", num, n=number(num)
    ),
    Base.present: _present,
    Base.seats: _seats,
}

_UNCOUNTED: dict[Base, LazyString] = {
    Base.for_and_against: _l("the votes for and against"),
    Base.valid: _l("the valid votes"),
    Base.cast: _l("the votes cast"),
    Base.present: _l("the seats present"),
    Base.seats: _l("all seats"),
}
_UNCOUNTED_PEOPLE: dict[Base, LazyString] = {
    Base.present: _l("the people present"),
    Base.seats: _l("all members"),
}


def _whole(base: Base, count: int | None, unit: Unit) -> str:
    if count is not None:
        return _COUNTED[base](unit, count)
    people = _UNCOUNTED_PEOPLE if unit == "people" else _UNCOUNTED
    return str(people.get(base) or _UNCOUNTED[base])


def _share_of(asked: Requirement, base_count: int | None, unit: Unit) -> str:
    whole = _whole(asked.base, base_count, unit)
    if asked.threshold.share == 1 and base_count is None and asked.base is Base.seats:
        return whole
    if asked.threshold.share == 1:
        return _("all of %(whole)s", whole=whole)
    return _("%(share)s of %(whole)s", share=threshold_words(asked.threshold), whole=whole)


# ---- what a requirement takes ---------------------------------------------------------------------


def rule(asked: Requirement, unit: Unit = "seats") -> str:
    """A requirement by itself: «more than half of all seats»."""
    return _share_of(asked, None, unit)


def asked(whole: Asked, unit: Unit = "seats") -> str:
    """A majority and how many have to vote at all: «more than half of …; at least 15% … have to vote»."""
    if whole.turnout is None:
        return rule(whole.majority, unit)
    return _(
        "%(majority)s; %(turnout)s",
        majority=rule(whole.majority, unit),
        turnout=turnout_rule(whole.turnout, unit),
    )


def requirement(asked: Requirement, electorate: Electorate, unit: Unit = "seats") -> str:
    """What it takes here and now: «Carries with 9 of the 16 seats.»"""
    there = electorate.seats if asked.base is Base.seats else electorate.present
    if asked.base in (Base.seats, Base.present) and there is not None:
        return _(
            "Carries with %(required)s of %(whole)s.",
            required=number(asked.required(there)),
            whole=_whole(asked.base, there, unit),
        )
    if there is None or there == 0 or asked.base is Base.present:
        return _("Carries with %(share_of)s.", share_of=rule(asked, unit))
    required = number(asked.required(there))
    if asked.base is Base.for_and_against:
        return _(
            "Carries with %(share_of)s: %(required)s if all present (%(there)s) vote for or against.",
            share_of=rule(asked, unit),
            required=required,
            there=number(there),
        )
    return _(
        "Carries with %(share_of)s: %(required)s if all present (%(there)s) vote.",
        share_of=rule(asked, unit),
        required=required,
        there=number(there),
    )


def needed(outcome: Outcome) -> str:
    """The name of the mark in the picture: «9 needed»; nothing where no number is asked for."""
    if outcome.required is None:
        return ""
    return ngettext("%(n)s needed", "%(n)s needed", outcome.required, n=number(outcome.required))


# ---- results --------------------------------------------------------------------------------------


def verdict(result: Result) -> str:
    """The word for a result: Carried."""
    return str(RESULTS[result])


# What is said after counts and rule, where there is more to say than whether the rule was met.
_MORE: dict[Reason, LazyString] = {
    Reason.tie: _l("%(counts)s. %(asked)s. A tie carries nothing."),
    Reason.casting_vote_for: _l(
        "%(counts)s. %(asked)s. It was a tie, and the chair cast a vote for it."
    ),
    Reason.casting_vote_against: _l(
        "%(counts)s. %(asked)s. It was a tie, and the chair cast a vote against it."
    ),
    Reason.no_valid_votes: _l("%(counts)s. Without a valid vote nothing carries."),
}
_AWAITED = _l("%(counts)s. %(asked)s. It is a tie, and the chair may cast a vote.")
_INCOMPLETE = _l("%(counts)s. %(asked)s. What is missing cannot change the result.")


def why(outcome: Outcome, unit: Unit = "seats", stated: Result | None = None) -> str:
    """Counts and rule, without the verdict: what stands after it on pages and papers."""
    if uncounted := _UNCOUNTED_REASONS.get(outcome.reason):
        return uncounted(outcome)
    if outcome.reason is Reason.counts_missing:
        return _missing(outcome, stated)
    words = _MORE.get(outcome.reason)
    if outcome.awaits_casting_vote:
        words = _AWAITED
    elif outcome.incomplete and words is None:
        words = _INCOMPLETE
    told = {"counts": counts(outcome), "asked": _asked(outcome, unit)}
    said = str(words) % told if words else _("%(counts)s. %(asked)s.", **told)
    return f"{said} {beside(outcome)}".rstrip()


def corrected_answer(reason: str, former: Mapping[str, Any], unit: Unit = "seats") -> str:
    """What the result of a question was before it was corrected, and why it was."""
    outcome = Outcome.from_data(former)
    return _(
        "The count was corrected: %(reason)s. Before it was: %(verdict)s. %(why)s",
        reason=reason.rstrip("."),
        verdict=verdict(outcome.result),
        why=why(outcome, unit),
    )


def reasoning(outcome: Outcome, unit: Unit = "seats", stated: Result | None = None) -> str:
    """All in one: «12 for, 1 against, 2 abstentions. The rule asks for …, that is 9: carried.»"""
    result = stated if stated and outcome.result is Result.unknown else outcome.result
    said = why(outcome, unit, stated)
    plain = outcome.reason in (Reason.reached, Reason.not_reached) and not outcome.incomplete
    plain = plain and not beside(outcome)
    if plain:
        return _("%(why)s: %(verdict)s.", why=said.removesuffix("."), verdict=_closing(result))
    return _("%(verdict)s. %(why)s", why=said, verdict=verdict(result))


def _closing(result: Result) -> str:
    return {
        Result.passed: _("carried"),
        Result.failed: _("rejected"),
        Result.unknown: _("result not known"),
    }[result]


def _asked(outcome: Outcome, unit: Unit) -> str:
    share_of = _share_of(outcome.requirement, outcome.base_count, unit)
    if outcome.required is None:
        return _("The rule asks for %(share_of)s", share_of=share_of)
    return _(
        "The rule asks for %(share_of)s, that is %(required)s",
        share_of=share_of,
        required=number(outcome.required),
    )


def _missing(outcome: Outcome, stated: Result | None) -> str:
    told = _("Objections: no data") if outcome.method is Method.consensus else counts(outcome)
    if stated is Result.passed:
        return _("%(counts)s. The paper says that it carried.", counts=told)
    if stated is Result.failed:
        return _("%(counts)s. The paper says that it was rejected.", counts=told)
    return _("%(counts)s. Without it the result cannot be known.", counts=told)


def _blocked(outcome: Outcome) -> str:
    num = outcome.tally.no or 0
    return ngettext(
        "%(n)s objection: there is no consensus.",
        "%(n)s objections: there is no consensus.",
        num,
        n=number(num),
    )


def _opposed(outcome: Outcome) -> str:
    num = outcome.tally.no or 0
    return ngettext(
        "%(n)s against: it is no acclamation.",
        "%(n)s against: it is no acclamation.",
        num,
        n=number(num),
    )


_UNCOUNTED_REASONS: dict[Reason, Callable[[Outcome], str]] = {
    Reason.nobody_blocks: lambda outcome: _("By consensus: nobody objected."),
    Reason.blocked: _blocked,
    Reason.acclaimed: lambda outcome: _("By acclamation."),
    Reason.opposed: _opposed,
    Reason.nobody_present: lambda outcome: _("Nobody was present."),
}
