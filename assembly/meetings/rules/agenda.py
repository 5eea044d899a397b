"""The agenda: what flows into the next meeting, in which order, and where an added item goes."""

from collections.abc import Sequence
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
            carried.append(_carried(left))
    begin = next((i for i, item in enumerate(agenda) if item.kind not in _FIRST), len(agenda))
    agenda[begin:begin] = carried
    if open_commitments:
        _add_commitments(agenda, tuple(dict.fromkeys(open_commitments)), commitments_title)
    return tuple(agenda)


@dataclass(frozen=True, slots=True)
class AgendaPlace:
    """An item of an agenda that exists: what can take up an unfinished item in its place."""

    item: int
    kind: ItemKind
    status: ItemStatus
    standing: int | None = None
    carried_from: int | None = None


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What an agenda that exists still has to take up: links (its item, the unfinished one), and new items."""

    links: tuple[tuple[int, int], ...] = ()
    items: tuple[ProposedItem, ...] = ()
    number: int = 1

    def __bool__(self) -> bool:
        return bool(self.links or self.items)


def carry_into(agenda: Sequence[AgendaPlace], unfinished: Sequence[UnfinishedItem]) -> CarriedOver:
    """What to change in an agenda made before an earlier meeting ended, so that nothing it left is lost.

    As in `compose_agenda`: an item of the agenda that stands for the same thing is linked, the rest is
    added after what the meeting begins with (at `number`), never before an item already taken up.
    """
    links: dict[int, int] = {}
    items: list[ProposedItem] = []
    for left in _last_copies(unfinished):
        free = (
            place.item
            for place in agenda
            if place.carried_from is None
            and place.item not in links
            and _alike(left, place.kind, place.standing)
        )
        if (taker := next(free, None)) is not None:
            links[taker] = left.item
        elif left.kind not in _ONE_OF_A_KIND:
            items.append(_carried(left))
    numbers = range(1, len(agenda) + 1)
    after = max(
        (n for n, place in zip(numbers, agenda, strict=True) if place.status in _TAKEN_UP),
        default=0,
    )
    begins = (n for n, place in zip(numbers, agenda, strict=True) if place.kind not in _FIRST)
    number = max(after + 1, next(begins, len(agenda) + 1))
    return CarriedOver(tuple(links.items()), tuple(items), number)


def item_mark(*fields: object) -> str:
    """A short mark of what an item says: a save against another mark was made by someone who saw less."""
    return sha256("\x1f".join(map(str, fields)).encode()).hexdigest()[:16]


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
        if item.carried_from is None and _alike(left, item.kind, item.standing):
            return place
    return None


def _alike(left: UnfinishedItem, kind: ItemKind, standing: int | None) -> bool:
    """Whether an item stands for what was left: from the same standing item, or one of its kind."""
    same = left.standing is not None and standing == left.standing
    return same or (left.kind in _ONE_OF_A_KIND and kind is left.kind)


def _carried(left: UnfinishedItem) -> ProposedItem:
    kind = ItemKind.general if left.kind is ItemKind.opening else left.kind
    return ProposedItem(left.title, kind, left.minutes, carried_from=left.item)


def _add_commitments(agenda: list[ProposedItem], open_ones: tuple[int, ...], title: str) -> None:
    for place, item in enumerate(agenda):
        if item.kind is ItemKind.commitments:
            agenda[place] = replace(item, commitments=open_ones)
            return
    end = next(
        (i for i, item in enumerate(agenda) if item.kind is ItemKind.other_business), len(agenda)
    )
    agenda.insert(end, ProposedItem(title, ItemKind.commitments, commitments=open_ones))
