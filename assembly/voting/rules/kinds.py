"""The words of a vote."""

from enum import StrEnum
from typing import Final


class Base(StrEnum):
    """What a majority is a share of, from the narrowest to the widest.

    `for_and_against`: yes + no · `valid`: yes + no + abstain · `cast`: these and the blank and
    invalid slips · `present`: all who are there · `seats`: all members, there or not.
    """

    for_and_against = "for_and_against"
    valid = "valid"
    cast = "cast"
    present = "present"
    seats = "seats"


class Method(StrEnum):
    """How a vote is taken.

    `open_ballots` and `secret_ballots` are cast one by one, by phone, in the booth, told to the
    secretary (open) or as a paper slip (secret): several ways in one vote.
    """

    show_of_hands = "show_of_hands"
    roll_call = "roll_call"
    secret_paper = "secret_paper"  # noqa: S105 (slips in a box, no password)
    consensus = "consensus"
    acclamation = "acclamation"
    open_ballots = "open_ballots"
    secret_ballots = "secret_ballots"  # noqa: S105


CAST_ONE_BY_ONE: Final = frozenset({Method.open_ballots, Method.secret_ballots})
"""Each ballot comes by itself, from somebody on the roll that was frozen when the vote opened."""

BY_NAME: Final = frozenset({Method.roll_call, Method.open_ballots})
"""The ballots tell whose they are."""

TELLS_ORGANIZATIONS: Final = BY_NAME | {Method.secret_ballots}
"""The ballots tell the organisation of their seat, or can."""


class Channel(StrEnum):
    """Which way a ballot came."""

    phone = "phone"
    booth = "booth"
    desk = "desk"  # told to the secretary, who enters it by name: open votes only
    slip = "slip"  # a paper slip into the box: secret votes only


class Purpose(StrEnum):
    """What a vote is for: it tells which of the body's requirements is proposed."""

    ordinary = "ordinary"
    special = "special"
    recall = "recall"
    referendum = "referendum"
    election = "election"


class GroupRule(StrEnum):
    """Whether the organisations count beside the whole.

    `each_group`: each must reach the requirement by itself · `double_majority`: more than half of
    them must, beside the whole.
    """

    none = "none"
    each_group = "each_group"
    double_majority = "double_majority"


class VoteStatus(StrEnum):
    """A vote is never erased: it is closed with its result, or cancelled with a reason."""

    open = "open"
    closed = "closed"
    cancelled = "cancelled"


class Option(StrEnum):
    """What a ballot may say, in Popolo's words (note the space in the last one)."""

    yes = "yes"
    no = "no"
    abstain = "abstain"
    absent = "absent"
    not_voting = "not voting"


class Result(StrEnum):
    """How a vote came out, in Popolo's words; `unknown` where counts are missing («sin dato»)."""

    passed = "pass"
    failed = "fail"
    unknown = "unknown"


class Reason(StrEnum):
    """Why a vote came out as it did."""

    reached = "reached"
    not_reached = "not_reached"
    tie = "tie"
    casting_vote_for = "casting_vote_for"
    casting_vote_against = "casting_vote_against"
    no_valid_votes = "no_valid_votes"
    nobody_blocks = "nobody_blocks"
    blocked = "blocked"
    nobody_present = "nobody_present"
    acclaimed = "acclaimed"
    opposed = "opposed"
    counts_missing = "counts_missing"
    turnout_not_met = "turnout_not_met"
    groups_against = "groups_against"
