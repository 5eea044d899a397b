"""The agenda: what flows into the next meeting, and where an added item goes.

The story is that of a parliament's Wednesday; the order expected was agreed on paper: what a
meeting begins with, what was left, the standing business, the commitments, other business.
"""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.meetings.rules import (
    ItemKind,
    ItemStatus,
    ProposedItem,
    StandingItem,
    UnfinishedItem,
    compose_agenda,
    move,
    place_for,
)

STANDING = (
    StandingItem(1, "Roll call and quorum", ItemKind.roll_call, 10),
    StandingItem(2, "Minutes of the last meeting", ItemKind.previous_minutes, 15),
    StandingItem(3, "Report of the nursery", ItemKind.report, 20),
    StandingItem(4, "Other business", ItemKind.other_business),
)


def titles(agenda: Sequence[ProposedItem]) -> list[str]:
    return [item.title for item in agenda]


def test_the_next_wednesday_takes_up_what_the_last_one_left() -> None:
    left = (
        UnfinishedItem(71, "Landslide on the road", ItemKind.opening, 30),
        UnfinishedItem(74, "Report of the nursery", ItemKind.report, 20, standing=3),
        UnfinishedItem(75, "Accounts of the first quarter", ItemKind.accounts, 25),
        UnfinishedItem(78, "Other business", ItemKind.other_business, standing=4),
    )
    agenda = compose_agenda(STANDING, left, [501, 502, 503], commitments_title="Commitments")
    assert agenda == (
        ProposedItem("Roll call and quorum", ItemKind.roll_call, 10, standing=1),
        ProposedItem("Minutes of the last meeting", ItemKind.previous_minutes, 15, standing=2),
        # It was added at the start that day; now it is an ordinary item.
        ProposedItem("Landslide on the road", ItemKind.general, 30, carried_from=71),
        ProposedItem("Accounts of the first quarter", ItemKind.accounts, 25, carried_from=75),
        ProposedItem("Report of the nursery", ItemKind.report, 20, standing=3, carried_from=74),
        ProposedItem("Commitments", ItemKind.commitments, commitments=(501, 502, 503)),
        ProposedItem("Other business", ItemKind.other_business, standing=4),
    )


def test_commitments_go_into_the_standing_item_for_them() -> None:
    standing = (StandingItem(9, "Pending commitments", ItemKind.commitments), *STANDING)
    agenda = compose_agenda(standing, (), [501, 502], commitments_title="Commitments")
    assert [(item.title, item.commitments) for item in agenda if item.commitments] == [
        ("Pending commitments", (501, 502))
    ]
    assert len(agenda) == len(standing)


def test_without_open_commitments_there_is_no_item_for_them() -> None:
    assert len(compose_agenda(STANDING, ())) == len(STANDING)


def test_an_item_carried_over_twice_is_listed_once_from_its_last_copy() -> None:
    left = (
        UnfinishedItem(60, "Water pump"),
        UnfinishedItem(66, "Water pump", carried_from=60),
        UnfinishedItem(71, "Water pump", carried_from=66),
        UnfinishedItem(71, "Water pump", carried_from=66),
    )
    assert [item.carried_from for item in compose_agenda((), left)] == [71]


def test_minutes_left_unread_are_read_under_the_standing_item() -> None:
    left = (
        UnfinishedItem(70, "Minutes 29", ItemKind.previous_minutes),
        UnfinishedItem(80, "Minutes 30", ItemKind.previous_minutes),
    )
    agenda = compose_agenda(STANDING, left)
    assert titles(agenda)[1:3] == ["Minutes of the last meeting", "Minutes 30"]
    assert [item.carried_from for item in agenda[1:3]] == [70, 80]


def test_an_unfinished_round_of_commitments_comes_back_only_by_what_is_open() -> None:
    left = (UnfinishedItem(77, "Commitments", ItemKind.commitments),)
    assert compose_agenda((), left) == ()
    assert titles(compose_agenda((), left, [5], commitments_title="Commitments")) == ["Commitments"]


ids = st.integers(1, 12)
standing_items = st.lists(
    st.builds(
        StandingItem, standing=ids, title=st.just("standing"), kind=st.sampled_from(ItemKind)
    ),
    unique_by=lambda item: item.standing,
    max_size=8,
)
unfinished_items = st.lists(
    st.builds(
        UnfinishedItem,
        item=st.integers(100, 120),
        title=st.just("left"),
        kind=st.sampled_from(ItemKind),
        carried_from=st.none() | st.integers(80, 99) | st.integers(100, 120),
        standing=st.none() | ids,
    ),
    max_size=8,
)
commitment_ids = st.lists(st.integers(1, 9), max_size=6)
OF_THE_DAY = {ItemKind.roll_call, ItemKind.agenda, ItemKind.other_business}


