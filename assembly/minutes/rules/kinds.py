"""The states of the minutes, and in which copies they are kept."""

from enum import StrEnum


class MinutesStatus(StrEnum):
    """Draft until closed; closed minutes never change. Signing and approval are states after that."""

    draft = "draft"
    closed = "closed"


class Copy(StrEnum):
    """Closed minutes are kept twice: whole, and as they may hang on a board.

    `full` carries identity numbers, for those who keep the record and for signing; `house` leaves
    them out, for every member.
    """

    full = "full"
    house = "house"
