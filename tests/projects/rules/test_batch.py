"""Where every seedling went. Numbers of the scene are those of domain.md §7.10."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assembly.projects.rules import ASKS, Adjustment, LogType, Measure, Part
from assembly.projects.rules.batch import flow
from assembly.projects.rules.stock import Entry

START = datetime(2025, 10, 6, 12, tzinfo=UTC)
OUT = Adjustment.decrement


def entry(day, type_, value, part=Part.main, adjustment="usual", reason=""):
    if adjustment == "usual":
        adjustment = ASKS[type_].effect
    at = START + timedelta(days=day)
    value = Decimal(value)
    return Entry(at, f"{day}", type_, part, adjustment, Measure.count, "unit", value, reason)


def scene(*more):
    return [
        entry(0, LogType.seeding, 6000),
        entry(50, LogType.germination, 4980),
        entry(50, LogType.germination, 1020, Part.dropped, OUT),
        entry(80, LogType.potting, 4720),
        entry(80, LogType.potting, 260, Part.dropped, OUT),
        entry(120, LogType.loss, 190, reason="fungus"),
        entry(150, LogType.loss, 70, reason="drought"),
        *more,
    ]


def test_the_nursery_of_the_scene():
    found = flow(scene())
    assert (found.sown, found.emerged, found.potted) == (6000, 4980, 4720)
    assert (found.lost, found.stock, found.difference) == (260, 4460, 0)
    assert found.germination_rate == Fraction(83, 100)
    assert found.potting_rate == Fraction(4720, 4980)
    # Loss rate: 100 × dead / (delivered + dead + in stock) = 260 / (0 + 260 + 4460).
    assert found.loss_rate == Fraction(260, 4720)
    assert [(each.name, each.stayed, each.parts) for each in found.steps] == [
        ("came", 6000, ()),
        ("passed", 4980, (("germination", 1020),)),
        ("passed", 4720, (("potting", 260),)),
        ("loss", 4460, (("fungus", 190), ("drought", 70))),
    ]


def test_after_a_count_that_differs_the_loss_rate_is_unknown_and_not_invented():
    found = flow(scene(entry(200, LogType.count, 4401)))
    assert (found.expected, found.counted, found.difference, found.stock) == (4460, 4401, -59, 4401)
    assert found.loss_rate is None
    assert found.germination_rate == Fraction(83, 100)  # still known: it was seen before


def test_a_count_that_agrees_leaves_the_rate_known():
    assert flow(scene(entry(200, LogType.count, 4460))).loss_rate == Fraction(260, 4720)


def test_what_was_never_seen_is_unknown():
    found = flow([entry(0, LogType.seeding, 6000)])
    assert found.germination_rate is None
    assert found.potting_rate is None
    assert flow([]).loss_rate is None


def test_what_is_delivered_left_and_is_no_loss():
    found = flow(scene(entry(210, LogType.delivery, 3000)))
    assert (found.left, found.lost, found.stock) == (3000, 260, 1460)
    assert found.steps[-1].name == "left"
    assert found.steps[-1].parts == (("delivery", 3000),)
    assert found.loss_rate == Fraction(260, 3000 + 260 + 1460)


outs = st.sampled_from(
    [LogType.loss, LogType.delivery, LogType.sale, LogType.transplanting, LogType.count]
)
passing = st.sampled_from([LogType.germination, LogType.potting])
entries = st.lists(
    st.one_of(
        st.builds(entry, st.integers(1, 300), outs, st.integers(0, 900), reason=st.just("pest")),
        st.builds(
            entry,
            st.integers(1, 300),
            passing,
            st.integers(0, 900),
            st.just(Part.dropped),
            st.just(OUT),
        ),
        st.builds(entry, st.integers(0, 300), st.just(LogType.seeding), st.integers(0, 9000)),
    ),
    max_size=20,
)


@given(entries)
def test_what_went_and_what_is_there_are_all_that_came(made):
    """Sum of the flows of a batch = sown, to the last seedling."""
    made = [replace(each, mark=f"{place:02}") for place, each in enumerate(made)]  # as UUIDs are
    found = flow(made)
    assert sum((each.gone for each in found.steps), found.stock) == found.came
    for before, after in zip(found.steps, found.steps[1:], strict=False):
        assert after.stayed == before.stayed - after.gone
    assert found.steps[-1].stayed == found.stock
