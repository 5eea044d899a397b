"""What changes meetings: one module per subject, all names here."""

from assembly.meetings.actions.attendance import (
    arrive,
    be_absent_for,
    count_heads,
    depart,
    hand_over,
    take_back,
)
from assembly.meetings.actions.items import (
    add_item_in_session,
    close_item,
    defer_item,
    open_item,
    put_back,
    withdraw_item,
)
from assembly.meetings.actions.roll import call_roll, not_held
from assembly.meetings.actions.seal import refuse_if_not_held, refuse_if_sealed, seal
from assembly.meetings.actions.session import (
    end_session,
    go_on,
    set_chair_and_secretary,
    type_from_paper,
)
from assembly.meetings.actions.text import write_text

__all__ = [
    "add_item_in_session",
    "arrive",
    "be_absent_for",
    "call_roll",
    "close_item",
    "count_heads",
    "defer_item",
    "depart",
    "end_session",
    "go_on",
    "hand_over",
    "not_held",
    "open_item",
    "put_back",
    "refuse_if_not_held",
    "refuse_if_sealed",
    "seal",
    "set_chair_and_secretary",
    "take_back",
    "type_from_paper",
    "withdraw_item",
    "write_text",
]
