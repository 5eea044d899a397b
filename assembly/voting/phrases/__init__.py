"""Votes in words: one module per subject, all names here."""

from assembly.voting.phrases.beside import GROUP_RULES, turnout_needed, turnout_rule
from assembly.voting.phrases.contradicting import contradictions
from assembly.voting.phrases.picture import Bar, bar
from assembly.voting.phrases.results import (
    asked,
    counts,
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
    ANSWERS,
    BASES,
    CHANNELS,
    METHODS,
    OPTIONS,
    PRESETS,
    RESULTS,
    VIOLATIONS,
)

__all__ = [
    "ANSWERS",
    "BASES",
    "CHANNELS",
    "GROUP_RULES",
    "METHODS",
    "OPTIONS",
    "PRESETS",
    "RESULTS",
    "VIOLATIONS",
    "Bar",
    "Told",
    "Unit",
    "asked",
    "bar",
    "contradictions",
    "counts",
    "needed",
    "reasoning",
    "requirement",
    "rule",
    "told",
    "turnout_needed",
    "turnout_rule",
    "unit_in",
    "unit_of",
    "verdict",
    "why",
]