@given(standing_items, unfinished_items, commitment_ids)
def test_nothing_is_lost_and_nothing_is_listed_twice(
    standing: list[StandingItem], left: list[UnfinishedItem], commitments: list[int]
) -> None:
    agenda = compose_agenda(standing, left, commitments, commitments_title="Commitments")

    assert [item.standing for item in agenda if item.standing] == [s.standing for s in standing]

    first = {item.item: item for item in left}
    replaced = {item.carried_from for item in left}
    due = {
        number
        for number, item in first.items()
        if number not in replaced
        and item.kind not in OF_THE_DAY
        and item.kind is not ItemKind.commitments
    }
    carried = [item.carried_from for item in agenda if item.carried_from]
    assert len(carried) == len(set(carried))
    assert due <= set(carried)
    assert all(first[number].kind not in OF_THE_DAY for number in carried)

    rounds = [item.commitments for item in agenda if item.commitments]
    assert rounds == ([tuple(dict.fromkeys(commitments))] if commitments else [])


@given(standing_items, unfinished_items)
def test_what_was_left_comes_after_the_beginning_and_before_the_business(
    standing: list[StandingItem], left: list[UnfinishedItem]
) -> None:
    agenda = compose_agenda(standing, left)
    begins = {ItemKind.roll_call, ItemKind.previous_minutes, ItemKind.agenda, ItemKind.opening}
    copies = [place for place, item in enumerate(agenda) if item.standing is None]
    if copies:
        assert copies == list(range(copies[0], copies[-1] + 1))
        assert all(item.kind in begins for item in agenda[: copies[0]])
        assert all(item.kind not in begins for item in agenda[copies[-1] + 1 :][:1])


@pytest.mark.parametrize(
    ("item", "number", "order"),
    [
        ("d", 1, "dabc"),
        ("a", 3, "bcad"),
        ("b", 2, "abcd"),
        ("b", 99, "acdb"),
        ("c", 0, "cabd"),
    ],
)
def test_an_item_is_moved_to_a_number(item: str, number: int, order: str) -> None:
    assert "".join(move("abcd", item, number)) == order


def test_an_item_that_is_not_there_cannot_be_moved() -> None:
    with pytest.raises(ValueError, match="not in the agenda"):
        move("abc", "x", 1)


@given(st.lists(st.integers(), unique=True, min_size=1), st.data())
def test_moving_keeps_all_items_and_the_order_of_the_others(
    items: list[int], data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from(items))
    number = data.draw(st.integers(1, len(items)))
    moved = move(items, item, number)
    assert moved[number - 1] == item
    assert [other for other in moved if other != item] == [i for i in items if i != item]


# The Wednesday of the story: roll call and minutes are done, the rest is ahead.
ROLL, MINUTES = (ItemKind.roll_call, ItemStatus.closed), (ItemKind.previous_minutes, "closed")
REPORT, ACCOUNTS = (ItemKind.report, ItemStatus.planned), (ItemKind.accounts, ItemStatus.planned)
OTHER = (ItemKind.other_business, ItemStatus.planned)


def agenda_of(*rows: tuple[str, str]) -> list[tuple[ItemKind, ItemStatus]]:
    return [(ItemKind(kind), ItemStatus(status)) for kind, status in rows]


@pytest.mark.parametrize(
    ("rows", "kind", "number"),
    [
        # A landslide: the opening item is number 3, as in the story, before the report.
        ([ROLL, MINUTES, REPORT, ACCOUNTS, OTHER], ItemKind.opening, 3),
        # A second one comes after the first.
        ([ROLL, MINUTES, ("opening", "planned"), REPORT, OTHER], ItemKind.opening, 4),
        # Added when the report is already under way: right after it.
        ([ROLL, MINUTES, ("report", "open"), ACCOUNTS, OTHER], ItemKind.opening, 4),
        # A deferred report is ahead again, if anything: it holds nobody up.
        ([ROLL, MINUTES, ("report", "deferred"), OTHER], ItemKind.opening, 3),
        ([ROLL, MINUTES, REPORT, ACCOUNTS, OTHER], ItemKind.motion, 5),
        ([ROLL, MINUTES, REPORT, ACCOUNTS], ItemKind.motion, 5),
        ([ROLL, MINUTES, REPORT, ACCOUNTS, OTHER], ItemKind.other_business, 6),
        # Other business is already under way: the motion comes after it.
        ([ROLL, MINUTES, ("other_business", "open")], ItemKind.motion, 4),
        ([], ItemKind.opening, 1),
        ([], ItemKind.general, 1),
    ],
)
def test_an_added_item_finds_its_place(
    rows: list[tuple[str, str]], kind: ItemKind, number: int
) -> None:
    assert place_for(agenda_of(*rows), kind) == number


@given(
    st.lists(st.tuples(st.sampled_from(ItemKind), st.sampled_from(ItemStatus))),
    st.sampled_from(ItemKind),
)
def test_an_added_item_never_comes_before_one_already_taken_up(
    agenda: list[tuple[ItemKind, ItemStatus]], kind: ItemKind
) -> None:
    number = place_for(agenda, kind)
    assert 1 <= number <= len(agenda) + 1
    ahead = [status for _, status in agenda[number - 1 :]]
    assert not {ItemStatus.open, ItemStatus.closed} & set(ahead)
