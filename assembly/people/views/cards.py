"""Sign-in cards, for the secretary: who holds one, a sheet of new ones, withdrawing."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.meetings.models import Meeting
from assembly.meetings.phrases import meeting_title
from assembly.people import actions, queries
from assembly.people.card_sheet import sheet_html
from assembly.people.forms import CardsForm
from assembly.people.models import Body, Card
from assembly.people.phrases import CARD_STATES
from assembly.people.queries import CardHolder
from assembly.people.rules import CardUse, Whom, card_code, card_digest
from assembly.people.views.area import blueprint, found
from assembly.roles import Role
from assembly.web.access import actor, body_of, requires
from assembly.web.address import house_address
from assembly.web.filters import clock_time, day_and_month, local
from assembly.web.i18n import _, ngettext, show_times_in
from assembly.web.pages import bounded
from assembly.web.papers import pdf
from assembly.web.saving import saving

body_of("card_id")(lambda i: queries.body_id_of_card(db.session, i))


@blueprint.get("/bodies/<int:body_id>/cards")
@requires(Role.secretary, Role.administrator)
def cards(body_id: int) -> str:
    """Who holds a card of this body."""
    body = found(queries.body(db.session, body_id))
    show_times_in(body.timezone)
    holders = _holders(body)
    holding = [each for each in holders if each.card]
    return render_template(
        "people/cards.html",
        body=body,
        holding=holding,
        counts=Counter(each.state for each in holding),
        without=sum(not each.valid for each in holders),
        meetings={each.id: each for each in meetings.upcoming(db.session, body_id=body.id)},
        states=CARD_STATES,
        said=_moment,
    )


@blueprint.route("/bodies/<int:body_id>/cards/new", methods=["GET", "POST"])
@requires(Role.secretary, Role.administrator)
def print_cards(body_id: int) -> str | Response | tuple[str, int]:
    """Order a sheet of cards: the answer is the sheet. Ordered twice it is the same sheet."""
    body = found(queries.body(db.session, body_id))
    show_times_in(body.timezone)
    holders = [each for each in _holders(body) if each.account is None or each.account.active]
    ahead = meetings.upcoming(db.session, body_id=body.id)
    form = _form(body, ahead)
    form.offer((each.person.id, each.person.name) for each in holders)
    form.meeting_id.offer(
        (each.id, f"{meeting_title(each)} · {day_and_month(each.scheduled_at)}", 0)
        for each in ahead
    )
    if form.validate_on_submit():
        mark = form.once.uuid
        with saving(form):
            issued = _issue(form, mark, body, holders, ahead)
        if not form.errors:
            return _sheet(form, mark, body, holders, issued, ahead)
    page = render_template(
        "people/print_cards.html",
        body=body,
        form=form,
        holders=holders,
        missing=sum(each.account is None for each in holders),
        reachable=bool(house_address()),
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/cards/<int:card_id>/withdraw")
@requires(Role.secretary, Role.administrator)
def withdraw_card(card_id: int) -> Response:
    """A card was lost."""
    card = found(queries.card(db.session, card_id))
    actions.withdraw_card(db.session, card=card, actor=actor(), at=clock.now())
    db.session.commit()
    flash(_("The card of %(name)s opens nothing any more.", name=card.account.person.name))
    return redirect(url_for("people.cards", body_id=card.body_id), 303)


@blueprint.post("/bodies/<int:body_id>/cards/withdraw")
@requires(Role.secretary, Role.administrator)
def withdraw_cards(body_id: int) -> Response:
    """All cards of the body are withdrawn."""
    body = found(queries.body(db.session, body_id))
    count = actions.withdraw_cards(db.session, body=body, actor=actor(), at=clock.now())
    db.session.commit()
    flash(
        ngettext(
            "%(num)s card was withdrawn. Who had come in with it is signed out.",
            "%(num)s cards were withdrawn. Who had come in with one is signed out.",
            count,
        )
    )
    return redirect(url_for("people.cards", body_id=body_id), 303)


def _holders(body: Body) -> list[CardHolder]:
    day, now = clock.today(body.timezone), clock.now()
    return queries.card_holders(db.session, body.id, day, now)


def _moment(moment: datetime) -> str:
    return f"{day_and_month(moment)}, {clock_time(moment)}"


def _form(body: Body, ahead: list[Meeting]) -> CardsForm:
    """As it is most often wanted: for the next meeting, for those who hold none."""
    wished = request.args.get("meeting_id", type=bounded)
    chosen = next((each for each in ahead if each.id == wished), ahead[0] if ahead else None)
    day = local(chosen.scheduled_at).date() if chosen else clock.today(body.timezone)
    return CardsForm(
        whom=Whom.without,
        use=CardUse.meeting if chosen else CardUse.once,
        meeting_id=chosen.id if chosen else None,
        until=max(day, clock.today(body.timezone)) if chosen else day + timedelta(days=7),
        address=house_address(),
        language=body.language,
        paper=body.paper,
    )


def _issue(
    form: CardsForm, mark: UUID, body: Body, holders: list[CardHolder], ahead: list[Meeting]
) -> list[Card]:
    key = str(current_app.secret_key)
    digests = {
        each.person.id: card_digest(card_code(mark, each.person.id), key) for each in holders
    }
    chosen = {
        Whom.without: lambda each: not each.valid,
        Whom.everyone: lambda each: True,
        Whom.chosen: lambda each: each.person.id in form.persons.data,
    }[form.whom.data]

    def sent_before(each: CardHolder) -> bool:
        return each.card is not None and each.card.digest == digests[each.person.id]

    until = datetime.combine(form.until.data, form.hour.data, ZoneInfo(body.timezone))
    meeting = next((each for each in ahead if each.id == form.meeting_id.data), None)
    if form.use.data is CardUse.once:
        meeting = None
    if meeting and until <= meeting.scheduled_at:
        raise RuleViolation("people.card_before_meeting", field="until")
    wanted = [each.person.id for each in holders if chosen(each) or sent_before(each)]
    return actions.issue_cards(
        db.session,
        body=body,
        digests={person_id: digests[person_id] for person_id in wanted},
        meeting_id=meeting.id if meeting else None,
        expires_at=until.astimezone(UTC),
        open_accounts=form.open_accounts.data,
        actor=actor(),
        at=clock.now(),
    )


def _sheet(
    form: CardsForm,
    mark: UUID,
    body: Body,
    holders: list[CardHolder],
    issued: list[Card],
    ahead: list[Meeting],
) -> Response:
    titles = {each.id: each for each in ahead}

    def good_for(card: Card) -> str:
        until = _moment(card.expires_at)
        meeting = titles.get(card.meeting_id) if card.meeting_id else None
        if meeting is None:
            return _("Good for one entry, until %(moment)s.", moment=until)
        day = day_and_month(meeting.scheduled_at)
        if local(card.expires_at).date() == local(meeting.scheduled_at).date():
            until = clock_time(card.expires_at)
        return _(
            "%(meeting)s, %(day)s. At the latest until %(moment)s.",
            meeting=meeting_title(meeting),
            day=day,
            moment=until,
        )

    language = form.language.data
    title, html = sheet_html(
        body,
        holders,
        issued,
        mark=mark,
        address=form.address.data or "",
        good_for=good_for,
        language=language,
        paper=form.paper.data,
    )
    db.session.close()  # laying out takes a while: hold no snapshot of the database meanwhile
    return pdf(html, title=title, language=language, name=f"cards-{body.id}.pdf")
