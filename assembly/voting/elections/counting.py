"""One way into every count: what the ballots say, by which rule, with which lots drawn in the room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from assembly.voting.elections.choices import Choice, read_choice
from assembly.voting.elections.confirm import count_answers
from assembly.voting.elections.majority import count_for_majority
from assembly.voting.elections.plurality import count_votes
from assembly.voting.elections.rule import CountingRule, ElectionRule
from assembly.voting.elections.stages import Count, Lot, Slips
from assembly.voting.elections.stv import count_preferences
from assembly.voting.elections.ties import Lots
from assembly.voting.elections.totals import Totals
from assembly.voting.rules import Electorate, Option, Tally

NOBODY_KNOWN = Electorate(seats=None, present=None)
_ANSWERS = (Option.yes, Option.no, Option.abstain)


def count_election(
    rule: ElectionRule,
    candidates: Sequence[int],
    ballots: Iterable[tuple[str, int]],
    *,
    totals: Iterable[Totals] = (),
    electorate: Electorate = NOBODY_KNOWN,
    lots: Iterable[Lot] = (),
) -> Count:
    """Count ballots: each a choice (`choices`) and its weight, in any order; and what tellers added up.

    The same ballots give the same count, always: a tie that the rule does not break is not decided
    here, the count then `awaits_lot`. Raises `ChoiceError` for a choice that is none, and `ValueError`
    for totals of preferences, which are counted from the slips themselves.
    """
    weights: Counter[str] = Counter()
    for text, weight in ballots:
        weights[text] += weight
    read = {
        read_choice(rule, candidates, text, slip=True): weight for text, weight in weights.items()
    }
    added = list(totals)
    marked = {choice: weight for choice, weight in read.items() if choice.numbers}
    slips = _slips(read, added)
    drawn = Lots(lots)
    if rule.count is CountingRule.scottish_stv:
        if added:
            raise ValueError("preferences are counted from the slips themselves")
        rankings = {choice.numbers: weight for choice, weight in marked.items()}
        return count_preferences(rule, candidates, rankings, slips, drawn)
    if rule.count is CountingRule.yes_no:
        tallies = _tallies(candidates, marked, added, slips)
        return count_answers(rule, candidates, tallies, electorate, slips, drawn)
    votes: Counter[int] = Counter()
    for choice, weight in marked.items():
        for number in choice.numbers:
            votes[number] += weight
    for each in added:
        for number, marks in each.votes.items():
            votes[number] += marks * each.weight
    if rule.count is CountingRule.majority:
        return count_for_majority(rule, candidates, votes, electorate, slips, drawn)
    return count_votes(rule, candidates, votes, slips, drawn)


def _slips(read: Mapping[Choice, int], added: Iterable[Totals]) -> Slips:
    """How many were valid, blank and invalid, by weight."""
    valid = sum(weight for choice, weight in read.items() if choice.numbers)
    blank = sum(weight for choice, weight in read.items() if choice.blank)
    invalid = sum(weight for choice, weight in read.items() if choice.invalid)
    for each in added:
        valid += each.slips.valid * each.weight
        blank += each.slips.blank * each.weight
        invalid += each.slips.invalid * each.weight
    return Slips(valid, blank, invalid)


def _tallies(
    candidates: Sequence[int],
    marked: Mapping[Choice, int],
    added: Iterable[Totals],
    slips: Slips,
) -> dict[int, Tally]:
    """Each candidate's counts; a valid ballot that does not answer for her is blank there."""
    answers: Counter[tuple[int, Option]] = Counter()
    for choice, weight in marked.items():
        for number, answer in zip(choice.numbers, choice.answers, strict=True):
            answers[number, answer] += weight
    for each in added:
        for number, told in each.tallies.items():
            for answer, count in zip(_ANSWERS, told, strict=True):
                answers[number, answer] += count * each.weight
    found = {}
    for number in candidates:
        yes, no, abstain = (answers[number, option] for option in _ANSWERS)
        # more answers than slips can only be what tellers said; it is kept with a reason
        silent = max(0, slips.valid - yes - no - abstain)
        found[number] = Tally(yes, no, abstain, blank=slips.blank + silent, invalid=slips.invalid)
    return found
