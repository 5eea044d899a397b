"""Votes in words: one module per subject, all names here."""

from assembly.voting.phrases.contradicting import contradictions, thawed
from assembly.voting.phrases.results import (
    counts,
    needed,
    reasoning,
    requirement,
    rule,
    share,
    verdict,
    why,
)
from assembly.voting.phrases.units import Unit, unit_in, unit_of
from assembly.voting.phrases.words import (
    BASES,
    COMPARISONS,
    METHODS,
    OPTIONS,
    PRESETS,
    RESULTS,
    STATUSES,
    VIOLATIONS,
)

__all__ = [
    "BASES",
    "COMPARISONS",
    "METHODS",
    "OPTIONS",
    "PRESETS",
    "RESULTS",
    "STATUSES",
    "VIOLATIONS",
    "Unit",
    "contradictions",
    "counts",
    "needed",
    "reasoning",
    "requirement",
    "rule",
    "share",
    "thawed",
    "unit_in",
    "unit_of",
    "verdict",
    "why",
]
