"""The result of a vote, with its reasoning as data: nobody types a result."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any, Final

from assembly.thresholds import Comparison, Threshold
from assembly.voting.rules.counts import Electorate, Tally, counted_on
from assembly.voting.rules.groups import Group, GroupResult, groups_pass, that_count
from assembly.voting.rules.kinds import Base, GroupRule, Method, Option, Reason, Result
from assembly.voting.rules.requirement import Requirement
from assembly.voting.rules.turnout import Turnout, turnout_of

_HALF: Final = Fraction(1, 2)

_PASSED: Final = frozenset(
    {Reason.reached, Reason.casting_vote_for, Reason.nobody_blocks, Reason.acclaimed}
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a vote with all that its sentence and its picture need.

    `base_count` is what the share is of and `required` the yes votes that carry; both None where
    they are not known or, by consensus and acclamation, not asked for. `casting_vote` is the
    chair's, where it decided; `awaits_casting_vote`: the chair may decide a tie and has not yet.
    `incomplete`: a number is missing; unless the result is unknown, it does not hang on it.
    `turnout` and `groups` are there where the vote asks for them; by name, of the organisations that
    count.
    """

    result: Result
    reason: Reason
    requirement: Requirement
    method: Method
    tally: Tally
    electorate: Electorate
    base_count: int | None = None
    required: int | None = None
    casting_vote: Option | None = None
    awaits_casting_vote: bool = False
    incomplete: bool = False
    turnout: Turnout | None = None
    group_rule: GroupRule = GroupRule.none
    groups: tuple[GroupResult, ...] = ()

    def as_data(self) -> dict[str, object]:
        """The outcome in what JSON can hold, to be kept as it was reasoned; see `from_data`."""
        whole = replace(self, turnout=None, groups=())
        data = asdict(whole)
        data["turnout"] = self.turnout and self.turnout.as_data()
        data["groups"] = [group.as_data() for group in self.groups]
        threshold = data["requirement"].pop("threshold")
        data["requirement"] |= {
            "share": str(threshold["share"]),
            "comparison": threshold["comparison"],
        }
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Outcome":
        """Read back what `as_data` wrote, without deciding again."""
        asked = data["requirement"]
        threshold = Threshold(Fraction(asked["share"]), Comparison(asked["comparison"]))
        casting_vote = data["casting_vote"]
        return cls(
            result=Result(data["result"]),
            reason=Reason(data["reason"]),
            requirement=Requirement(threshold, Base(asked["base"])),
            method=Method(data["method"]),
            tally=Tally(**data["tally"]),
            electorate=Electorate(**data["electorate"]),
            base_count=data["base_count"],
            required=data["required"],
            casting_vote=None if casting_vote is None else Option(casting_vote),
            awaits_casting_vote=data["awaits_casting_vote"],
            incomplete=data["incomplete"],
            # what was stored before votes could ask for these has none
            turnout=Turnout.from_data(data["turnout"]) if data.get("turnout") else None,
            group_rule=GroupRule(data.get("group_rule", GroupRule.none)),
            groups=tuple(map(GroupResult.from_data, data.get("groups", ()))),
        )


def decide(
    requirement: Requirement,
    tally: Tally,
    electorate: Electorate,
    *,
    method: Method,
    casting_vote: Option | None = None,
    chair_may_cast: bool = False,
    turnout: Threshold | None = None,
    group_rule: GroupRule = GroupRule.none,
    groups: Sequence[Group] = (),
) -> Outcome:
    """The result of a vote, by these rules.

    - Counted votes carry if the yes votes reach the requirement. Without a single valid vote (yes,
      no, abstain), or without a yes, nothing carries. Where half or more is asked for, nothing
      carries that is not wanted by more than oppose it.
    - A tie (as many yes as no, and not none) fails where half is asked for, even «at least half».
      If the yes votes are exactly half of the base and the chair may cast, hers tips it. With fewer,
      or where more than a majority is asked for, there is nothing for a casting vote to tip.
    - By consensus it carries if nobody is against and somebody is there. By acclamation it carries
      if somebody is there and no vote against is known; counts are not needed.
    - Where counts are missing, the result is unknown unless it is the same whatever they are, up
      to all present (all seats, if the presence is not known) having voted.
    - What carries so far fails if fewer voted than the `turnout` asked for, and if by the
      `group_rule` the organisations do not carry it: each is decided by the same requirement, of its
      own seats. A casting vote tips the whole, never an organisation.
    """
    outcome = _of_the_whole(
        requirement, tally, electorate, method, casting_vote, chair_may_cast=chair_may_cast
    )
    if turnout is not None:
        outcome = replace(outcome, turnout=turnout_of(turnout, tally, electorate))
    if group_rule is not GroupRule.none:
        results = tuple(
            _in_group(requirement, each, method) for each in that_count(groups, requirement.base)
        )
        outcome = replace(outcome, group_rule=group_rule, groups=results)
    return _beside_the_whole(outcome)


