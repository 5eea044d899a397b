"""Presence, seats and attendance.

The session of the examples is told by hand in `WEDNESDAY`; the people at each item were written
down from it on paper, door by door.
"""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.meetings.rules import (
    AttendanceError,
    Direction,
    Holder,
    Interval,
    ItemAbsence,
    Movement,
    SeatHolders,
    attendance_errors,
    intervals,
    occupancy,
)
from assembly.meetings.rules.presence import present_at
from assembly.meetings.rules.room import HolderHere, Moved, Presence, SeatHere
from assembly.people.rules import Electorate, Holding

NINE = datetime(2026, 5, 20, 13, 0, tzinfo=UTC)  # 9:00 in Caracas
ANA, LUIS, CARMEN, PEDRO, ROSA = 1, 2, 3, 4, 5


def came(person: int, item: int, minute: int | None = None, order: int = 0) -> Movement:
    at = None if minute is None else NINE + timedelta(minutes=minute)
    return Movement(person, Direction.arrival, item, at, order)


def left(person: int, item: int, minute: int | None = None, order: int = 0) -> Movement:
    at = None if minute is None else NINE + timedelta(minutes=minute)
    return Movement(person, Direction.departure, item, at, order)


# Ana is there throughout. Luis leaves during item 4. Carmen comes during item 3 and goes out for
# items 4-6, where she has an interest. Pedro leaves during 2 and is back during 4. Rosa never came.
WEDNESDAY = [
    came(ANA, 0, 4),
    came(LUIS, 0, 4),
    came(PEDRO, 0, 5),
    left(PEDRO, 2, 30),
    came(CARMEN, 3, 42),
    left(LUIS, 4, 60),
    came(PEDRO, 4, 63),
]
OUT = [ItemAbsence(CARMEN, 4, 6)]


@pytest.mark.parametrize(
    ("item", "people"),
    [
        (0, {ANA, LUIS, PEDRO}),
        (1, {ANA, LUIS, PEDRO}),
        (2, {ANA, LUIS, PEDRO}),  # Pedro leaves during 2: present for it
        (3, {ANA, LUIS, CARMEN}),  # Carmen comes during 3: present from it
        (4, {ANA, LUIS, PEDRO}),  # Luis leaves, Pedro comes back, Carmen is out
        (5, {ANA, PEDRO}),
        (6, {ANA, PEDRO}),
        (7, {ANA, PEDRO, CARMEN}),
    ],
)
def test_the_room_at_each_item(item: int, people: set[int]) -> None:
    assert present_at(intervals(WEDNESDAY), OUT, item) == people


def test_entries_and_exits_are_derived() -> None:
    def minute(n: int) -> datetime:
        return NINE + timedelta(minutes=n)

    assert intervals(WEDNESDAY) == (
        Interval(ANA, 0, None, minute(4)),
        Interval(LUIS, 0, 4, minute(4), minute(60)),
        Interval(PEDRO, 0, 2, minute(5), minute(30)),
        Interval(CARMEN, 3, None, minute(42)),
        Interval(PEDRO, 4, None, minute(63)),
    )
    assert attendance_errors(WEDNESDAY, OUT) == ()


def test_out_of_the_room_and_back_during_one_item() -> None:
    moves = [came(ANA, 0), left(ANA, 3, order=1), came(ANA, 3, order=2)]
    assert all(present_at(intervals(moves), [], item) == {ANA} for item in range(6))
    assert attendance_errors(moves) == ()
    # The other way round: looked in during item 3 and left again.
    moves = [came(ROSA, 3, order=1), left(ROSA, 3, order=2)]
    stays = intervals(moves)
    assert [bool(present_at(stays, [], item)) for item in (2, 3, 4)] == [False, True, False]


