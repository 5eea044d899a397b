"""What a recount looks at: the digests, the lists, each ballot, and the result counted again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from assembly.recount.digests import wrong_digests
from assembly.recount.reading import Correction, NotPublished, Published, Row
from assembly.thresholds import Comparison, Threshold
from assembly.voting.elections import (
    ChoiceError,
    Count,
    ElectionRule,
    ElectionRuleError,
    Lot,
    count_election,
)
from assembly.voting.rules import (
    Base,
    Electorate,
    Group,
    GroupRule,
    Method,
    Option,
    Outcome,
    Requirement,
    Tally,
    decide,
    sum_of,
    wrongly_carried,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree. `code` is one of:

    `digest` (`where`: which) · `twice` (a receipt or seat) · `voter_twice` · `ballots_not_voters`
    (`said` ballots, `known` voters) · `centre_twice` · `handed_not_present` (`said` slips in the acts, `known`
    who voted) · `carried_nowhere` (an act whose slips were counted in no box that is there) ·
    `not_a_voter` (a named ballot that is not on the list of voters) ·
    `weight` (a ballot that counts `said` times in a vote without weights) · `more_than_seats` (`said` votes
    of `known`, or voters) · `more_marks` (slips added up give a candidate, or all, more than there were) ·
    `choice` (no such choice) · `result` ·
    of what was there before a correction (`where`: when): `former_digest` · `former_result` ·
    `entered_missing` (a ballot that is said to have been entered) · `more_than_slips` (`said` ballots
    entered, `known` voters by slip).
    """

    code: str
    where: str = ""
    said: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True)
class Recount:
    """What was found. `counted` is the result as counted here, None if the ballots cannot be counted."""

    published: Published
    findings: tuple[Finding, ...]
    counted: Count | Outcome | None

    @property
    def agrees(self) -> bool:
        """Whether everything is as the file says."""
        return not self.findings


def recount(published: Published) -> Recount:
    """Look at everything. Raises `NotPublished` where the rule or the electorate cannot be read."""
    findings = [*(Finding("digest", name) for name in wrong_digests(published)), *_lists(published)]
    counted, wrong = _counted(published)
    findings += [Finding("choice", each) for each in wrong]
    if counted is not None and not _same(counted, published.result):
        findings.append(Finding("result"))
    findings += _before(published)
    return Recount(published, tuple(findings), counted)


def _before(published: Published) -> list[Finding]:
    """Each list of before a correction, made again from what was changed: its digests and its count."""
    found = []
    slips = sum(row["channel"] == "slip" for row in published.voters)
    for correction in reversed(published.corrections):
        listed = {row[published.key] for row in published.ballots}
        found += [
            Finding("entered_missing", each) for each in correction.entered if each not in listed
        ]
        if published.secret and len(correction.entered) > slips:
            said = len(correction.entered)
            found.append(Finding("more_than_slips", correction.at, said, slips))
        published = _as_it_was(published, correction)
        if wrong_digests(published):
            found.append(Finding("former_digest", correction.at))
        counted, _wrong = _counted(published)
        if counted is None or not _same(counted, published.result):
            found.append(Finding("former_result", correction.at))
    return found


def _as_it_was(published: Published, last: Correction) -> Published:
    """The vote before its last correction."""
    rule, voters, entered = published.rule, published.voters, set(last.entered)
    if not published.secret:  # of a roll call each ballot is a voter
        voters = (*(row for row in voters if row["seat"] not in entered), *last.withdrawn)
    kept = (row for row in published.ballots if row[published.key] not in entered)
    return replace(
        published,
        rule=rule if published.election else {**rule, "casting_vote": last.casting_vote},
        electorate=last.electorate or published.electorate,
        ballots=(*kept, *last.withdrawn),
        voters=voters,
        totals=last.totals,
        lots=last.lots,
        corrections=published.corrections[:-1],
        digests=last.digests,
        result=last.result,
    )


def _lists(published: Published) -> list[Finding]:
    """Each receipt or seat once, as many ballots (and slips added up) as voters, and of named ones the same."""
    found = [Finding("twice", each) for each in _repeated(published.ballots, published.key)]
    found += [Finding("voter_twice", each) for each in _repeated(published.voters, "seat")]
    slips = sum(each.slips.total for each in published.totals)
    ballots, voters = len(published.ballots) + slips, len(published.voters)
    if ballots != voters:
        found.append(Finding("ballots_not_voters", said=ballots, known=voters))
    names = Counter(each.name for each in published.centres)
    found += [Finding("centre_twice", name) for name, times in names.items() if times > 1]
    found += _too_many(published)
    found += [Finding("carried_nowhere", each.name) for each in wrongly_carried(published.centres)]
    handed, present = sum_of(published.centres).handed, published.electorate.get("present")
    if published.centres and handed != present:
        found.append(Finding("handed_not_present", said=handed or 0, known=present or 0))
    if not published.secret:
        told = {(row["seat"], row["person"]) for row in published.voters}
        found += [
            Finding("not_a_voter", row["seat"])
            for row in published.ballots
            if (row["seat"], row["person"]) not in told
        ]
    return found


