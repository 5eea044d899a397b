"""What a vote asks for, and the requirements that have a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from assembly.thresholds import Comparison, Threshold
from assembly.voting.rules.kinds import Base


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a vote asks for: a threshold, of a base."""

    threshold: Threshold
    base: Base

    def required(self, base_count: int) -> int:
        """The smallest number of yes votes that carries; at least 1, whatever the share."""
        return max(1, self.threshold.needed(base_count))


class Preset(StrEnum):
    """Requirements that have a name."""

    simple = "simple"
    absolute_valid = "absolute_valid"
    absolute_present = "absolute_present"
    absolute_seats = "absolute_seats"
    two_thirds = "two_thirds"
    two_thirds_present = "two_thirds_present"
    two_thirds_seats = "two_thirds_seats"
    three_quarters = "three_quarters"
    three_quarters_seats = "three_quarters_seats"
    unanimity = "unanimity"
    consensus = "consensus"


_HALF: Final = Fraction(1, 2)
_MAJORITY: Final = Threshold(_HALF, Comparison.more_than)
_TWO_THIRDS: Final = Threshold(Fraction(2, 3), Comparison.at_least)
_THREE_QUARTERS: Final = Threshold(Fraction(3, 4), Comparison.at_least)
_ALL: Final = Threshold(Fraction(1), Comparison.at_least)

PRESETS: Final[Mapping[Preset, Requirement]] = MappingProxyType(
    {
        Preset.simple: Requirement(_MAJORITY, Base.for_and_against),
        Preset.absolute_valid: Requirement(_MAJORITY, Base.valid),
        Preset.absolute_present: Requirement(_MAJORITY, Base.present),
        Preset.absolute_seats: Requirement(_MAJORITY, Base.seats),
        Preset.two_thirds: Requirement(_TWO_THIRDS, Base.valid),
        Preset.two_thirds_present: Requirement(_TWO_THIRDS, Base.present),
        Preset.two_thirds_seats: Requirement(_TWO_THIRDS, Base.seats),
        Preset.three_quarters: Requirement(_THREE_QUARTERS, Base.valid),
        Preset.three_quarters_seats: Requirement(_THREE_QUARTERS, Base.seats),
        Preset.unanimity: Requirement(_ALL, Base.valid),
        Preset.consensus: Requirement(_ALL, Base.for_and_against),
    }
)
"""Two thirds and three quarters without a base are of the valid votes, abstentions included.

An abstention breaks unanimity (everyone who voted voted yes), not consensus (nobody is against).
"""


def preset_of(requirement: Requirement) -> Preset | None:
    """The name of a requirement, if it has one."""
    return next((name for name, named in PRESETS.items() if named == requirement), None)
