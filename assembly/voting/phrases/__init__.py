"""Votes in words: one module per subject, all names here."""

from assembly.voting.phrases.contradicting import contradictions
from assembly.voting.phrases.picture import Bar, bar
from assembly.voting.phrases.results import (
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
    "METHODS",
    "OPTIONS",
    "PRESETS",
    "RESULTS",
    "VIOLATIONS",
    "Bar",
    "Told",
    "Unit",
    "bar",
    "contradictions",
    "counts",
    "needed",
    "reasoning",
    "requirement",
    "rule",
    "told",
    "unit_in",
    "unit_of",
    "verdict",
    "why",
]
