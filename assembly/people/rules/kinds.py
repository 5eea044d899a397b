"""The kinds of organizations, bodies, seats and papers, and which roles are given by hand."""

from __future__ import annotations

from enum import StrEnum

from assembly.roles import Role

# A spokesperson is one by her seat, a member by signing in; administrator is for the installation.
GRANTABLE = (Role.chair, Role.secretary, Role.oversight, Role.treasurer, Role.observer)


class Classification(StrEnum):
    """What kind of organization it is (Popolo *classification*)."""

    commune = "commune"
    communal_council = "communal_council"
    productive_organization = "productive_organization"
    bank = "bank"
    committee = "committee"
    union = "union"
    cooperative = "cooperative"
    movement = "movement"
    other = "other"


class Electorate(StrEnum):
    """Who makes up a body: numbered seats, everyone on a roll, or only a census number.

    On a roll each person holds a seat of her own, so that presence and votes follow one rule.
    """

    seats = "seats"
    roll = "roll"
    census = "census"


class Holding(StrEnum):
    """How a person holds a seat. The principal comes before the alternates."""

    principal = "principal"
    alternate = "alternate"


class Paper(StrEnum):
    """Sheet sizes: Letter (carta) in Venezuela, A4 elsewhere."""

    letter = "letter"
    a4 = "a4"
