"""Votes in words: one module per subject, all names here."""

from assembly.voting.phrases.beside import GROUP_RULES, turnout_needed, turnout_rule
from assembly.voting.phrases.centres import (
    act_bars,
    advice,
    left_out,
    of_slips,
    progress,
    registers,
)
from assembly.voting.phrases.contradicting import contradictions
from assembly.voting.phrases.counting import (
    TableOfStages,
    corrected,
    decimal,
    lot_asked,
    picture_of,
    stage_told,
    table_of_stages,
    tie_told,
    verdict_of,
    why_of,
)
from assembly.voting.phrases.counts import counts
from assembly.voting.phrases.elections import (
    CANDIDACIES,
    COUNTING,
    ELECTION_VIOLATIONS,
    STATUSES,
    added_up,
    asked_of,
    few_if_mixed,
    how_to_mark,
    places,
    slip_error,
)
from assembly.voting.phrases.picture import Bar, bar
from assembly.voting.phrases.results import (
    asked,
    corrected_answer,
    needed,
    reasoning,
    requirement,
    rule,
    verdict,
    why,
)
from assembly.voting.phrases.telling import Told, told
from assembly.voting.phrases.units import Unit, unit_in, unit_of
from assembly.voting.phrases.words import (
    ACT_PARTS,
    ANSWERS,
    BASES,
    CHANNELS,
    METHODS,
    OPTIONS,
    PRESETS,
    RESULTS,
    SLIPS_OF_ACT,
)
from assembly.voting.phrases.words import (
    VIOLATIONS as OF_VOTES,
)

VIOLATIONS = OF_VOTES | ELECTION_VIOLATIONS

__all__ = [
    "ACT_PARTS",
    "ANSWERS",
    "BASES",
    "CANDIDACIES",
    "CHANNELS",
    "COUNTING",
    "GROUP_RULES",
    "METHODS",
    "OPTIONS",
    "PRESETS",
    "RESULTS",
    "SLIPS_OF_ACT",
    "STATUSES",
    "VIOLATIONS",
    "Bar",
    "TableOfStages",
    "Told",
    "Unit",
    "act_bars",
    "added_up",
    "advice",
    "asked",
    "asked_of",
    "bar",
    "contradictions",
    "corrected",
    "corrected_answer",
    "counts",
    "decimal",
    "few_if_mixed",
    "how_to_mark",
    "left_out",
    "lot_asked",
    "needed",
    "of_slips",
    "picture_of",
    "places",
    "progress",
    "reasoning",
    "registers",
    "requirement",
    "rule",
    "slip_error",
    "stage_told",
    "table_of_stages",
    "tie_told",
    "told",
    "turnout_needed",
    "turnout_rule",
    "unit_in",
    "unit_of",
    "verdict",
    "verdict_of",
    "why",
    "why_of",
]
