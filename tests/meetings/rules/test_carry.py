"""What an agenda that was made too early still has to take up: nothing is lost, nothing twice."""

from hypothesis import given
from hypothesis import strategies as st

from assembly.meetings.rules import (
    AgendaPlace,
    ItemKind,
    ItemStatus,
    UnfinishedItem,
    carry_into,
)

PLANNED = ItemStatus.planned
OF_THE_DAY = {ItemKind.roll_call, ItemKind.agenda, ItemKind.other_business}
ONE_OF_A_KIND = {ItemKind.previous_minutes, ItemKind.commitments}


def test_a_deferred_item_comes_after_what_the_meeting_begins_with():
    agenda = [
        AgendaPlace(1, ItemKind.roll_call, PLANNED, standing=11),
        AgendaPlace(2, ItemKind.previous_minutes, PLANNED, standing=12),
        AgendaPlace(3, ItemKind.other_business, PLANNED, standing=13),
    ]
    carried = carry_into(agenda, [UnfinishedItem(7, "Derrumbe en la vía", minutes=15)])
    assert carried.links == ()
    assert [(each.title, each.carried_from, each.minutes) for each in carried.items] == [
        ("Derrumbe en la vía", 7, 15)
    ]
    assert carried.number == 3


def test_a_standing_item_that_was_left_is_linked_not_doubled():
    agenda = [AgendaPlace(1, ItemKind.report, PLANNED, standing=5)]
    carried = carry_into(agenda, [UnfinishedItem(7, "Informe", ItemKind.report, standing=5)])
    assert carried.links == ((1, 7),)
    assert carried.items == ()


def test_minutes_left_unread_are_taken_up_by_those_of_the_next_meeting():
    agenda = [AgendaPlace(1, ItemKind.previous_minutes, PLANNED)]
    left = [UnfinishedItem(7, "Acta anterior", ItemKind.previous_minutes, standing=5)]
    assert carry_into(agenda, left).links == ((1, 7),)


def test_nothing_is_put_before_what_was_already_taken_up():
    agenda = [
        AgendaPlace(1, ItemKind.roll_call, ItemStatus.closed),
        AgendaPlace(2, ItemKind.general, ItemStatus.open),
        AgendaPlace(3, ItemKind.general, PLANNED),
    ]
    assert carry_into(agenda, [UnfinishedItem(7, "Vivero")]).number == 3


def test_nothing_left_changes_nothing():
    assert not carry_into([AgendaPlace(1, ItemKind.general, PLANNED)], [])


PLACES = st.lists(
    st.tuples(
        st.sampled_from(ItemKind), st.sampled_from(ItemStatus), st.sampled_from([None, 1, 2, 3])
    ),
    max_size=8,
)
LEFT = st.lists(st.tuples(st.sampled_from(ItemKind), st.sampled_from([None, 1, 2, 3])), max_size=8)


@given(PLACES, LEFT)
def test_each_unfinished_item_is_taken_up_exactly_once(places, left):
    agenda = [
        AgendaPlace(number, kind, status, standing)
        for number, (kind, status, standing) in enumerate(places, 1)
    ]
    unfinished = [
        UnfinishedItem(100 + number, f"Punto {number}", kind, standing=standing)
        for number, (kind, standing) in enumerate(left)
    ]
    carried = carry_into(agenda, unfinished)
    taken = [item for _, item in carried.links] + [each.carried_from for each in carried.items]
    assert len(taken) == len(set(taken))
    owed = {each.item for each in unfinished if each.kind not in OF_THE_DAY | ONE_OF_A_KIND}
    assert owed <= set(taken)
    assert not {each.item for each in unfinished if each.kind in OF_THE_DAY} & set(taken)
    takers = [item for item, _ in carried.links]
    assert len(takers) == len(set(takers))
    assert 1 <= carried.number <= len(agenda) + 1

    # Once done, there is nothing more to do.
    linked = dict(carried.links)
    after = [
        AgendaPlace(each.item, each.kind, each.status, each.standing, linked.get(each.item))
        for each in agenda
    ]
    rest = [each for each in unfinished if each.item not in taken]
    assert not carry_into(after, rest).items
