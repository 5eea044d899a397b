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
from assembly.voting.rules import Electorate, Option, Tally

NOBODY_KNOWN = Electorate(seats=None, present=None)


def count_election(
    rule: ElectionRule,
    candidates: Sequence[int],
    ballots: Iterable[tuple[str, int]],
    *,
    electorate: Electorate = NOBODY_KNOWN,
    lots: Iterable[Lot] = (),
) -> Count:
    """Count ballots: each a choice (`choices`) and its weight, in any order.

    The same ballots give the same count, always: a tie that the rule does not break is not decided
    here, the count then `awaits_lot`. Raises `ChoiceError` for a choice that is none.
    """
    weights: Counter[str] = Counter()
    for text, weight in ballots:
        weights[text] += weight
    read = {
        read_choice(rule, candidates, text, slip=True): weight for text, weight in weights.items()
    }
    blank = sum(weight for choice, weight in read.items() if choice.blank)
    invalid = sum(weight for choice, weight in read.items() if choice.invalid)
    marked = {choice: weight for choice, weight in read.items() if choice.numbers}
    drawn = Lots(lots)
    slips = Slips(sum(marked.values()), blank, invalid)
    if rule.count is CountingRule.scottish_stv:
        rankings = {choice.numbers: weight for choice, weight in marked.items()}
        return count_preferences(rule, candidates, rankings, slips, drawn)
    if rule.count is CountingRule.yes_no:
        tallies = _tallies(candidates, marked, slips)
        return count_answers(rule, candidates, tallies, electorate, slips, drawn)
    votes: Counter[int] = Counter()
    for choice, weight in marked.items():
        for number in choice.numbers:
            votes[number] += weight
    return _marks(rule, candidates, votes, slips, electorate, drawn)


def count_totals(
    rule: ElectionRule,
    votes: Mapping[int, int] | Mapping[int, Tally],
    slips: Slips,
    *,
    electorate: Electorate = NOBODY_KNOWN,
    lots: Iterable[Lot] = (),
) -> Count:
    """Count what tellers added up for each candidate (tallies where each is voted on).

    Preferences cannot be counted from totals: `ValueError`.
    """
    if rule.count is CountingRule.scottish_stv:
        raise ValueError("preferences are counted from the slips themselves")
    tallies = {number: each for number, each in votes.items() if isinstance(each, Tally)}
    counts = {number: each for number, each in votes.items() if isinstance(each, int)}
    if rule.count is CountingRule.yes_no:
        return count_answers(rule, list(votes), tallies, electorate, slips, Lots(lots))
    return _marks(rule, list(votes), counts, slips, electorate, Lots(lots))


def _tallies(
    candidates: Sequence[int], marked: Mapping[Choice, int], slips: Slips
) -> dict[int, Tally]:
    """Each candidate's counts; a ballot that does not answer for her is blank there."""
    answers: Counter[tuple[int, Option]] = Counter()
    for choice, weight in marked.items():
        for number, answer in zip(choice.numbers, choice.answers, strict=True):
            answers[number, answer] += weight
    found = {}
    for number in candidates:
        yes, no, abstain = (
            answers[number, option] for option in (Option.yes, Option.no, Option.abstain)
        )
        silent = slips.valid - yes - no - abstain
        found[number] = Tally(yes, no, abstain, blank=slips.blank + silent, invalid=slips.invalid)
    return found


def _marks(
    rule: ElectionRule,
    candidates: Sequence[int],
    votes: Mapping[int, int],
    slips: Slips,
    electorate: Electorate,
    lots: Lots,
) -> Count:
    if rule.count is CountingRule.majority:
        return count_for_majority(rule, candidates, votes, electorate, slips, lots)
    return count_votes(rule, candidates, votes, slips, lots)
