"""Which papers there are, and how many blanks and slips fit on a leaf."""

from enum import StrEnum
from typing import Final


class SessionPaper(StrEnum):
    """Papers of a meeting that anybody of the house may print."""

    agenda = "agenda"
    decisions = "decisions"


class DeskPaper(StrEnum):
    """Papers of a meeting for who keeps the record: they hold identity numbers, or are filled in."""

    sign_in = "sign-in"
    tally = "tally"
    roll_call = "roll-call"
    minutes_form = "minutes-form"


MOST_SLIPS: Final = 2000
"""Ballots printed at once; a congress of 450 wants a reserve, not a book."""
MOST_NAMES: Final = 60
"""Candidates on one ballot."""
LONGEST_NAME: Final = 200
BLANK_SIGNERS: Final = 60
"""Lines to sign where there is no roll: three leaves."""
ON_ONE_LINE: Final = 100
"""From so many seats on, a person signs twice on one line instead of in two lists."""
ROWS_OF_A_PAPER: Final = 400
"""Lines of a list that are laid out at once: fifteen leaves. A longer list goes on in a paper of its own."""


def slips_across(options: int, longest: int) -> int:
    """How many ballots stand side by side: short ones in two columns, long ones alone."""
    return 2 if options <= 8 and longest <= 60 else 1


def names_on(text: str) -> list[str]:
    """Candidates as typed, one a line; empty lines and repeated names are left out."""
    names = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(name for name in names if name))
