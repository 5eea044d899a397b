"""What carries a motion, without a database: requirements, counts, results with their reasons."""

from assembly.voting.rules.box import (
    ANSWERS,
    BLANK,
    FEWEST,
    INVALID,
    Mark,
    Slip,
    is_answer,
    slip_contradictions,
    tally_choices,
    too_few,
    too_few_apart,
)
from assembly.voting.rules.candidacies import MAY_BECOME, CandidacyStatus, ElectionStatus
from assembly.voting.rules.centres import Centre, centre_contradictions, sum_of
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
from assembly.voting.rules.groups import Group, GroupResult, groups_needed
from assembly.voting.rules.kinds import (
    BY_NAME,
    CAST_ONE_BY_ONE,
    TELLS_ORGANIZATIONS,
    Base,
    Channel,
    GroupRule,
    Method,
    Option,
    Purpose,
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
from assembly.voting.rules.terms import PLAIN, Asked, Terms
from assembly.voting.rules.turnout import Turnout

__all__ = [
    "ANSWERS",
    "BLANK",
    "BY_NAME",
    "CAST_ONE_BY_ONE",
    "FEWEST",
    "INVALID",
    "MAY_BECOME",
    "PLAIN",
    "PRESETS",
    "TELLS_ORGANIZATIONS",
    "Asked",
    "Ballot",
    "Base",
    "CandidacyStatus",
    "Centre",
    "Channel",
    "Contradiction",
    "ElectionStatus",
    "Electorate",
    "Group",
    "GroupResult",
    "GroupRule",
    "Mark",
    "Method",
    "Option",
    "Outcome",
    "Preset",
    "Purpose",
    "Reason",
    "Requirement",
    "Result",
    "SeatTwice",
    "Slip",
    "Tally",
    "Terms",
    "Turnout",
    "VoteStatus",
    "centre_contradictions",
    "contradictions",
    "counted_on",
    "decide",
    "groups_needed",
    "is_answer",
    "preset_of",
    "roll_contradictions",
    "slip_contradictions",
    "sum_of",
    "tally_ballots",
    "tally_choices",
    "too_few",
    "too_few_apart",
]