@pytest.mark.parametrize(
    ("moves", "absences", "errors"),
    [
        ([left(ANA, 2)], [], [("departure_without_arrival", 2)]),
        ([left(ANA, 2), came(ANA, 4)], [], [("departure_without_arrival", 2)]),
        ([came(ANA, 0), came(ANA, 3)], [], [("arrival_twice", 3)]),
        (
            [came(ANA, 0), left(ANA, 2), left(ANA, 5)],
            [],
            [("departure_without_arrival", 5)],
        ),
        ([came(ANA, 0, 30), left(ANA, 2, 10)], [], [("clock_backwards", 2)]),
        ([came(ANA, 0, 30), left(ANA, 2, 30)], [], []),
        ([came(ANA, 0, 30), came(LUIS, 2, 10)], [], []),
        ([came(ANA, 0)], [ItemAbsence(ANA, 6, 4)], [("absence_reversed", 6)]),
        ([came(ANA, 0)], [ItemAbsence(ANA, 4, 4)], []),
        ([], [ItemAbsence(ANA, 4, 6)], [("absence_outside_presence", 4)]),
        ([came(ANA, 5)], [ItemAbsence(ANA, 4, 6)], [("absence_outside_presence", 4)]),
        (
            [came(ANA, 0), left(ANA, 5)],
            [ItemAbsence(ANA, 4, 6)],
            [("absence_outside_presence", 6)],
        ),
        (
            [came(ANA, 0), left(ANA, 2), came(ANA, 3)],
            [ItemAbsence(ANA, 1, 9)],
            [],
        ),
        (
            [came(LUIS, 0), came(ANA, 0), left(ANA, 2), came(ANA, 4)],
            [ItemAbsence(ANA, 1, 9)],
            [("absence_outside_presence", 3)],
        ),
    ],
)
def test_facts_that_cannot_be_so_are_named(
    moves: list[Movement], absences: list[ItemAbsence], errors: list[tuple[str, int]]
) -> None:
    assert attendance_errors(moves, absences) == tuple(
        AttendanceError(code, ANA, item) for code, item in errors
    )


def test_errors_change_nothing_else() -> None:
    moves = [came(ANA, 0), came(ANA, 3), left(LUIS, 1), left(ANA, 5)]
    assert intervals(moves) == (Interval(ANA, 0, 5),)


people = st.integers(1, 5)
items = st.integers(0, 8)
movements = st.lists(
    st.builds(
        Movement,
        person=people,
        direction=st.sampled_from(Direction),
        item=items,
        at=st.none(),
        order=st.integers(0, 50),
    ),
    unique_by=lambda move: move.order,
    max_size=14,
)
absences = st.lists(
    st.builds(ItemAbsence, person=people, first_item=items, last_item=items), max_size=4
)


@given(movements, absences, items)
def test_presence_is_what_the_door_says(
    moves: list[Movement], out: list[ItemAbsence], item: int
) -> None:
    """Said another way: inside before the item, or came in during it; and not out for it."""
    inside: set[int] = set()
    for move in sorted(moves, key=lambda move: (move.item, move.order)):
        if move.direction is Direction.arrival and move.item <= item:
            inside.add(move.person)
        elif move.item < item:
            inside.discard(move.person)
    away = {absence.person for absence in out if absence.first_item <= item <= absence.last_item}
    assert present_at(intervals(moves), out, item) == inside - away


