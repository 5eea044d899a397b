"""The agenda: what flows into the next meeting, in which order, and where an added item goes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final, TypeVar

from assembly.meetings.rules.kinds import ItemKind, ItemStatus

Item = TypeVar("Item")

_FIRST: Final = frozenset(
    {ItemKind.roll_call, ItemKind.previous_minutes, ItemKind.agenda, ItemKind.opening}
)
"""What a meeting begins with, before its business."""

_OF_THE_DAY: Final = frozenset({ItemKind.roll_call, ItemKind.agenda, ItemKind.other_business})
"""Items about their own meeting: left unfinished, there is nothing of them to carry over."""

_ONE_OF_A_KIND: Final = frozenset({ItemKind.previous_minutes, ItemKind.commitments})
"""Left unfinished, these are taken up by the standing item of their kind, whatever its id."""

_TAKEN_UP: Final = frozenset({ItemStatus.open, ItemStatus.closed})


@dataclass(frozen=True, slots=True)
class StandingItem:
    """An item that every meeting has. `standing` is its id."""

    standing: int
    title: str
    kind: ItemKind = ItemKind.general
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class UnfinishedItem:
    """An item that an ended meeting left unfinished and no later agenda has taken up.

    `item` is its id, `carried_from` the item it was itself a copy of, `standing` the standing item
    it came from, if any.
    """

    item: int
    title: str
    kind: ItemKind = ItemKind.general
    minutes: int | None = None
    carried_from: int | None = None
    standing: int | None = None


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """An item proposed for the next agenda, with links to where it comes from.

    `carried_from` is the unfinished item it takes up; `commitments` are the ids of the open
    commitments it goes through, in the order given.
    """

    title: str
    kind: ItemKind
    minutes: int | None = None
    standing: int | None = None
    carried_from: int | None = None
    commitments: tuple[int, ...] = ()


def compose_agenda(
    standing: Sequence[StandingItem],
    unfinished: Sequence[UnfinishedItem],
    open_commitments: Sequence[int] = (),
    *,
    commitments_title: str = "",
) -> tuple[ProposedItem, ...]:
    """Propose the agenda of the next meeting from what stands and what was left.

    Standing items keep their order. Unfinished items, in the order given, come after what a
    meeting begins with and before its other business of the day; one that came from a standing item
    is taken up by that item instead of being listed twice. All open commitments go into one item:
    the standing one if there is one, else a new one (`commitments_title`) before *other business*.

    Nothing is lost and nothing is listed twice: of an item carried over more than once only the
    last copy counts, an unfinished *punto previo* comes back as an ordinary item, an unfinished
    item of commitments comes back by what is still open of them, and roll call, agenda and other
    business, being of their own day, do not come back.
    """
    agenda = [
        ProposedItem(item.title, item.kind, item.minutes, standing=item.standing)
        for item in standing
    ]
    carried = []
    for left in _last_copies(unfinished):
        place = _taken_up_by(agenda, left)
        if place is not None:
            agenda[place] = replace(agenda[place], carried_from=left.item)
        elif left.kind is not ItemKind.commitments:
            kind = ItemKind.general if left.kind is ItemKind.opening else left.kind
            carried.append(ProposedItem(left.title, kind, left.minutes, carried_from=left.item))
    begin = next((i for i, item in enumerate(agenda) if item.kind not in _FIRST), len(agenda))
    agenda[begin:begin] = carried
    if open_commitments:
        _add_commitments(agenda, tuple(dict.fromkeys(open_commitments)), commitments_title)
    return tuple(agenda)


def item_mark(*fields: object) -> str:
    """A short mark of what an item says: a save against another mark was made by someone who saw less."""
    return sha256("\x1f".join(map(str, fields)).encode()).hexdigest()[:16]


def renumber(items: Iterable[Item]) -> dict[Item, int]:
    """Numbers 1, 2, 3, … in the order given."""
    return {item: number for number, item in enumerate(items, start=1)}


def move(items: Sequence[Item], item: Item, number: int) -> tuple[Item, ...]:
    """The same items with `item` at `number` (from 1; beyond an end means the end)."""
    rest = [other for other in items if other != item]
    if len(rest) == len(items):
        raise ValueError("the item is not in the agenda")
    place = min(max(number, 1), len(items)) - 1
    return (*rest[:place], item, *rest[place:])


def place_for(agenda: Sequence[tuple[ItemKind, ItemStatus]], kind: ItemKind) -> int:
    """The number that an item of `kind`, added now, takes in `agenda`; the rest move down by one.

    A *punto previo* comes before the business, after what the meeting begins with; other business
    comes last; anything else before other business. Never before an item already taken up.
    """
    taken_up = max(
        (i for i, (_, status) in enumerate(agenda, start=1) if status in _TAKEN_UP),
        default=0,
    )
    behind = set(ItemKind) - _FIRST if kind in _FIRST else {ItemKind.other_business} - {kind}
    stops = (i for i, (other, _) in enumerate(agenda, start=1) if other in behind)
    return max(taken_up + 1, next(stops, len(agenda) + 1))


def _last_copies(unfinished: Sequence[UnfinishedItem]) -> list[UnfinishedItem]:
    """Each unfinished matter once: without repeats, superseded copies, and items of their day."""
    superseded = {left.carried_from for left in unfinished}
    return [
        left
        for left in {left.item: left for left in unfinished}.values()
        if left.item not in superseded and left.kind not in _OF_THE_DAY
    ]


def _taken_up_by(agenda: Sequence[ProposedItem], left: UnfinishedItem) -> int | None:
    """The place of the standing item that brings `left` back anyway, if it is still free."""
    for place, item in enumerate(agenda):
        same = left.standing is not None and item.standing == left.standing
        alike = left.kind in _ONE_OF_A_KIND and item.kind is left.kind
        if (same or alike) and item.carried_from is None:
            return place
    return None


def _add_commitments(agenda: list[ProposedItem], open_ones: tuple[int, ...], title: str) -> None:
    for place, item in enumerate(agenda):
        if item.kind is ItemKind.commitments:
            agenda[place] = replace(item, commitments=open_ones)
            return
    end = next(
        (i for i, item in enumerate(agenda) if item.kind is ItemKind.other_business), len(agenda)
    )
    agenda.insert(end, ProposedItem(title, ItemKind.commitments, commitments=open_ones))
