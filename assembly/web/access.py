"""Who may use a route. Each route says so itself; one that says nothing is refused to everyone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, ParamSpec, TypeVar, cast

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from assembly.actor import Actor
from assembly.roles import Role, satisfies

P = ParamSpec("P")
R = TypeVar("R")
Declared = tuple[tuple[Role, ...], bool] | Literal[False] | None

_DECLARED = "__assembly_access__"
_ROLES_OF = "assembly.roles_of"
_body_of: dict[str, Callable[[int], int | None]] = {}


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Anyone may use this route, signed in or not."""
    setattr(view, _DECLARED, None)
    return view


def requires(*roles: Role, anywhere: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Only those who hold one of ``roles`` (or one that satisfies it) in the body that the address names.

    With ``anywhere`` it is enough to hold it in some body: for pages that no single body owns.
    """

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, _DECLARED, (roles, anywhere))
        return view

    return mark


def declared(view: Callable[..., object]) -> Declared:
    """What a view declared: None for public, (roles, anywhere), or ``False`` if it declared nothing."""
    return cast(Declared, getattr(view, _DECLARED, False))


def body_of(argument: str) -> Callable[[Callable[[int], int | None]], Callable[[int], int | None]]:
    """Register how the body is found from an address part such as ``meeting_id`` (None: no such row)."""

    def register(find: Callable[[int], int | None]) -> Callable[[int], int | None]:
        _body_of[argument] = find
        return find

    return register


def actor() -> Actor:
    """The person who is signed in, as the one who acts."""
    return Actor(account_id=current_user.id, name=current_user.person.name)


def roles_here(body_id: int | None = None) -> frozenset[Role]:
    """The roles that the person signed in holds in a body (or anywhere, if none is named)."""
    if not current_user.is_authenticated:
        return frozenset()
    if "held_roles" not in g:
        g.held_roles = current_app.extensions[_ROLES_OF](current_user.id)
    held: dict[int | None, frozenset[Role]] = g.held_roles
    everywhere = held.get(None, frozenset()) | {Role.member}
    if body_id is None:
        return everywhere.union(*held.values())
    return everywhere | held.get(body_id, frozenset())


def may(role: Role, body_id: int | None = None) -> bool:
    """Whether the person signed in may do what asks for ``role`` in the body of this page."""
    if not current_user.is_authenticated:
        return False
    if satisfies({Role.member}, role):
        return True  # signed in is enough: no need to ask which roles are held
    return satisfies(roles_here(_body_here() if body_id is None else body_id), role)


def _body_here() -> int | None:
    """The body that the address names, looked up when it is first asked for; None if it names none."""
    if "body_id" not in g:
        found = _bodies_in_address()
        g.body_id = found.pop() if len(found) == 1 else None
    here: int | None = g.body_id
    return here


def _bodies_in_address() -> set[int | None]:
    """The bodies of the parts of the address: None for one that does not exist."""
    return {_body_of[name](value) for name, value in _parts().items()}


def _parts() -> dict[str, int]:
    """The parts of the address that each name a body."""
    return {name: value for name, value in (request.view_args or {}).items() if name in _body_of}


def _guard() -> Response | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    asked = declared(current_app.view_functions[request.endpoint])
    if asked is None:
        return None
    if asked is False:
        abort(403)
    if not current_user.is_authenticated:
        if request.method == "POST":
            abort(401)  # a page that keeps what was typed: a redirect would lose it
        return redirect(url_for("people.login", next=request.full_path), 303)
    roles, anywhere = asked
    if Role.member in roles and len(_parts()) < 2:
        return None  # signed in is enough, and the page itself finds the row that it is about
    found = _bodies_in_address()
    if None in found or len(found) > 1:
        abort(404)
    g.body_id = next(iter(found), None)
    if g.body_id is None and not anywhere:
        # Where no body is named, only what holds in the whole house can let someone in.
        roles = tuple(role for role in roles if role in (Role.member, Role.administrator))
    if not any(may(role) for role in roles):
        abort(403)
    return None


def init_app(app: Flask, roles_of: Callable[[int], dict[int | None, frozenset[Role]]]) -> None:
    """Guard every request. ``roles_of(account_id)`` gives roles per body, None for the installation's.

    It is asked once, by the first page that needs more than somebody who is signed in.
    """
    app.extensions[_ROLES_OF] = roles_of
    app.before_request(_guard)
    app.jinja_env.globals.update(may=may, Role=Role)
