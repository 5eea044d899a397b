"""My own page: what I hold, my password, my language."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from assembly import clock
from assembly.commitments import queries as commitments
from assembly.db import db, released
from assembly.errors import RuleViolation
from assembly.people import actions, passwords, queries
from assembly.people.forms import LanguageForm, PasswordForm, PinForm
from assembly.people.models import Account
from assembly.people.phrases import HOLDINGS, ROLES
from assembly.people.signin import card_of_session
from assembly.people.views.area import blueprint, found, today
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.address import house_address
from assembly.web.i18n import _
from assembly.web.qr import qr_svg
from assembly.web.saving import saving


@blueprint.get("/me")
@requires(Role.member)
def me() -> str:
    """My own page."""
    account = found(queries.account_of_person(db.session, current_user.person_id))
    return render_template(
        "people/me.html",
        account=account,
        person=account.person,
        terms=queries.terms_of_person(db.session, account.person_id),
        commitments=commitments.of_person(db.session, account.person_id),
        day=today(),
        holdings=HOLDINGS,
        roles=ROLES,
        form=LanguageForm(language=account.language or ""),
        card=queries.card(db.session, card_id) if (card_id := card_of_session()) else None,
        address=(address := house_address()),
        qr=qr_svg(f"{address}{url_for('people.login')}", _("QR code of the address"))
        if address
        else None,
    )


@blueprint.post("/me/language")
@requires(Role.member)
def my_language() -> Response:
    """The language in which the pages are shown to me, on every machine."""
    form = LanguageForm()
    if form.validate():
        wished = form.language.data or None
        account = found(db.session.get(Account, current_user.id))
        actions.set_language(db.session, account=account, language=wished, at=clock.now())
        db.session.commit()
        session.pop("language", None)  # what was chosen at the foot of a page
    return redirect(url_for("people.me"), 303)


@blueprint.route("/me/password", methods=["GET", "POST"])
@requires(Role.member)
def my_password() -> str | Response | tuple[str, int]:
    """Change my password. My sessions on other machines end; this one goes on.

    Who came in with a card need not know the one so far.
    """
    account = found(queries.account_of_person(db.session, current_user.person_id))
    privileged = account.administrator or bool(account.grants)
    by_card = card_of_session() is not None and not privileged
    form: PasswordForm | PinForm = PinForm() if by_card else PasswordForm()
    if form.validate_on_submit():
        with saving(form):
            account = _change(form)
        if not form.errors:
            login_user(account)
            flash(_("Your password has been changed. Other machines are signed out."))
            return redirect(url_for("people.me"), 303)
    page = render_template("people/my_password.html", form=form)
    return (page, 422) if form.is_submitted() else page


def _change(form: PasswordForm | PinForm) -> Account:
    account = found(queries.account_of_person(db.session, current_user.person_id))
    person = account.person
    known = (person.name, account.login, person.identity_number or "", person.phone)
    who, account_id = actor(), account.id
    if not isinstance(form, PasswordForm):
        released(db.session)  # hashing is slow: nobody else's save shall wait for it
        hashed = passwords.accepted(form.password.data, known=known)
        account = found(db.session.get(Account, account_id))
        actions.set_password_with_card(
            db.session, account=account, password_hash=hashed, actor=who, at=clock.now()
        )
        return account
    # The try is counted, and committed so that nobody waits while the password is compared; one that
    # was right is no failure, whatever is said of the new password.
    try:
        counted = actions.begin_sign_in(
            db.session, login=account.login, address=request.remote_addr or "", at=clock.now()
        )
    except RuleViolation as violation:
        violation.field = "old"
        raise
    db.session.commit()
    if not passwords.matches(counted.password_hash, form.old.data):
        raise RuleViolation("people.password_old_wrong", field="old")
    actions.sign_in(db.session, counted=counted, right=True, at=clock.now())
    db.session.commit()
    hashed = passwords.accepted(form.password.data, known=known)
    account = found(db.session.get(Account, account_id))
    actions.set_password(
        db.session, account=account, password_hash=hashed, actor=who, at=clock.now()
    )
    return account
