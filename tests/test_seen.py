"""Marks of what somebody saw before she changed it."""

from fractions import Fraction

import pytest

from assembly.errors import RuleViolation
from assembly.seen import mark_of, refuse_unseen


def test_the_same_has_the_same_mark_and_anything_else_another():
    stored = {"share": Fraction(1, 2), "items": ["a", "b"]}
    assert mark_of(stored) == mark_of({"items": ["a", "b"], "share": Fraction(2, 4)})
    assert mark_of(stored) != mark_of({"share": Fraction(1, 2), "items": ["b", "a"]})


def test_only_what_was_seen_is_changed():
    refuse_unseen([1], mark_of([1]))
    refuse_unseen([1], None)  # a program that asks for nothing
    with pytest.raises(RuleViolation, match="stale"):
        refuse_unseen([2], mark_of([1]))
