"""What changes meetings: one module per subject, all names here."""

from assembly.meetings.actions.agenda import (
    add_item,
    edit_item,
    index_item,
    mark_of,
    move_item,
    remove_item,
)
from assembly.meetings.actions.attendance import (
    arrive,
    be_absent_for,
    count_heads,
    depart,
    take_back,
    take_seat,
)
from assembly.meetings.actions.carry import carry_into_next, carry_over, propose_agenda
from assembly.meetings.actions.convene import (
    cancel_meeting,
    convene,
    create_meeting,
    edit_meeting,
    meet_today,
)
from assembly.meetings.actions.items import (
    add_item_in_session,
    close_item,
    defer_item,
    open_item,
    put_back,
    withdraw_item,
)
from assembly.meetings.actions.notice import record_notice, strike_notice
from assembly.meetings.actions.roll import call_roll, not_held
from assembly.meetings.actions.rules_of_body import (
    Standing,
    set_convening_rule,
    set_quorum_rules,
    set_standing_items,
    take_up_rules,
)
from assembly.meetings.actions.seal import (
    refuse_if_not_held,
    refuse_if_sealed,
    seal,
    unseal,
    wait_for_writers,
)
from assembly.meetings.actions.series import (
    checked_rule,
    convene_from_series,
    create_series,
    edit_series,
    pause_series,
)
from assembly.meetings.actions.session import (
    end_session,
    go_on,
    set_chair_and_secretary,
    type_from_paper,
)
from assembly.meetings.actions.text import write_text

__all__ = [
    "Standing",
    "add_item",
    "add_item_in_session",
    "arrive",
    "be_absent_for",
    "call_roll",
    "cancel_meeting",
    "carry_into_next",
    "carry_over",
    "checked_rule",
    "close_item",
    "convene",
    "convene_from_series",
    "count_heads",
    "create_meeting",
    "create_series",
    "defer_item",
    "depart",
    "edit_item",
    "edit_meeting",
    "edit_series",
    "end_session",
    "go_on",
    "index_item",
    "mark_of",
    "meet_today",
    "move_item",
    "not_held",
    "open_item",
    "pause_series",
    "propose_agenda",
    "put_back",
    "record_notice",
    "refuse_if_not_held",
    "refuse_if_sealed",
    "remove_item",
    "seal",
    "set_chair_and_secretary",
    "set_convening_rule",
    "set_quorum_rules",
    "set_standing_items",
    "strike_notice",
    "take_back",
    "take_seat",
    "take_up_rules",
    "type_from_paper",
    "unseal",
    "wait_for_writers",
    "withdraw_item",
    "write_text",
]
