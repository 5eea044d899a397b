"""Reads about people, bodies and accounts."""

from assembly.people.queries.accounts import account_by_login, account_for_session, roles_of
from assembly.people.queries.bodies import (
    HeldSeat,
    Sitting,
    bodies,
    body,
    candidates,
    house_name,
    people_of_body,
    seats_of_body,
)

__all__ = [
    "HeldSeat",
    "Sitting",
    "account_by_login",
    "account_for_session",
    "bodies",
    "body",
    "candidates",
    "house_name",
    "people_of_body",
    "roles_of",
    "seats_of_body",
]
