"""Accounts: who signs in, with what, and as what. All of it for the administrator."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db, released
from assembly.errors import RuleViolation
from assembly.people import actions, passwords, queries
from assembly.people.forms import AccountForm, RoleForm
from assembly.people.models import Account, Body, Person
from assembly.people.phrases import ROLES
from assembly.people.rules import proposed_login
from assembly.people.views.area import blueprint, found, refuse
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.i18n import _
from assembly.web.pages import bounded
from assembly.web.saving import saving


@blueprint.get("/accounts")
@requires(Role.administrator)
def accounts() -> str:
    """Who may sign in, by name."""
    typed = request.args.get("q", "").replace("\x00", "")[:200]
    page = max(1, request.args.get("page", 1, type=bounded))
    rows, more = queries.accounts(db.session, typed, page=page)
    return render_template(
        "people/accounts.html",
        accounts=rows,
        typed=typed,
        roles=ROLES,
        after=url_for("people.accounts", q=typed or None, page=page + 1) if more else None,
        before=url_for("people.accounts", q=typed or None, page=page - 1) if page > 1 else None,
    )


@blueprint.get("/persons/<int:person_id>/account")
@requires(Role.administrator)
def account(person_id: int) -> str:
    """A person's account: its name, its roles, and what can be done with it."""
    person = found(queries.person(db.session, person_id))
    one = queries.account_of_person(db.session, person_id)
    form = RoleForm()
    form.body_id.offer(
        (body.id, f"{body.name} · {body.organization.name}", 0)
        for body in queries.bodies(db.session)
    )
    return render_template(
        "people/account.html", person=person, account=one, form=form, roles=ROLES
    )


@blueprint.route("/persons/<int:person_id>/account/password", methods=["GET", "POST"])
@requires(Role.administrator)
def give_password(person_id: int) -> str | tuple[str, int]:
    """Open an account, or give a new password. What was given is shown once, on the answer to it.

    Sent twice (a double click) it does the same twice: the account is made once, the password the same.
    """
    person = found(queries.person(db.session, person_id))
    one = queries.account_of_person(db.session, person_id)
    form = AccountForm(login=one.login if one else _login_for(person))
    if form.validate_on_submit():
        with saving(form):
            _give(form, person)
        if not form.errors:
            return render_template(
                "people/give_password.html",
                given=True,
                person=person,
                login=form.login.data.strip().casefold(),
                password=form.password.data,
            )
    if not form.is_submitted():
        form.password.data = passwords.generated_pin()
    page = render_template(
        "people/give_password.html", given=False, form=form, person=person, account=one
    )
    return (page, 422) if form.is_submitted() else page


def _give(form: AccountForm, person: Person) -> None:
    login, person_id = form.login.data, person.id
    known = (person.name, login, person.identity_number or "", person.phone)
    who = actor()
    released(db.session)  # hashing is slow: nobody else's save shall wait for it
    hashed = passwords.accepted(form.password.data, known=known)
    one = queries.account_of_person(db.session, person_id)
    at = clock.now()
    if one is None:
        actions.create_account(
            db.session,
            person=person,
            login=login,
            password_hash=hashed,
            administrator=form.administrator.data,
            actor=who,
            at=at,
        )
    else:
        actions.change_login(db.session, account=one, login=login, actor=who, at=at)
        actions.set_password(db.session, account=one, password_hash=hashed, actor=who, at=at)


def _login_for(person: Person) -> str:
    base = proposed_login(person.name)
    return proposed_login(person.name, queries.logins_like(db.session, base))


@blueprint.post("/persons/<int:person_id>/account/roles")
@requires(Role.administrator)
def grant_role(person_id: int) -> Response:
    """Give a role in a body."""
    one = found(queries.account_of_person(db.session, person_id))
    form = RoleForm()
    form.body_id.offer((body.id, body.name, 0) for body in queries.bodies(db.session))
    body = db.session.get(Body, form.body_id.data) if form.validate() else None
    if body is not None:
        _do(
            lambda: actions.grant_role(
                db.session,
                account=one,
                body=body,
                role=form.role.data,
                actor=actor(),
                at=clock.now(),
            )
        )
    else:
        flash(_("Choose a role and a body."), "bad")
    return redirect(url_for("people.account", person_id=person_id), 303)


@blueprint.post("/grants/<int:grant_id>/revoke")
@requires(Role.administrator)
def revoke_role(grant_id: int) -> Response:
    """Take a role back."""
    grant = queries.grant(db.session, grant_id)
    if grant is None:  # taken back already, by another tap
        return redirect(url_for("people.accounts"), 303)
    person_id = grant.account.person_id
    _do(lambda: actions.revoke_role(db.session, grant=grant, actor=actor(), at=clock.now()))
    return redirect(url_for("people.account", person_id=person_id), 303)


@blueprint.post("/persons/<int:person_id>/account/<act>")
@requires(Role.administrator)
def change_account(person_id: int, act: str) -> Response:
    """End sessions, close, open, make or unmake administrator: one button each."""
    one = found(queries.account_of_person(db.session, person_id))
    verb = found(_ACTS.get(act))
    _do(lambda: verb(one))
    return redirect(url_for("people.account", person_id=person_id), 303)


def _do(act: Callable[[], object]) -> None:
    try:
        act()
    except RuleViolation as violation:
        refuse(violation)
    else:
        db.session.commit()


def _administrator(one: Account, administrator: bool) -> None:
    actions.set_administrator(
        db.session, account=one, administrator=administrator, actor=actor(), at=clock.now()
    )


_ACTS: dict[str, Callable[[Account], None]] = {
    "end-sessions": lambda one: actions.end_sessions(
        db.session, account=one, actor=actor(), at=clock.now()
    ),
    "close": lambda one: actions.close_account(
        db.session, account=one, actor=actor(), at=clock.now()
    ),
    "open": lambda one: actions.open_account(
        db.session, account=one, actor=actor(), at=clock.now()
    ),
    "make-administrator": lambda one: _administrator(one, True),
    "unmake-administrator": lambda one: _administrator(one, False),
}