def _beside_the_whole(outcome: Outcome) -> Outcome:
    """The same where turnout and organisations stand against it; what fails anyway fails for its own reason."""
    if outcome.result is Result.failed and not outcome.awaits_casting_vote:
        return outcome
    met = outcome.turnout.met if outcome.turnout else True
    carried: bool | None = True
    if outcome.group_rule is not GroupRule.none:
        carried = groups_pass(outcome.group_rule, outcome.groups)
    reason = None
    if met is False:
        reason = Reason.turnout_not_met
    elif carried is False:
        reason = Reason.groups_against
    elif (met is None or carried is None) and outcome.result is Result.passed:
        reason = Reason.counts_missing
    if reason is None:
        return outcome
    return replace(_because(outcome, reason), awaits_casting_vote=False, casting_vote=None)


def _in_group(requirement: Requirement, group: Group, method: Method) -> GroupResult:
    found = _of_the_whole(requirement, group.tally, group.electorate, method, None)
    return GroupResult(
        name=group.name,
        tally=group.tally,
        electorate=group.electorate,
        base_count=found.base_count,
        required=found.required,
        result=found.result,
    )


def _of_the_whole(
    requirement: Requirement,
    tally: Tally,
    electorate: Electorate,
    method: Method,
    casting_vote: Option | None,
    *,
    chair_may_cast: bool = False,
) -> Outcome:
    """By counts, consensus or acclamation, whatever the turnout and the organisations."""
    outcome = Outcome(Result.unknown, Reason.counts_missing, requirement, method, tally, electorate)
    if method is Method.consensus:
        return _because(outcome, _by_consensus(tally, electorate))
    if method is Method.acclamation:
        return _because(outcome, _by_acclamation(tally, electorate))
    base_count = counted_on(requirement.base, tally, electorate)
    if base_count is not None:
        required = requirement.required(base_count)
        outcome = replace(outcome, base_count=base_count, required=required)
    if tally.votes is None or base_count is None:
        outcome = replace(outcome, incomplete=True)
        reason = _whatever_is_missing(requirement, tally, electorate, chair_may_cast)
    else:
        reason = _by_count(requirement, tally, base_count)
    if reason is not Reason.tie or not chair_may_cast:
        return _because(outcome, reason)
    return _by_casting_vote(outcome, casting_vote)


def _because(outcome: Outcome, reason: Reason) -> Outcome:
    result = Result.passed if reason in _PASSED else Result.failed
    if reason is Reason.counts_missing:
        result = Result.unknown
    return replace(outcome, result=result, reason=reason)


def _by_consensus(tally: Tally, electorate: Electorate) -> Reason:
    if tally.no:
        return Reason.blocked
    if electorate.present == 0:
        return Reason.nobody_present
    if tally.no is None or (electorate.present is None and not tally.known_votes):
        return Reason.counts_missing
    return Reason.nobody_blocks


def _by_acclamation(tally: Tally, electorate: Electorate) -> Reason:
    if tally.no:
        return Reason.opposed
    return Reason.nobody_present if electorate.present == 0 else Reason.acclaimed


def _by_count(requirement: Requirement, tally: Tally, base_count: int) -> Reason:
    """The reason by counts that are all known, before any casting vote."""
    yes, no, share = tally.yes or 0, tally.no or 0, requirement.threshold.share
    if yes + no + (tally.abstain or 0) == 0:
        return Reason.no_valid_votes
    required = requirement.required(base_count)
    if yes >= required and (yes > no or share < _HALF):
        return Reason.reached
    if yes == no > 0 and share == _HALF and 2 * yes >= base_count:
        return Reason.tie
    return Reason.not_reached


def _by_casting_vote(outcome: Outcome, casting_vote: Option | None) -> Outcome:
    reasons = {
        Option.yes: Reason.casting_vote_for,
        Option.no: Reason.casting_vote_against,
    }
    if casting_vote is None or casting_vote not in reasons:
        return replace(_because(outcome, Reason.tie), awaits_casting_vote=True)
    return replace(_because(outcome, reasons[casting_vote]), casting_vote=casting_vote)


def _whatever_is_missing(
    requirement: Requirement, tally: Tally, electorate: Electorate, chair_may_cast: bool
) -> Reason:
    """The reason that holds for the best and the worst that the missing counts can be.

    One more yes never hurts and one more of anything else never helps, so what holds for both ends
    holds for all in between.
    """
    limits = [n for n in (electorate.present, electorate.seats) if n is not None]
    if not limits or (requirement.base is Base.seats and electorate.seats is None):
        return Reason.counts_missing
    room = max(0, min(limits) - tally.known_votes)
    missing = [part for part, count in tally.parts.items() if count is None]
    none = dict.fromkeys(missing, 0)
    best = replace(tally, **(none | {"yes": room} if "yes" in missing else none))
    # In the order of `parts` each counts in every base in which a later one counts.
    against = [part for part in missing if part != "yes"][:1]
    worst = replace(tally, **(none | dict.fromkeys(against, room)))
    least = replace(electorate, present=_or(electorate.present, best.known_votes))
    most = replace(electorate, present=_or(electorate.present, electorate.seats))
    reasons = {
        _by_count(requirement, ends, counted_on(requirement.base, ends, there) or 0)
        for ends, there in ((best, least), (worst, most))
    }
    if len(reasons) == 1:
        return reasons.pop()
    if chair_may_cast and Reason.tie in reasons:
        return Reason.counts_missing
    passed = {reason in _PASSED for reason in reasons}
    if len(passed) > 1:
        return Reason.counts_missing
    return Reason.reached if passed.pop() else Reason.not_reached


def _or(known: int | None, otherwise: int | None) -> int | None:
    return otherwise if known is None else known