@given(movements, absences, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_handed_in_is_of_no_account(
    moves: list[Movement], out: list[ItemAbsence], random: Random
) -> None:
    shuffled, mixed = list(moves), list(out)
    random.shuffle(shuffled)
    random.shuffle(mixed)
    assert intervals(shuffled) == intervals(moves)
    assert attendance_errors(shuffled, mixed) == attendance_errors(moves, out)


@given(movements)
def test_facts_without_errors_are_all_in_the_stays(moves: list[Movement]) -> None:
    stays = intervals(moves)
    assert all(stay.last_item is None or stay.first_item <= stay.last_item for stay in stays)
    if not attendance_errors(moves):
        doors = len(stays) + sum(stay.last_item is not None for stay in stays)
        assert doors == len(moves)


def seat(number: int, *holders: tuple[int, str, int]) -> SeatHolders:
    return SeatHolders(number, tuple(Holder(who, Holding(how), rank) for who, how, rank in holders))


TWO_ALTERNATES = seat(10, (ROSA, "alternate", 2), (LUIS, "alternate", 1), (ANA, "principal", 1))


@pytest.mark.parametrize(
    ("present", "sits", "beside"),
    [
        ({ANA, LUIS, ROSA}, ANA, [LUIS, ROSA]),  # one seat, one vote: the principal's
        ({ANA}, ANA, []),
        ({LUIS, ROSA}, LUIS, [ROSA]),  # a sick principal: the first alternate
        ({ROSA}, ROSA, []),
        ({PEDRO}, None, []),  # whom the seat does not name does not sit in it
        (set(), None, []),
    ],
)
def test_principal_first_then_alternates_by_rank(
    present: set[int], sits: int | None, beside: list[int]
) -> None:
    (found,) = occupancy([TWO_ALTERNATES], frozenset(present))
    assert (found.holder.person if found.holder else None) == sits
    assert [holder.person for holder in found.beside] == beside


def test_an_alternate_of_two_seats_sits_in_both_if_the_data_say_so() -> None:
    seats = [
        seat(10, (ANA, "principal", 1), (LUIS, "alternate", 1)),
        seat(11, (CARMEN, "principal", 1), (LUIS, "alternate", 1)),
        seat(12, (PEDRO, "principal", 1)),
    ]
    found = occupancy(seats, frozenset({LUIS}))
    assert [row.holder and row.holder.person for row in found] == [LUIS, LUIS, None]


def test_seats_are_counted_one_each_or_by_weight() -> None:
    ana, luis = (HolderHere(who, "", Holding.principal, 1) for who in (ANA, LUIS))
    seats = (
        SeatHere(10, "El Cedro", "", 5, (ana,)),
        SeatHere(11, "La Unión", "", 3, (luis,)),
        SeatHere(12, "San José", "", 2, ()),  # vacant
    )
    came_first = Moved(1, LUIS, "", 11, Direction.arrival, None, NINE)
    count = Presence(Electorate.seats, seats, (came_first,), (), {}).count(None)
    assert (count.seats, count.filled, count.taken) == (3, 2, 1)
    assert (count.seats_weight, count.filled_weight, count.taken_weight) == (10, 8, 3)


holders = st.builds(Holder, person=people, holding=st.sampled_from(Holding), rank=st.integers(1, 3))
bodies = st.lists(
    st.builds(
        SeatHolders,
        seat=st.integers(1, 20),
        holders=st.lists(holders, max_size=4, unique_by=lambda h: h.person).map(tuple),
    ),
    unique_by=lambda row: row.seat,
    max_size=8,
)
rooms = st.frozensets(people)


@given(bodies, rooms)
def test_nobody_sits_who_is_not_there_or_not_named(
    seats: list[SeatHolders], present: frozenset[int]
) -> None:
    found = occupancy(seats, present)
    assert [row.seat for row in found] == [row.seat for row in seats]
    for row, taken in zip(seats, found, strict=True):
        here = {holder for holder in row.holders if holder.person in present}
        assert (taken.holder is not None) == bool(here)
        if taken.holder:
            assert {taken.holder, *taken.beside} == here
            principals = {holder for holder in here if holder.holding is Holding.principal}
            peers = principals or here
            assert taken.holder in peers
            assert taken.holder.rank == min(peer.rank for peer in peers)


@given(bodies, rooms, people)
def test_one_more_in_the_room_never_empties_a_seat(
    seats: list[SeatHolders], present: frozenset[int], late: int
) -> None:
    before, after = occupancy(seats, present), occupancy(seats, present | {late})
    for then, now in zip(before, after, strict=True):
        assert now.holder or not then.holder
