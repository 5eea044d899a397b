"""The booth, for who votes in it: come in, the ballot, the receipt, the next one.

All of it at one address, and every answer to a form leads back there: behind the back button lies
nothing but the booth as it stands. What went wrong is therefore told after the redirect, not beside a form
that a browser would keep with what was typed; choices that could not be taken wait in the cookie until they
are shown again. Who stands in the booth is in that cookie too, under a mark that the booth's row must bear;
it lives as long as the browser runs and is never written to a disk by us.
"""

from __future__ import annotations

from typing import Any

from flask import current_app, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.people import queries as people
from assembly.people.passwords import matches
from assembly.people.rules import card_digest, code_typed
from assembly.voting import actions, queries
from assembly.voting.forms import BallotForm, CodeForm, NumberForm
from assembly.voting.models import Booth
from assembly.voting.rules import Channel
from assembly.voting.rules.booth import (
    IDLE_SECONDS,
    SERVED,
    THANKS_SECONDS,
    UNHURRIED_SECONDS,
    Visit,
)
from assembly.voting.rules.receipts import new_token
from assembly.voting.views.area import blueprint
from assembly.voting.views.ballots import Question, cast_sheet, questions_for
from assembly.web.access import public
from assembly.web.forms import say
from assembly.web.i18n import show_times_in

_BOOTH, _VISIT, _REFUSED, _CHOSEN = "booth", "visit", "refused", "chosen"
OPEN_IN_A_BOOTH = frozenset(
    {
        "static",
        "voting.booth",
        "voting.enter_booth",
        "voting.cast_in_booth",
        "voting.out_of_booth",
        "voting.leave_booth",
        "people.choose_language",
    }
)


def here() -> Booth | None:
    """The booth that this machine is, while it stands; what is left of one that is over is swept away."""
    kept: dict[str, Any] | None = session.get(_BOOTH)
    if kept is None:
        return None
    booth = queries.booth(db.session, kept["id"])
    if booth is None or booth.closed_at is not None or booth.meeting.status not in SERVED:
        session.clear()
        return None
    show_times_in(booth.meeting.body.timezone)
    return booth


def inside(booth: Booth) -> Visit | None:
    """Who stands in the booth now."""
    visit = Visit.from_data(session.get(_VISIT))
    return visit if visit and visit.is_on(booth.visit, clock.now()) else None


@blueprint.before_app_request
def nothing_else_is_open() -> Response | None:
    """In a booth nothing of the house can be opened but the booth."""
    if _BOOTH in session and request.endpoint not in OPEN_IN_A_BOOTH:
        return redirect(url_for("voting.booth"), 303)
    return None


@blueprint.get("/booth")
@public
def booth() -> str | Response:
    """The booth as it stands: free, a ballot, or the receipt of who has just voted."""
    stands = here()
    if stands is None:
        return redirect(url_for("people.login"), 303)
    visit = inside(stands)
    if visit is None:
        session.pop(_VISIT, None)
    refused, chosen = session.pop(_REFUSED, ""), session.pop(_CHOSEN, {})
    given: dict[str, Any] = {"booth": stands, "visit": visit, "refused": refused, "sent": chosen}
    if visit is None:
        given |= {"state": "free", "code_form": CodeForm(None), "number_form": NumberForm(None)}
    elif visit.receipts is None:
        given |= _ballot(stands, visit)
    else:
        given |= _thanks(stands, visit)
    return render_template("voting/booth.html", **given)


def _waiting(stands: Booth, visit: Visit) -> list[Question]:
    """The questions that are open and for which she has not voted yet."""
    votes = queries.asked_of(db.session, visit.person_id, stands.meeting_id)
    sheet = questions_for(votes, visit.person_id)
    return [each for each in sheet if each.open and any(not seat.channel for seat in each.seats)]


def _ballot(stands: Booth, visit: Visit) -> dict[str, Any]:
    waiting = _waiting(stands, visit)
    form = BallotForm(None)
    form.token.data = new_token()
    return {
        "state": "ballot" if waiting else "nothing",
        "person": people.person(db.session, visit.person_id),
        "sheet": waiting,
        "form": form,
        "idle": IDLE_SECONDS,
        "unhurried": UNHURRIED_SECONDS,
    }