def _too_many(published: Published) -> list[Finding]:
    """Ballots that weigh more than they may, and slips added up with more marks than they can hold."""
    ballots, told, key = published.ballots, published.electorate, published.key
    weighted = told.get("weighted")
    found = [
        Finding("weight", row[key], said=row["weight"])
        for row in ballots
        if row["weight"] != 1 and not weighted
    ]
    seats = told.get("seats_weight" if weighted else "seats")
    votes = sum(row["weight"] for row in ballots)
    votes += sum(each.slips.total * each.weight for each in published.totals)
    if isinstance(seats, int) and votes > seats:
        found.append(Finding("more_than_seats", said=votes, known=seats))
    most = published.rule.get("most")
    for each in published.totals:
        marks = [*each.votes.values(), *map(sum, each.tallies.values())]
        if any(count > each.slips.valid for count in marks):
            found.append(Finding("more_marks", said=max(marks), known=each.slips.valid))
        elif each.votes and isinstance(most, int) and sum(marks) > each.slips.valid * most:
            found.append(Finding("more_marks", said=sum(marks), known=each.slips.valid * most))
    return found


def _repeated(rows: Iterable[Row], key: str) -> list[str]:
    counts = Counter(row[key] for row in rows)
    return sorted(each for each, times in counts.items() if times > 1)


def _counted(published: Published) -> tuple[Count | Outcome | None, list[str]]:
    """The result counted again, and the choices that are none (then nothing can be counted)."""
    try:
        if published.election:
            return _election(published), []
        return _question(published)
    except ChoiceError as error:
        return None, [error.text]
    except (KeyError, ValueError, TypeError, ZeroDivisionError) as error:
        if isinstance(error, ElectionRuleError):
            raise NotPublished("part_missing", f"rule ({error.code})") from error
        raise NotPublished("part_missing", "rule") from error


def _election(published: Published) -> Count:
    return count_election(
        ElectionRule.from_data(published.rule),
        [each["number"] for each in published.candidates],
        [(row["choice"], row["weight"]) for row in published.ballots],
        totals=published.totals,
        electorate=_electorate(published.electorate),
        lots=[Lot.from_data(each) for each in published.lots],
    )


def _question(published: Published) -> tuple[Outcome | None, list[str]]:
    possible = {"yes", "no", "abstain"} | ({"blank", "invalid"} if published.secret else set())
    if wrong := sorted({row["choice"] for row in published.ballots} - possible):
        return None, wrong
    rule, casting = published.rule, published.rule["casting_vote"]
    casting_vote = None if casting is None else Option(casting)
    outcome = decide(
        Requirement(
            Threshold(Fraction(rule["share"]), Comparison(rule["comparison"])), Base(rule["base"])
        ),
        sum_of(published.centres).tally if published.centres else _tally(published.ballots),
        _electorate(published.electorate),
        method=Method(published.vote["method"]),
        casting_vote=casting_vote,
        chair_may_cast=rule["chair_casts"] and casting_vote is not Option.not_voting,
        turnout=_turnout(rule.get("turnout")),
        group_rule=GroupRule(rule.get("groups", GroupRule.none)),
        groups=_groups(published),
    )
    return outcome, []


def _tally(ballots: Iterable[Row]) -> Tally:
    weights: Counter[str] = Counter()
    for row in ballots:
        weights[row["choice"]] += row["weight"]
    yes, no, abstain = weights["yes"], weights["no"], weights["abstain"]
    return Tally(yes, no, abstain, weights["blank"], weights["invalid"])


def _turnout(told: Row | None) -> Threshold | None:
    if told is None:
        return None
    return Threshold(Fraction(told["share"]), Comparison(told["comparison"]))


def _groups(published: Published) -> list[Group]:
    """The organisations that count by themselves, each with the ballots that carry its name."""
    weighted = published.electorate["weighted"]
    groups = []
    for each in published.electorate.get("groups", ()):
        ballots = [row for row in published.ballots if row["group"] == each["name"]]
        groups.append(
            Group(
                each["name"],
                _tally(ballots),
                Electorate(each["seats"], each["present"], weighted=weighted),
            )
        )
    return groups


def _electorate(told: Row) -> Electorate:
    """In the unit of the vote: weights where seats carry weights."""
    if told["weighted"]:
        return Electorate(told["seats_weight"], told["present_weight"], weighted=True)
    return Electorate(told["seats"], told["present"])


def _same(counted: Count | Outcome, told: Row | None) -> bool:
    """Whether the file tells the same result. What a later version adds is not missed in an older file."""
    try:
        return told is not None and type(counted).from_data(told) == counted
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError):
        return False
