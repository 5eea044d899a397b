"""The states of the minutes, and in which copies they are kept."""

from enum import StrEnum


class MinutesStatus(StrEnum):
    """Closed minutes never change; before anyone has signed, the last ones can be taken up again.

    `reopened`: what was closed is kept, and another closing will take its place. `signed`: of everyone
    who should sign it is written what became of it. `approved`: read and approved at a later meeting.
    """

    closed = "closed"
    reopened = "reopened"
    signed = "signed"
    approved = "approved"


class SignatureState(StrEnum):
    """What became of a signature. `at_request`: somebody else signed for her; `left`: gone before the end."""

    signed = "signed"
    thumbprint = "thumbprint"
    at_request = "at_request"
    refused = "refused"
    absent = "absent"
    left = "left"


class Approval(StrEnum):
    """By what a marginal note was approved: a vote that was counted, or the assembly without one."""

    vote = "vote"
    assembly = "assembly"


class Copy(StrEnum):
    """Closed minutes are kept twice: whole, and as they may hang on a board.

    `full` carries identity numbers, for those who keep the record and for signing; `house` leaves
    them out, for every member.
    """

    full = "full"
    house = "house"
