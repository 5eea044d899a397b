"""What a vote asks for beside its majority, and what came of it, as sentences."""

from __future__ import annotations

from flask_babel import LazyString

from assembly.meetings.phrases import threshold_words
from assembly.thresholds import Threshold
from assembly.voting.phrases.units import Unit
from assembly.voting.rules import Electorate, GroupRule, Outcome, Result, Turnout, groups_needed
from assembly.web.filters import in_a_row, number
from assembly.web.i18n import _, _l

GROUP_RULES: dict[GroupRule, LazyString] = {
    GroupRule.none: _l("The organisations do not count by themselves"),
    GroupRule.each_group: _l("Each organisation has to carry it"),
    GroupRule.double_majority: _l("More than half of the organisations have to carry it too"),
}

_NAMED = 6  # so many organisations are called by name in a sentence


def beside(outcome: Outcome) -> str:
    """Turnout and organisations in a row of sentences; empty where the vote asks for neither."""
    told = []
    if outcome.turnout is not None:
        told.append(_turnout(outcome.turnout))
    if outcome.group_rule is not GroupRule.none:
        told.append(_groups(outcome))
    return " ".join(told)


def turnout_rule(asked: Threshold, unit: Unit) -> str:
    """at least 15% of all members have to vote."""
    if unit == "people":
        return _("%(share)s of all members have to vote", share=threshold_words(asked))
    return _("%(share)s of all seats have to vote", share=threshold_words(asked))


def turnout_needed(asked: Threshold, electorate: Electorate, unit: Unit) -> str:
    """What a turnout takes of this body: «At least 3 of the 16 seats have to vote.»"""
    if electorate.seats is None:
        return ""
    told = {"required": number(asked.needed(electorate.seats)), "all": number(electorate.seats)}
    if unit == "people":
        return _("At least %(required)s of the %(all)s members have to vote.", **told)
    if unit == "weight":
        return _("At least %(required)s of all %(all)s votes have to be cast.", **told)
    return _("At least %(required)s of the %(all)s seats have to vote.", **told)


def _turnout(turnout: Turnout) -> str:
    if turnout.of is None or turnout.required is None:
        return _("Turnout: how many could vote is not known.")
    told = {
        "voted": number(turnout.voted),
        "of": number(turnout.of),
        "required": number(turnout.required),
        "share": threshold_words(turnout.threshold),
    }
    if turnout.met is False:
        return _(
            "Too few voted: %(voted)s of %(of)s; asked for is %(share)s, that is %(required)s.",
            **told,
        )
    return _("Turnout: %(voted)s of %(of)s; asked for is %(share)s, that is %(required)s.", **told)


def _groups(outcome: Outcome) -> str:
    every = len(outcome.groups)
    passed = sum(each.result is Result.passed for each in outcome.groups)
    said = _(
        "Organisations that carried it: %(passed)s of %(every)s; needed: %(needed)s.",
        every=number(every),
        passed=number(passed),
        needed=number(groups_needed(outcome.group_rule, every)),
    )
    against = [each.name for each in outcome.groups if each.result is not Result.passed]
    if 0 < len(against) <= _NAMED:
        return _("%(said)s Not by: %(names)s.", said=said, names=in_a_row(against))
    return said
