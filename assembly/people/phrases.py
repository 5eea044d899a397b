"""People's enums and rules in words."""

from flask_babel import LazyString

from assembly.people.rules import (
    CardState,
    CardUse,
    Classification,
    Electorate,
    Holding,
    Paper,
    Whom,
)
from assembly.roles import Role
from assembly.web.i18n import _l

CLASSIFICATIONS: dict[Classification, LazyString] = {
    Classification.commune: _l("Commune"),
    Classification.communal_council: _l("Communal council"),
    Classification.productive_organization: _l("Productive organisation"),
    Classification.bank: _l("Communal bank"),
    Classification.committee: _l("Committee"),
    Classification.union: _l("Union"),
    Classification.cooperative: _l("Cooperative"),
    Classification.movement: _l("Movement"),
    Classification.other: _l("Other organisation"),
}

ELECTORATES: dict[Electorate, LazyString] = {
    Electorate.seats: _l("Seats with spokespersons and alternates"),
    Electorate.roll: _l("Everyone on a roll"),
    Electorate.census: _l("Everyone, counted from a census number"),
}

HOLDINGS: dict[Holding, LazyString] = {
    Holding.principal: _l("principal"),
    Holding.alternate: _l("alternate"),
}

PAPERS: dict[Paper, LazyString] = {Paper.letter: _l("Letter"), Paper.a4: _l("A4")}

ROLES: dict[Role, LazyString] = {
    Role.member: _l("member"),
    Role.observer: _l("observer"),
    Role.spokesperson: _l("spokesperson"),
    Role.oversight: _l("oversight"),
    Role.treasurer: _l("treasurer"),
    Role.secretary: _l("secretary"),
    Role.chair: _l("chair"),
    Role.administrator: _l("administrator"),
}

CARD_USES: dict[CardUse, LazyString] = {
    CardUse.meeting: _l("one meeting, as often as needed"),
    CardUse.once: _l("one entry, once"),
}

CARD_STATES: dict[CardState, LazyString] = {
    CardState.valid: _l("good until %(until)s"),
    CardState.used: _l("used on %(used)s"),
    CardState.expired: _l("ran out on %(until)s"),
}

WHOM: dict[Whom, LazyString] = {
    Whom.without: _l("those who hold no good card"),
    Whom.everyone: _l("everyone on this list"),
    Whom.chosen: _l("those marked below"),
}

VIOLATIONS: dict[str, LazyString] = {
    # signing in
    "people.wrong_login": _l("The name or the password is not right."),
    "people.blocked": _l("Too many tries. Try again in %(minutes)s min."),
    # names and numbers
    "people.name_missing": _l("Write a name."),
    "people.text_long": _l("This is too long: at most %(most)s characters."),
    "people.identity_taken": _l("The number %(number)s belongs to %(name)s."),
    # organizations
    "people.organization_exists": _l("There is already an organisation called %(name)s here."),
    "people.organization_inside_itself": _l("An organisation cannot lie inside itself."),
    # persons
    "people.person_inactive": _l(
        "%(name)s has been taken out of the lists. Put the person back first."
    ),
    "people.holds_seats": _l("%(name)s still holds seats: %(seats)s. End these terms first."),
    # bodies
    "people.body_exists": _l("This organisation already has a body called %(name)s."),
    "people.census_missing": _l("Write how many people the census counts."),
    "people.census_negative": _l("A census cannot be less than zero."),
    "people.timezone_unknown": _l("Choose a time zone from the list."),
    "people.body_has_seats": _l(
        "This body has %(count)s seats. End them before you count by census."
    ),
    # seats and terms
    "people.no_seats_here": _l("This body is counted by its census: it has no seats."),
    "people.weight": _l("The weight is a whole number from 1 to %(most)s."),
    "people.dates_order": _l("The end cannot be before the beginning (%(start)s)."),
    "people.seat_still_to_begin": _l(
        "The term of %(name)s begins on %(start)s. End or correct it first."
    ),
    "people.seat_ended": _l("The seat ends on %(end)s: no term can go further."),
    "people.seat_taken": _l(
        "%(name)s cannot be principal on the same days as %(other)s. End the term of %(other)s first."
    ),
    "people.person_unknown": _l(
        "Nobody in the lists is called %(name)s. Correct the name, or register a new person."
    ),
    "people.person_known": _l(
        "%(name)s is in the lists already. If this is someone else, register that person first, apart."
    ),
    "people.already_in_seat": _l("%(name)s already holds this seat on these days."),
    "people.rank_taken": _l("%(other)s is already alternate number %(rank)s on these days."),
    "people.term_over": _l("This term already ended on %(end)s."),
    "people.not_a_roll": _l("This body has seats, not a roll."),
    "people.already_on_roll": _l("%(name)s is already on the roll."),
    # accounts
    "people.account_exists": _l("%(name)s already has an account."),
    "people.login_letters": _l(
        "Use 3 to 40 small letters without accents, digits, dots or hyphens, such as ana.guaregua."
    ),
    "people.login_number": _l("A login name must not look like an identity number."),
    "people.login_taken": _l("%(name)s already signs in as %(login)s."),
    "people.password_short": _l(
        "A password has at least 8 characters. A PIN has at least 6 digits."
    ),
    "people.password_long": _l("At most 200 characters."),
    "people.password_guessable": _l("This password is among the first that anyone would try."),
    "people.pin_short": _l("A PIN has at least 6 digits."),
    "people.pin_guessable": _l(
        "This PIN is easily guessed: not 123456, not a date or number others know."
    ),
    "people.password_old_wrong": _l("This is not your password so far."),
    "people.last_administrator": _l(
        "This is the last administrator. First make someone else administrator."
    ),
    "people.role_by_hand": _l("This role is not given by hand."),
    # cards
    "people.card_nobody": _l("There is nobody to print a card for."),
    "people.card_time": _l("A card is good for some time from now, at most %(most)s days."),
    "people.card_before_meeting": _l("The card would run out before the meeting begins."),
    "people.card_accounts": _l(
        "%(count)s of them have no account yet. Mark this to open one for each."
    ),
    "people.card_account_closed": _l("Their accounts are closed: %(names)s."),
    "people.card_sheet_over": _l(
        "These cards were withdrawn or replaced since. Open this page anew to print others."
    ),
    "people.card_wrong": _l("No card has this code. Look at it again, letter by letter."),
    "people.card_used": _l("This card was good for one entry, and has been used."),
    "people.card_expired": _l("This card has run out. Ask the secretary for another."),
    "people.card_ended": _l("This card opens nothing any more. Ask the secretary for another."),
    "people.card_not_for_roles": _l(
        "You have a role besides your seat: change your PIN with the one you have, or ask the administrator."
    ),
}
