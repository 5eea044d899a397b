"""A count, and a recount, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from assembly.recount.checking import Finding, Recount
from assembly.recount.reading import Correction, Published, Row
from assembly.recount.words import number, say
from assembly.voting.elections import Count, Stage, StageKind, Tie
from assembly.voting.rules import Outcome, Reason, Requirement


def tell_recount(found: Recount, language: str) -> list[str]:
    """The lines that tell a recount: what was looked at, what does not agree, and the result."""
    published = found.published
    head = {key: published.vote.get(key, "") for key in ("question", "body")}
    head["meeting"] = meeting(str(published.vote.get("meeting", "")), language)
    lines = [
        say(language, "recount_of", **head),
        *_lists(published, language),
    ]
    if published.totals:
        slips = sum(each.slips.total for each in published.totals)
        lines.append(say(language, "slips", slips=slips))
    if found.agrees:
        lines.append(say(language, "right"))
    else:
        lines.append(say(language, "wrong"))
        lines += [f"  {_finding(each, language)}" for each in found.findings]
    if isinstance(found.counted, Count):
        lines += ["", say(language, "counted")]
        lines += tell_count(found.counted, published.names, language)
    elif found.counted is not None:
        lines += ["", say(language, "counted"), *_outcome(found.counted, language)]
    for correction in published.corrections:
        lines += ["", *_correction(correction, published, language)]
    digest = "centres" if published.centres else "both"
    lines += ["", say(language, f"{digest}_digest", digest=published.digests[digest])]
    return [*lines, say(language, "beside")]


def _finding(each: Finding, language: str) -> str:
    """What does not agree."""
    where = say(language, f"list_{each.where}") if each.code == "digest" else each.where
    return say(language, f"found_{each.code}", where=where, said=each.said, known=each.known)


def _correction(correction: Correction, published: Published, language: str) -> list[str]:
    """What was changed and why, what it had come to before, and the digest of the lists of before."""
    changed = {"withdrawn": len(correction.withdrawn), "entered": len(correction.entered)}
    lines = [
        say(
            language,
            "corrected" if published.secret else "corrected_roll",
            at=correction.at,
            reason=correction.reason.rstrip("."),
        ),
        say(language, "changed", **changed),
    ]
    if correction.totals:
        slips = sum(each.slips.total for each in correction.totals)
        lines.append(say(language, "slips", slips=slips))
    if correction.result is not None:
        lines.append(say(language, "before"))
        lines += [f"  {line}" for line in _former(correction.result, published, language)]
    return [*lines, say(language, "former_both", both=correction.digests["both"])]


def _former(result: Row, published: Published, language: str) -> list[str]:
    try:
        if published.election:
            return _result(Count.from_data(result), published.names, language)
        return _outcome(Outcome.from_data(result), language)
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError):
        return []  # the recount says that it does not agree


def _lists(published: Published, language: str) -> list[str]:
    """How many ballots and voters; of a vote in voting centres how many acts, and which do not count."""
    if not published.centres:
        ballots, voters = len(published.ballots), len(published.voters)
        return [say(language, "lists", ballots=ballots, voters=voters)]
    out = [each for each in published.centres if each.left_out]
    counted = len(published.centres) - len(out)
    told = [say(language, "centres", acts=len(published.centres), count=counted)]
    told += [say(language, "left_out", name=each.name, reason=each.left_out) for each in out]
    carried = [each for each in published.centres if each.carried_to and not each.left_out]
    return told + [
        say(language, "carried", name=each.name, box=each.carried_to) for each in carried
    ]


def meeting(told: str, language: str) -> str:
    """Ordinary session 31, 2026-05-20: the file tells its kind in the words of the data."""
    kind, _space, rest = told.partition(" ")
    return f"{say(language, f'meeting_{kind}')} {rest}" if kind in _MEETINGS else told


_REASONS = frozenset(
    {
        Reason.tie,
        Reason.no_valid_votes,
        Reason.turnout_not_met,
        Reason.groups_against,
        Reason.counts_missing,
    }
)
"""What is not seen from the counts and the number that was needed."""
_MEETINGS = frozenset({"ordinary", "extraordinary"})


def _rule(asked: Requirement, language: str) -> str:
    """What the file asks for: its rule has no digest."""
    share = asked.threshold.share
    told = "all" if share == 1 else asked.threshold.comparison.value
    words = {"share": say(language, told, share=share), "base": say(language, f"base_{asked.base}")}
    return say(language, "rule", **words)


def _outcome(outcome: Outcome, language: str) -> list[str]:
    lines = [_rule(outcome.requirement, language), say(language, "tally", **outcome.tally.parts)]
    if outcome.required is not None:
        lines.append(
            say(language, "needed", required=outcome.required, base_count=outcome.base_count)
        )
    lines.append(say(language, f"outcome_{outcome.result}"))
    if outcome.reason in _REASONS:
        lines.append(say(language, f"reason_{outcome.reason}"))
    if outcome.casting_vote is not None:
        lines.append(say(language, "casting_vote"))
    return lines


def tell_count(count: Count, names: Mapping[int, str], language: str) -> list[str]:
    """The lines that tell a count: what was asked, every stage, who is elected."""
    slips = count.slips
    lines = [
        say(
            language,
            "head",
            candidates=len(count.candidates),
            places=count.rule.places,
            valid=slips.valid,
        )
    ]
    if slips.blank or slips.invalid:
        lines.append(say(language, "others", blank=slips.blank, invalid=slips.invalid))
    if count.rule.requirement is not None:
        lines.append(_rule(count.rule.requirement, language))
    if count.quota is not None:
        lines.append(
            say(language, "quota", valid=slips.valid, places=count.rule.places, quota=count.quota)
        )
    if count.required is not None:
        lines.append(say(language, "required", required=count.required))
    before: dict[int, Decimal] = {}
    for stage in count.stages:
        lines += ["", *_stage(stage, before, names, language)]
        before = dict(stage.votes)
    for candidate, outcome in count.confirmations:
        tally = outcome.tally
        lines.append(
            say(
                language,
                "confirmed",
                name=names[candidate],
                yes=tally.yes,
                no=tally.no,
                abstain=tally.abstain,
                required=outcome.required,
                result=say(language, outcome.result.value),
            )
        )
    return [*lines, "", *_result(count, names, language)]


def _stage(
    stage: Stage, before: Mapping[int, Decimal], names: Mapping[int, str], language: str
) -> list[str]:
    name = names[stage.candidate] if stage.candidate else ""
    what = say(language, stage.kind.value, name=name)
    lines = [say(language, "stage", number=stage.number, what=what)]
    lines += ["  " + _tie(tie, names, language) for tie in stage.ties]
    width = max(map(len, names.values()), default=0)
    for candidate, votes in stage.votes:
        change = votes - before.get(candidate, Decimal(0))
        gained = ("+" if change > 0 else "") + number(language, change) if change else ""
        moved = gained if before else ""
        elected = say(language, "elected") if candidate in stage.elected else ""
        line = (
            f"  {names[candidate]:<{width}}  {number(language, votes):>14}  {moved:>14}  {elected}"
        )
        lines.append(line.rstrip())
    if stage.kind in (StageKind.surplus, StageKind.exclusion, StageKind.last_places):
        for code in ("not_transferable", "remainders"):
            rest = getattr(stage, code)
            lines.append(f"  {say(language, code)}: {number(language, rest)}")
    return lines


def _tie(tie: Tie, names: Mapping[int, str], language: str) -> str:
    chosen = say(language, f"decides_{tie.deciding}", name=names[tie.chosen])
    how = (
        say(language, "by_stage", stage=tie.earlier_stage)
        if tie.earlier_stage
        else say(language, "by_lot")
    )
    return say(language, "tie", names=_row(tie.among, names), chosen=chosen, how=how)


def _result(count: Count, names: Mapping[int, str], language: str) -> list[str]:
    lines = []
    if count.elected:
        lines.append(say(language, "result_elected", names=_row(count.elected, names)))
    if count.alternates:
        lines.append(say(language, "result_alternates", names=_row(count.alternates, names)))
    if needed := count.awaits_lot:
        told = _row(needed.among, names)
        lines.append(say(language, "lot_needed", names=told, stage=needed.stage))
    elif count.run_off:
        lines.append(say(language, "result_run_off", names=_row(count.run_off, names)))
    elif not count.elected:
        lines.append(say(language, "result_nobody"))
    elif count.vacant:
        lines.append(say(language, "result_vacant", vacant=count.vacant))
    return lines


def _row(numbers: Iterable[int], names: Mapping[int, str]) -> str:
    return "; ".join(names[each] for each in numbers)
