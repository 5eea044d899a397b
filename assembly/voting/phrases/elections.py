"""Elections in words: how they are counted, where they stand, who stands in them."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString

from assembly.voting.elections import CountingRule, ElectionRule, Totals
from assembly.voting.phrases.results import rule as majority
from assembly.voting.phrases.units import Unit
from assembly.voting.rules import FEWEST, CandidacyStatus, ElectionStatus
from assembly.web.filters import in_a_row, number
from assembly.web.i18n import _, _l, ngettext

COUNTING: dict[CountingRule, LazyString] = {
    CountingRule.majority: _l("One place by majority, with a run-off"),
    CountingRule.choose: _l("Choose up to a number of candidates"),
    CountingRule.approval: _l("Mark everyone you agree with"),
    CountingRule.yes_no: _l("For or against each candidate"),
    CountingRule.scottish_stv: _l("Candidates in order of preference"),
}

STATUSES: dict[ElectionStatus, LazyString] = {
    ElectionStatus.nominating: _l("Names are being taken"),
    ElectionStatus.voting: _l("Being voted on"),
    ElectionStatus.counted: _l("The count is finished"),
    ElectionStatus.installed: _l("In their places"),
    ElectionStatus.cancelled: _l("Called off"),
}

CANDIDACIES: dict[CandidacyStatus, LazyString] = {
    CandidacyStatus.nominated: _l("has not said yet"),
    CandidacyStatus.accepted: _l("stands"),
    CandidacyStatus.declined: _l("declined"),
    CandidacyStatus.withdrawn: _l("withdrew"),
}

ELECTION_VIOLATIONS: dict[str, LazyString] = {
    "voting.election_title_missing": _l("Write what is elected."),
    "voting.seats_not_places": _l(
        "Choose as many seats (%(seats)s) as there are places (%(places)s), or none."
    ),
    "voting.seat_of_another_body": _l("Choose seats of one body only."),
    "voting.candidate_missing": _l("Say who."),
    "voting.candidacy_order": _l("She has said otherwise already. Look at the list again."),
    "voting.round_open": _l("A round is open: first close it."),
    "voting.election_over": _l("This election is over."),
    "voting.lot_first": _l("First draw the lot that the count waits for."),
    "voting.places_filled": _l("All places are filled."),
    "voting.nobody_stands": _l("Nobody stands yet: somebody has to accept."),
    "voting.no_round": _l("This vote is no round of an election."),
    "voting.counts_missing": _l("Write the counts first."),
    "voting.no_lot_needed": _l("No lot is needed (any more)."),
    "voting.not_in_the_lot": _l("Choose one of those among whom the lot is drawn."),
    "voting.not_counted": _l("The count is not finished."),
    "voting.nobody_elected": _l("Nobody was elected."),
    "voting.not_those_elected": _l("The result has changed. Look at it again."),
    "voting.seat_given_twice": _l("Give each one a seat of her own."),
    "voting.correct_the_round": _l("A round is corrected on the page of its election."),
    "voting.later_round": _l(
        "A later round follows from this count: cancel that one first, with a reason."
    ),
    "voting.why_corrected": _l("Write why it is corrected."),
    "voting.ranked_by_slip": _l("Preferences cannot be added up: read each slip out."),
    "voting.same_preference": _l(
        "Two candidates have the same number. Give each one a number of her own."
    ),
    "voting.preference_unreadable": _l("Write preferences as 1, 2, 3 …"),
    "voting.marked_too_many": _l("You may mark %(most)s at most."),
    "voting.blank_and_marked": _l("Your ballot is blank and marked: choose one of them."),
}

_SLIPS: dict[str, LazyString] = {
    "choice_unreadable": _l("Line %(line)s cannot be read: %(text)s"),
    "choice_stranger": _l("Line %(line)s names a candidate who is not on the ballot: %(text)s"),
    "choice_twice": _l("Line %(line)s names somebody twice: %(text)s"),
    "choice_too_many": _l("Line %(line)s marks too many; such a slip is invalid (n): %(text)s"),
    "answers_missing": _l(
        "Line %(line)s must have one sign for each candidate, + - o or a point: %(text)s"
    ),
    "times_unreadable": _l("Line %(line)s: so many slips cannot be: %(text)s"),
    "too_many_lines": _l("There are too many lines: join equal slips (x4)."),
}


def slip_error(code: str, line: int, text: str) -> str:
    """What is wrong with a line of slips."""
    words = _SLIPS.get(code, _SLIPS["choice_unreadable"])
    return str(words) % {"line": line, "text": text}


def few_if_mixed(seats: Mapping[int, int], *, weighted: bool) -> str:
    """What to know before phones and slips are mixed: where so few have a weight, one or two may stand alone.

    ``seats`` present by their weight. Empty where there are enough.
    """
    if not weighted:
        seats = {1: sum(seats.values())}
    few = []
    for weight, count in seats.items():
        if 0 < count < 2 * FEWEST:
            told = ngettext("%(n)s seat", "%(n)s seats", count, n=number(count))
            few.append(f"{told} × {number(weight)}" if weighted else told)
    if not few:
        return ""
    return _(
        "So few are present (%(seats)s) that one or two may be alone if some vote by slip and others "
        "without. Their slips are then read out one by one, not added up, and cannot be told again if they "
        "were misread. It is best that these all vote the same way.",
        seats=in_a_row(few),
    )


def places(rule: ElectionRule) -> str:
    """2 places, 1 alternate."""
    told = ngettext("%(n)s place", "%(n)s places", rule.places, n=number(rule.places))
    if not rule.alternates:
        return told
    also = ngettext(
        "%(n)s alternate", "%(n)s alternates", rule.alternates, n=number(rule.alternates)
    )
    return _("%(places)s, %(alternates)s", places=told, alternates=also)


def asked_of(rule: ElectionRule, unit: Unit = "seats") -> str:
    """How it is counted, in one sentence that people can hold it to."""
    match rule.count:
        case CountingRule.majority:
            return _(
                "Each ballot names one candidate. Whoever has %(majority)s is elected; if nobody has, "
                "the first two go into a run-off, which the one with more votes wins.",
                majority=_majority(rule, unit),
            )
        case CountingRule.choose:
            return ngettext(
                "Each ballot marks %(n)s candidate. Those with most votes are elected.",
                "Each ballot marks up to %(n)s candidates. Those with most votes are elected.",
                rule.most or 1,
                n=number(rule.most or 1),
            )
        case CountingRule.approval:
            return _(
                "Each ballot marks as many candidates as one agrees with. Those with most marks are "
                "elected."
            )
        case CountingRule.yes_no:
            return _(
                "Each candidate is voted on, for or against. Whoever has %(majority)s is elected; if "
                "they are more than the places, those with most votes for.",
                majority=_majority(rule, unit),
            )
        case CountingRule.scottish_stv:
            return _(
                "Each ballot puts candidates in order: 1, 2, 3 … It is counted by the Scottish rule "
                "for transferable votes (2007), with five decimals."
            )


def _majority(rule: ElectionRule, unit: Unit) -> str:
    return majority(rule.requirement, unit) if rule.requirement else ""


def how_to_mark(rule: ElectionRule) -> str:
    """What to do with a ballot, for who has it before her."""
    match rule.count:
        case CountingRule.majority:
            return _("Choose one.")
        case CountingRule.choose:
            return ngettext(
                "Choose one.", "Choose up to %(n)s.", rule.most or 1, n=number(rule.most or 1)
            )
        case CountingRule.approval:
            return _("Mark everyone you agree with.")
        case CountingRule.yes_no:
            return _("Say for each one.")
        case CountingRule.scottish_stv:
            return _("Write 1 beside your first choice, 2 beside your second, as far as you like.")


def added_up(totals: Totals, names: Mapping[int, str]) -> tuple[str, str]:
    """(4 slips, added up by the tellers; Ana 3; Beto 1; valid 3, blank 1, invalid 0)."""
    slips = totals.slips
    label = ngettext(
        "%(n)s slip%(times)s, added up by the tellers",
        "%(n)s slips%(times)s, added up by the tellers",
        slips.total,
        n=number(slips.total),
        times="" if totals.weight == 1 else f" × {number(totals.weight)}",
    )
    told = [f"{names[each]} {number(votes)}" for each, votes in totals.votes.items()]
    told += [
        _(
            "%(name)s %(yes)s for, %(no)s against, %(abstain)s abstained",
            name=names[each],
            yes=number(yes),
            no=number(no),
            abstain=number(abstain),
        )
        for each, (yes, no, abstain) in totals.tallies.items()
    ]
    told.append(
        _(
            "valid %(valid)s, blank %(blank)s, invalid %(invalid)s",
            valid=number(slips.valid),
            blank=number(slips.blank),
            invalid=number(slips.invalid),
        )
    )
    return label, "; ".join(told)
