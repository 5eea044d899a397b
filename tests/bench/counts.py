"""Ranked ballots counted by the Scottish rule, each one different as far as it can be."""

from __future__ import annotations

import random
import statistics
import time

from assembly.voting.elections import CountingRule, ElectionRule, count_election, write_ranking

CANDIDATES = range(1, 11)
GOALS = {450: 0.1, 9_000: 2.0}  # seconds


def measure() -> list[tuple[str, str, str, str]]:
    """A row for a congress and one for a town: 10 candidates, 3 places."""
    rule = ElectionRule(CountingRule.scottish_stv, places=3, alternates=3)
    rows = []
    for number, goal in GOALS.items():
        chance = random.Random(2007)
        ballots = [(_ranking(chance), 1) for _ in range(number)]
        took = []
        for _ in range(5):
            begun = time.perf_counter()
            count_election(rule, CANDIDATES, ballots)
            took.append(time.perf_counter() - begun)
        middle = statistics.median(took)
        rows.append(
            (f"ranked count, {number} ballots", f"{middle * 1000:.0f} ms", "", f"≤ {goal:g} s")
        )
    return rows


def _ranking(chance: random.Random) -> str:
    return write_ranking(chance.sample(CANDIDATES, chance.randint(1, len(CANDIDATES))))
