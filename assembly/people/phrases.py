"""People's enums and rules in words."""

from flask_babel import LazyString

from assembly.people.rules import Classification, Electorate, Holding, Paper
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
    Role.secretary: _l("secretary"),
    Role.chair: _l("chair"),
    Role.administrator: _l("administrator"),
}

VIOLATIONS: dict[str, LazyString] = {
    "people.wrong_login": _l("The name or the password is not right."),
    "people.blocked": _l("Too many tries. Wait %(minutes)s minutes and try again."),
}
