"""What carries a motion: counts, what a requirement asks for, and the result with its reasons."""

from enum import StrEnum


class Base(StrEnum):
    """What a majority is a share of, from the narrowest to the widest."""

    for_and_against = "for_and_against"
    valid = "valid"
    cast = "cast"
    present = "present"
    seats = "seats"


class Method(StrEnum):
    """How a vote is taken."""

    show_of_hands = "show_of_hands"
    roll_call = "roll_call"
    secret_paper = "secret_paper"  # noqa: S105 (slips in a box, no password)
    consensus = "consensus"
    acclamation = "acclamation"


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