def _thanks(stands: Booth, visit: Visit) -> dict[str, Any]:
    receipts = visit.receipts or ()
    ids = list(dict.fromkeys(vote for vote, _seat, _receipt in receipts))
    votes = [vote for each in ids if (vote := queries.vote_to_cast(db.session, each))]
    seats = {
        (seat.vote_id, seat.seat_id): seat.seat
        for seat in queries.my_seats(db.session, ids, visit.person_id)
    }
    done = [
        (vote, [(seats[vote.id, seat], shown) for of, seat, shown in receipts if of == vote.id])
        for vote in votes
    ]
    return {
        "state": "thanks",
        "done": done,
        "waiting": bool(_waiting(stands, visit)),
        "secret": any(shown for _vote, _seat, shown in receipts),
        "idle": THANKS_SECONDS,
        "unhurried": THANKS_SECONDS,
    }


@blueprint.post("/booth/enter")
@public
def enter_booth() -> Response:
    """Come in with the code of a card, or with number and PIN."""
    stands = here()
    if stands is not None:
        by_code = "code" in request.form
        form: CodeForm | NumberForm = CodeForm() if by_code else NumberForm()
        if not form.validate():
            session[_REFUSED] = " ".join(
                str(each) for told in form.errors.values() for each in told
            )
        else:
            try:
                _keep(_enter(stands, form))
            except RuleViolation as violation:
                db.session.rollback()
                session[_REFUSED] = say(violation)
    return redirect(url_for("voting.booth"), 303)


def _enter(stands: Booth, form: CodeForm | NumberForm) -> Visit:
    """Count the try and commit it; compare the PIN without holding the database; then come in."""
    address, login = request.remote_addr or "", None
    if isinstance(form, NumberForm):
        login = form.login.data
    counted = actions.begin_entry(db.session, login=login, address=address, at=clock.now())
    db.session.commit()
    if isinstance(form, NumberForm):
        right = matches(counted.password_hash, form.pin.data)
        visit = actions.enter_with_pin(
            db.session, booth=stands, counted=counted, right=right, at=clock.now()
        )
    else:
        code = code_typed(form.code.data)
        digest = card_digest(code, str(current_app.secret_key)) if code else None
        visit = actions.enter_with_code(
            db.session, booth=stands, counted=counted, digest=digest, at=clock.now()
        )
    db.session.commit()
    return visit


@blueprint.post("/booth/cast")
@public
def cast_in_booth() -> Response:
    """Cast what was chosen. Sent twice it is cast once, and the receipt is the same."""
    stands = here()
    visit = inside(stands) if stands else None
    form = BallotForm()
    if stands and visit and form.validate():
        votes = queries.asked_of(db.session, visit.person_id, stands.meeting_id, closed_too=True)
        try:
            done = cast_sheet(
                questions_for(votes, visit.person_id),
                request.form,
                form.token.data,
                person_id=visit.person_id,
                channel=Channel.booth,
            )
        except RuleViolation as violation:
            db.session.rollback()
            session[_REFUSED] = say(violation)
            session[_CHOSEN] = _choices()
        else:
            db.session.commit()
            told = tuple((each.question.vote.id, each.seat.seat_id, each.receipt) for each in done)
            _keep(visit.with_receipts(told))
    return redirect(url_for("voting.booth"), 303)


def _choices() -> dict[str, str]:
    """What was chosen, to be shown again; nothing if it is more than a cookie holds."""
    chosen = {name: text for name, text in request.form.items() if name.startswith("choice-")}
    return chosen if sum(len(name) + len(text) for name, text in chosen.items()) < 2000 else {}


@blueprint.route("/booth/out", methods=["GET", "POST"])
@public
def out_of_booth() -> Response:
    """Ready, or gone without a word: the booth is free, in the language in which it was opened.

    With ``again`` she goes on with what is still open. A page that ends by itself comes here without
    a form and only forgets who stood here; the form, or the next entry, changes the booth's mark too.
    """
    stands = here()
    if stands is not None:
        visit = inside(stands)
        if request.method == "POST" and visit and "again" in request.form:
            _keep(visit.voting_again())
            return redirect(url_for("voting.booth"), 303)
        if request.method == "POST" and visit:
            actions.leave(db.session, booth=stands)
            db.session.commit()
        session.pop(_VISIT, None)
        session.pop(_REFUSED, None)
        session.pop(_CHOSEN, None)
        session["language"] = session[_BOOTH]["language"]
    return redirect(url_for("voting.booth"), 303)


def _keep(visit: Visit) -> None:
    session[_VISIT] = visit.as_data()
