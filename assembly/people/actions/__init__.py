"""What changes people, bodies and accounts: one module per subject, all verbs here."""

from assembly.people.actions.accounts import (
    change_login,
    close_account,
    create_account,
    end_sessions,
    grant_role,
    open_account,
    revoke_role,
    set_administrator,
    set_language,
    set_password,
    set_password_with_card,
)
from assembly.people.actions.bodies import create_body, edit_body
from assembly.people.actions.cards import (
    end_cards_of_meeting,
    enter_with_card,
    issue_cards,
    move_cards_of_meeting,
    renew_cards_of_meeting,
    withdraw_card,
    withdraw_cards,
)
from assembly.people.actions.house import tell_address
from assembly.people.actions.memberships import (
    correct_membership,
    end_membership,
    enroll,
    seat_person,
)
from assembly.people.actions.organizations import create_organization, edit_organization
from assembly.people.actions.persons import (
    create_person,
    deactivate_person,
    edit_person,
    reactivate_person,
)
from assembly.people.actions.seats import (
    add_seat,
    add_seats_for_organizations,
    edit_seat,
    end_seat,
    move_seat,
    reopen_seat,
    sort_seats,
)
from assembly.people.actions.signing_in import Try, begin_card, begin_sign_in, sign_in

__all__ = [
    "Try",
    "add_seat",
    "add_seats_for_organizations",
    "begin_card",
    "begin_sign_in",
    "change_login",
    "close_account",
    "correct_membership",
    "create_account",
    "create_body",
    "create_organization",
    "create_person",
    "deactivate_person",
    "edit_body",
    "edit_organization",
    "edit_person",
    "edit_seat",
    "end_cards_of_meeting",
    "end_membership",
    "end_seat",
    "end_sessions",
    "enroll",
    "enter_with_card",
    "grant_role",
    "issue_cards",
    "move_cards_of_meeting",
    "move_seat",
    "open_account",
    "reactivate_person",
    "renew_cards_of_meeting",
    "reopen_seat",
    "revoke_role",
    "seat_person",
    "set_administrator",
    "set_language",
    "set_password",
    "set_password_with_card",
    "sign_in",
    "sort_seats",
    "tell_address",
    "withdraw_card",
    "withdraw_cards",
]
