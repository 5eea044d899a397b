"""Shares of a whole, exactly: «more than half of 16» is 9, never 8.5 and never a float.

Quorums and majorities are both a threshold: a share, and whether reaching it is enough
(at least) or it must be passed (more than).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

_DIGITS = r"[0-9]{1,9}"
_FRACTION = re.compile(rf"({_DIGITS})\s*[/⁄]\s*({_DIGITS})")
_DECIMAL = re.compile(rf"({_DIGITS})(?:[.,]({_DIGITS}))?\s*(%?)")

_EVERYDAY_DENOMINATOR = 4
"""Up to quarters people say the fraction («two thirds»); beyond, the percentage."""


class ShareError(ValueError):
    """A share that cannot be read or cannot be meant.

    `code` is one of: `share_missing`, `share_unreadable`, `share_zero_denominator`,
    `share_out_of_range` (not between 0 and 1), `share_unreachable` (more than the whole),
    `total_negative`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Comparison(StrEnum):
    """Whether reaching the share is enough, or it must be passed."""

    at_least = "at_least"
    more_than = "more_than"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share (0 to 1) with its comparison.

    «Half plus one», as bylaws write it, is *more than* one half: of 16 it is 9, of 15 it is 8.
    """

    share: Fraction
    comparison: Comparison

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ShareError("share_out_of_range")
        if self.share == 1 and self.comparison is Comparison.more_than:
            raise ShareError("share_unreachable")

    def needed(self, total: int) -> int:
        """The smallest whole number that satisfies the threshold out of `total`.

        May exceed `total` when `total` is 0: more than half of nobody is 1, and nobody reaches it.
        """
        if total < 0:
            raise ShareError("total_negative")
        part = self.share * total
        return ceil(part) if self.comparison is Comparison.at_least else floor(part) + 1


def parse_share(text: str) -> Fraction:
    """Read a share as people write it: `1/2`, `30%`, `12,5 %`, `0,5`, `0.5`, `1`.

    Exact: `33,3%` is 333/1000, not a third. A bare `30` is refused (`share_out_of_range`), because
    nothing says that a percentage was meant. Raises `ShareError`.
    """
    text = " ".join(text.split())
    if not text:
        raise ShareError("share_missing")
    if match := _FRACTION.fullmatch(text):
        above, below = int(match[1]), int(match[2])
        if below == 0:
            raise ShareError("share_zero_denominator")
        share = Fraction(above, below)
    elif match := _DECIMAL.fullmatch(text):
        share = Fraction(f"{match[1]}.{match[2] or 0}")
        if match[3]:
            share /= 100
    else:
        raise ShareError("share_unreadable")
    if share > 1:
        raise ShareError("share_out_of_range")
    return share


def format_share(share: Fraction, *, comma: bool = False) -> str:
    """Write a share so that `parse_share` reads it back as the same number.

    Halves, thirds and quarters as fractions, the rest as a percentage of up to two decimals when
    that is exact, else as a fraction. `comma` writes percentages as in Spanish (`12,5 %`, with a
    space that does not break) instead of `12.5%`.
    """
    hundredths = share * 10_000
    everyday = 1 < share.denominator <= _EVERYDAY_DENOMINATOR
    if everyday or hundredths.denominator != 1:
        return f"{share.numerator}/{share.denominator}"
    whole, rest = divmod(int(hundredths), 100)
    decimals = f"{rest:02d}".rstrip("0")
    number = f"{whole}.{decimals}" if decimals else f"{whole}"
    return number.replace(".", ",") + "\N{NO-BREAK SPACE}%" if comma else number + "%"
