"""Pages about people, bodies and accounts: each module adds its own to the blueprint."""

from assembly.people.views import (
    accounts,
    bodies,
    cards,
    door,
    house,
    importing,
    me,
    organizations,
    overview,
    persons,
    seats,
    signing_in,
    terms,
)
from assembly.people.views.area import blueprint

__all__ = [
    "accounts",
    "blueprint",
    "bodies",
    "cards",
    "door",
    "house",
    "importing",
    "me",
    "organizations",
    "overview",
    "persons",
    "seats",
    "signing_in",
    "terms",
]
