"""What carries a motion, without a database: requirements, counts, results with their reasons."""

from assembly.voting.rules.counts import (
    Ballot,
    Contradiction,
    Electorate,
    SeatTwice,
    Tally,
    contradictions,
    counted_on,
    tally_ballots,
)
from assembly.voting.rules.kinds import (
    Base,
    Method,
    Option,
    Reason,
    Result,
    VoteStatus,
)
from assembly.voting.rules.requirement import (
    PRESETS,
    Preset,
    Requirement,
    preset_of,
)
from assembly.voting.rules.result import (
    Outcome,
    decide,
)
from assembly.voting.rules.roll import (
    roll_contradictions,
)

__all__ = [
    "PRESETS",
    "Ballot",
    "Base",
    "Contradiction",
    "Electorate",
    "Method",
    "Option",
    "Outcome",
    "Preset",
    "Reason",
    "Requirement",
    "Result",
    "SeatTwice",
    "Tally",
    "VoteStatus",
    "contradictions",
    "counted_on",
    "decide",
    "preset_of",
    "roll_contradictions",
    "tally_ballots",
]
