"""The published list of a vote whose ballots were cast one by one, as the minutes print it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from assembly.minutes.voted import BallotCast, Published, Vote, VotedBy
from assembly.voting import phrases as voting
from assembly.voting.elections import Totals
from assembly.voting.rules import Centre, Channel, Option, sum_of
from assembly.voting.rules.receipts import shown
from assembly.web.filters import first_up, number
from assembly.web.i18n import _

_ORDER = tuple(voting.ANSWERS)
_LISTS = 2  # every vote has these: ballots and voters
_FEW = 6  # different things that ballots may say and still be told in groups


def receipts(published: Published, *, weighted: bool) -> list[tuple[str, list[str]]]:
    """The receipts of secret ballots by what these say: (For (12), receipts in their order).

    Where hardly two say the same, as in an order of preference, each has what it says beside it.
    """
    if spelled_out(published):
        spelled = [
            f"{_receipt(ballot, weighted=weighted)} {_said(ballot.choice)}"
            for ballot in published.ballots
        ]
        return [(_("Each ballot by its receipt (%(n)s)", n=number(len(spelled))), spelled)]
    by_choice: dict[str, list[BallotCast]] = defaultdict(list)
    for ballot in published.ballots:
        by_choice[ballot.choice].append(ballot)
    return [
        (
            f"{_said(choice)} ({number(len(by_choice[choice]))})",
            [_receipt(ballot, weighted=weighted) for ballot in by_choice[choice]],
        )
        for choice in sorted(by_choice, key=_place)
    ]


def spelled_out(published: Published) -> bool:
    """Whether the ballots say so different things that groups of them would hold one each."""
    different = {ballot.choice for ballot in published.ballots}
    return len(different) > _FEW and 2 * len(different) > len(published.ballots)


def key(vote: Vote) -> str:
    """The candidates by the numbers that stand in the ballots: «1 Ana; 2 Beto»; nothing of a motion."""
    if vote.round is None:
        return ""
    return "; ".join(f"{number(each)} {name}" for each, name in vote.round.candidates)


def ways(published: Published) -> list[tuple[str, str]]:
    """Who voted, by the way the ballots came: (By phone (11), names)."""
    by_channel: dict[str, list[VotedBy]] = defaultdict(list)
    for voter in published.voters:
        by_channel[voter.channel].append(voter)
    return [
        (
            f"{first_up(str(voting.CHANNELS[channel]))} ({number(len(by_channel[channel]))})",
            "; ".join(_name(voter) for voter in by_channel[channel]),
        )
        for channel in Channel
        if channel in by_channel
    ]


def added_up(vote: Vote) -> list[tuple[str, str]]:
    """Slips that tellers added up: (4 slips, added up by the tellers; Ana 3; Beto 1 …), for each weight."""
    if vote.round is None:
        return []
    names = dict(vote.round.candidates)
    told = vote.published.totals if vote.published else vote.round.totals
    return [voting.added_up(Totals.from_data(each), names) for each in told]


def digests(published: Published) -> list[tuple[str, str]]:
    """What each check number is of, and the number."""
    told = [
        (_("List of ballots"), published.ballots_digest),
        (_("List of voters"), published.voters_digest),
    ]
    added = [
        (_("Slips added up"), published.totals_digest),
        (_("Corrections"), published.corrections_digest),
    ]
    told += [(label, digest) for label, digest in added if digest]
    every = _("All lists") if len(told) > _LISTS else _("Both lists")
    return [*told, (every, published.both_digest)]


@dataclass(frozen=True)
class Act:
    """The act of a voting centre as a line of a table; ``left_out`` says why it does not count.

    ``slips`` tells in whose box its slips were counted, and how many came and were left over.
    """

    name: str
    numbers: list[str]
    tellers: str = ""
    left_out: str = ""
    slips: str = ""


def acts(vote: Vote) -> tuple[list[str], list[Act]]:
    """The acts of the voting centres as a table: its heads, each centre, and the sum of those that count."""
    centres = [each.counted for each in vote.centres]
    named = any(each.names is not None for each in centres)
    heads = [_("Names on the register")] * named + [
        str(words) for words in voting.ACT_PARTS.values()
    ]
    rows = [
        Act(
            each.name,
            [_names(each.names)] * named
            + [_count(each.counts[part], out=_tells_nothing(each)) for part in voting.ACT_PARTS],
            each.tellers,
            each.left_out,
            voting.of_slips(each),
        )
        for each in centres
    ]
    sums = sum_of(centres).counts
    total = [""] * named + [number(sums[part]) for part in voting.ACT_PARTS]
    return heads, [*rows, Act(_("Sum"), total)]


def _names(count: int | None) -> str:
    return "—" if count is None else number(count)


def _tells_nothing(centre: Centre) -> bool:
    """Whether the numbers that its act lacks are missed by nobody: it does not count, or they are in another."""
    return bool(centre.left_out or centre.carried_to)


def _count(count: int | None, *, out: bool) -> str:
    """A number of an act; of one that never came (``out``) none is missed."""
    return "—" if out and count is None else number(count)


def is_secret(vote: Vote) -> bool:
    """Whether the ballots have receipts; of an open vote the roll tells who voted how."""
    return vote.published is not None and any(each.receipt for each in vote.published.ballots)


def _place(choice: str) -> tuple[int, str]:
    return (_ORDER.index(choice) if choice in _ORDER else len(_ORDER), choice)


def _said(choice: str) -> str:
    """The choice in words; that of an election as it was written, with the numbers of its candidates."""
    if choice == Option.abstain:
        return str(voting.OPTIONS[Option.abstain])
    return str(voting.ANSWERS.get(choice, choice))


def _receipt(ballot: BallotCast, *, weighted: bool) -> str:
    told = shown(ballot.receipt)
    if weighted:
        told = f"{told} × {number(ballot.weight)}"
    return f"{told} ({ballot.group})" if ballot.group else told


def _name(voter: VotedBy) -> str:
    return (
        f"{voter.person} ({voter.seat})"
        if voter.person and voter.person != voter.seat
        else voter.seat
    )
