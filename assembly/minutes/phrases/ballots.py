"""The published list of a vote whose ballots were cast one by one, as the minutes print it."""

from __future__ import annotations

from collections import defaultdict

from assembly.minutes.voted import BallotCast, Published, Vote, VotedBy
from assembly.voting import phrases as voting
from assembly.voting.elections import Totals
from assembly.voting.rules import Channel, Option
from assembly.voting.rules.receipts import shown
from assembly.web.filters import first_up, number
from assembly.web.i18n import _

_ORDER = tuple(voting.ANSWERS)


def receipts(published: Published, *, weighted: bool) -> list[tuple[str, list[str]]]:
    """The receipts of secret ballots by what these say: (For (12), receipts in their order)."""
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
    if vote.published is None or vote.round is None:
        return []
    names = dict(vote.round.candidates)
    return [voting.added_up(Totals.from_data(each), names) for each in vote.published.totals]


def digests(published: Published) -> list[tuple[str, str]]:
    """What each check number is of, and the number."""
    told = [
        (_("List of ballots"), published.ballots_digest),
        (_("List of voters"), published.voters_digest),
    ]
    if not published.totals_digest:
        return [*told, (_("Both lists"), published.both_digest)]
    told.append((_("Slips added up"), published.totals_digest))
    return [*told, (_("All lists"), published.both_digest)]


def acts(vote: Vote) -> tuple[list[str], list[tuple[str, list[str], str]]]:
    """The acts of the voting centres as a table: its heads, and each centre with its numbers and tellers."""
    heads = [str(words) for words in voting.ACT_PARTS.values()]
    rows = [
        (each.name, [number(each.counts[part]) for part in voting.ACT_PARTS], each.tellers)
        for each in vote.centres
    ]
    sums = [_sum([each.counts[part] for each in vote.centres]) for part in voting.ACT_PARTS]
    return heads, [*rows, (_("Sum"), [number(each) for each in sums], "")]


def _sum(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


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
