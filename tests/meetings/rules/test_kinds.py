"""Which state may follow which: the expected moves are stories of a session, step by step."""

from itertools import pairwise

import pytest

from assembly.meetings.rules import (
    ITEM_MOVES,
    MEETING_MOVES,
    UNFINISHED,
    ItemStatus,
    MeetingStatus,
    item_may_become,
    meeting_may_become,
)


@pytest.mark.parametrize(
    ("story", "allowed"),
    [
        ("draft convened in_session ended", True),
        ("draft cancelled", True),
        ("draft convened cancelled", True),
        ("convened draft", True),  # the date is wrong: back to the drawing board
        ("draft in_session", True),  # typed from paper, no notice was kept
        ("ended in_session", True),  # ended by mistake
        ("draft ended", False),  # what was never in session cannot end
        ("convened ended", False),
        ("in_session cancelled", False),  # it took place: that is a fact
        ("in_session draft", False),
        ("ended cancelled", False),
        ("ended draft", False),
        ("cancelled draft", False),
        ("cancelled in_session", False),
        ("convened convened", False),
    ],
)
def test_a_meeting_goes_from_draft_to_its_end(story: str, allowed: bool) -> None:
    steps = [MeetingStatus(word) for word in story.split()]
    moves = [meeting_may_become(old, new) for old, new in pairwise(steps)]
    assert all(moves) is allowed


@pytest.mark.parametrize(
    ("story", "allowed"),
    [
        ("planned open closed", True),
        ("planned deferred", True),
        ("planned withdrawn", True),
        ("open deferred", True),
        ("open withdrawn", True),
        ("open planned", True),  # opened by mistake
        ("closed open", True),  # reopened in the same session
        ("deferred open closed", True),
        ("withdrawn planned", True),
        ("planned closed", False),  # nothing was said on it
        ("closed planned", False),
        ("closed deferred", False),
        ("closed withdrawn", False),
        ("deferred closed", False),
        ("withdrawn open", False),
    ],
)
def test_an_item_is_opened_before_it_is_closed(story: str, allowed: bool) -> None:
    steps = [ItemStatus(word) for word in story.split()]
    moves = [item_may_become(old, new) for old, new in pairwise(steps)]
    assert all(moves) is allowed


def test_every_state_has_its_moves_and_none_may_follow_itself() -> None:
    assert set(MEETING_MOVES) == set(MeetingStatus)
    assert set(ITEM_MOVES) == set(ItemStatus)
    assert not any(status in after for status, after in MEETING_MOVES.items())
    assert not any(status in after for status, after in ITEM_MOVES.items())


def test_what_is_closed_or_withdrawn_does_not_come_back() -> None:
    assert set(ItemStatus) - UNFINISHED == {ItemStatus.closed, ItemStatus.withdrawn}
