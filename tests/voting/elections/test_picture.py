"""The picture of a count: everything is drawn, nothing twice, and what flows is what was transferred."""

import re

from hypothesis import given
from hypothesis import strategies as st

from assembly.voting.elections import (
    CountingRule,
    ElectionRule,
    count_election,
    picture,
    write_ranking,
)
from assembly.voting.elections.picture import HEIGHT

CANDIDATES = (1, 2, 3, 4)
rankings = st.permutations(CANDIDATES).flatmap(
    lambda order: st.integers(1, len(order)).map(lambda length: write_ranking(order[:length]))
)
boxes = st.lists(st.tuples(rankings, st.integers(1, 9)), min_size=1, max_size=20)


@given(boxes, st.integers(1, 3))
def test_every_column_holds_all_votes(box, places):
    count = count_election(ElectionRule(CountingRule.scottish_stv, places), CANDIDATES, box)
    drawn = picture(count)
    if drawn is None:
        assert len(count.stages) < 2
        return
    for _number, x in drawn.stages:
        column = [block for block in drawn.blocks if block.x == x]
        assert abs(sum(block.height for block in column) - HEIGHT) < 0.001
        assert len({block.number for block in column}) == len(column)
        assert all(block.y >= 0 and block.y + block.height <= drawn.height for block in column)


def test_what_is_passed_on_flows():
    """Quota 6 // 3 + 1 = 3: 1 has 4 and passes 1 to 2; then 2, with one vote, goes."""
    rule = ElectionRule(CountingRule.scottish_stv, 2)
    count = count_election(rule, (1, 2, 3), [("1>2", 4), ("3", 2)])
    drawn = picture(count)
    assert drawn is not None
    assert [number for number, _x in drawn.stages] == [1, 2, 3]
    moved = [ribbon.path for ribbon in drawn.ribbons if ribbon.moved]
    (path,) = moved
    height = float(re.search(r"v([\d.]+)", path)[1])
    assert abs(height - HEIGHT / 6) < 0.1
    elected = {block.number for block in drawn.blocks if block.elected}
    assert elected == {1, 3}


def test_one_stage_needs_no_picture():
    rule = ElectionRule(CountingRule.scottish_stv, 1)
    assert picture(count_election(rule, (1, 2), [("1", 3), ("2", 1)])) is None
    assert picture(count_election(rule, (1, 2), [("blank", 3)])) is None
