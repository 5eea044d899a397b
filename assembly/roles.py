"""Roles, and which of them may do what: everything not granted here is refused."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum


class Role(StrEnum):
    """What an account is in a body; ``administrator`` is for the installation, ``member`` anyone signed in."""

    member = "member"
    observer = "observer"
    spokesperson = "spokesperson"
    oversight = "oversight"
    treasurer = "treasurer"
    secretary = "secretary"
    chair = "chair"
    administrator = "administrator"


# For each role that a page asks for: the roles that satisfy it. The administrator keeps the installation
# and is not secretary by it: who needs both is granted both, and the journal tells it.
SATISFIED_BY: dict[Role, frozenset[Role]] = {
    Role.member: frozenset(Role),
    Role.observer: frozenset(Role),
    Role.spokesperson: frozenset({Role.spokesperson}),
    Role.oversight: frozenset({Role.oversight}),
    Role.treasurer: frozenset({Role.treasurer}),
    Role.secretary: frozenset({Role.secretary, Role.chair}),
    Role.chair: frozenset({Role.chair}),
    Role.administrator: frozenset({Role.administrator}),
}


def satisfies(held: Set[Role], asked: Role) -> bool:
    """Whether someone who holds ``held`` may do what asks for ``asked``."""
    return bool(SATISFIED_BY[asked] & held)
