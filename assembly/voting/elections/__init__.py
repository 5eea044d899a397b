"""Elections counted, without a database: rules, choices, counts stage by stage, ties, BLT files."""

from assembly.voting.elections.blt import BltError, BltFile, read_blt, write_blt
from assembly.voting.elections.choices import (
    BLANK,
    INVALID,
    Choice,
    ChoiceError,
    read_choice,
    write_answers,
    write_marks,
    write_ranking,
)
from assembly.voting.elections.counting import count_election
from assembly.voting.elections.majority import INTO_RUN_OFF, run_off_rule
from assembly.voting.elections.picture import Picture, picture
from assembly.voting.elections.reading_slips import SlipError, read_slips, write_slips
from assembly.voting.elections.rule import (
    REQUIRING,
    CountingRule,
    ElectionRule,
    ElectionRuleError,
)
from assembly.voting.elections.stages import (
    Count,
    Deciding,
    Lot,
    LotNeeded,
    Slips,
    Stage,
    StageKind,
    Tie,
    Transfer,
)
from assembly.voting.elections.totals import Totals

__all__ = [
    "BLANK",
    "INTO_RUN_OFF",
    "INVALID",
    "REQUIRING",
    "BltError",
    "BltFile",
    "Choice",
    "ChoiceError",
    "Count",
    "CountingRule",
    "Deciding",
    "ElectionRule",
    "ElectionRuleError",
    "Lot",
    "LotNeeded",
    "Picture",
    "SlipError",
    "Slips",
    "Stage",
    "StageKind",
    "Tie",
    "Totals",
    "Transfer",
    "count_election",
    "picture",
    "read_blt",
    "read_choice",
    "read_slips",
    "run_off_rule",
    "write_answers",
    "write_blt",
    "write_marks",
    "write_ranking",
    "write_slips",
]
