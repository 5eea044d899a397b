"""Closed minutes: the list, one of them as a page, and its finished papers."""

from __future__ import annotations

from flask import Response, abort, current_app, render_template, request

from assembly import clock
from assembly.attachments import queries as attachments
from assembly.attachments.rules import AttachedTo
from assembly.db import db
from assembly.meetings.phrases import meeting_title
from assembly.minutes import phrases, press, queries
from assembly.minutes.rules import Copy
from assembly.minutes.views.area import blueprint, pdf_answer, sees_identity_numbers, speaking
from assembly.people import queries as people
from assembly.roles import Role
from assembly.storage import StorageError
from assembly.web.access import may, requires
from assembly.web.i18n import zone
from assembly.web.pages import bounded


@blueprint.get("/")
@requires(Role.member)
def index() -> str:
    """Closed minutes by year; for who keeps the record, what waits to be closed."""
    bodies = people.bodies(db.session)
    body = next(
        (each for each in bodies if each.id == request.args.get("body", type=bounded)), None
    )
    years = queries.years(db.session, zone=zone())
    year = request.args.get("year", type=bounded)
    if year not in years:
        year = next(iter(years), clock.today(zone()).year)
    page = min(max(request.args.get("page", 1, type=bounded), 1), 1000)
    mine = [each.id for each in bodies if may(Role.secretary, each.id)]
    return render_template(
        "minutes/index.html",
        bodies=bodies,
        body=body,
        years=years,
        year=year,
        listed=queries.of_year(
            db.session, year=year, zone=zone(), body_id=body.id if body else None, page=page
        ),
        awaited=queries.awaited(db.session, body_ids=mine) if mine else [],
        keeps=[each for each in bodies if each.id in mine],
        meeting_title=meeting_title,
        statuses=phrases.STATUSES,
    )


@blueprint.get("/<int:minutes_id>")
@requires(Role.member)
def minutes(minutes_id: int) -> str:
    """One closed act, read from its frozen document."""
    found = queries.minutes(db.session, minutes_id)
    if found is None:
        abort(404)
    document = queries.document(found)
    copy = Copy.full if sees_identity_numbers() else Copy.house
    return render_template(
        "minutes/minutes.html",
        minutes=found,
        attachments=attachments.of(db.session, AttachedTo.minutes, minutes_id),
        title=phrases.heading.title(document),
        copies=phrases.COPIES if sees_identity_numbers() else {},
        code=next((each.content for each in queries.papers(found) if each.copy is copy), ""),
        last=queries.last_number(db.session, found.body_id) == found.number,
        states=phrases.SIGNATURES,
        leaves=queries.leaves_of(db.session, minutes_id),
        leaves_words=phrases.book.leaves,
        statuses=phrases.STATUSES,
        meeting_title=meeting_title,
        **speaking(document),
    )


@blueprint.get("/<int:minutes_id>/<any(es, en):language>.pdf")
@requires(Role.member)
def pdf(minutes_id: int, language: str) -> Response:
    """The finished paper: with identity numbers for who keeps the record, else the house's copy."""
    return finished(minutes_id, language, Copy.full if sees_identity_numbers() else Copy.house)


@blueprint.get("/<int:minutes_id>/house/<any(es, en):language>.pdf")
@requires(Role.member)
def house_pdf(minutes_id: int, language: str) -> Response:
    """The copy without identity numbers, for the board."""
    return finished(minutes_id, language, Copy.house)


def finished(minutes_id: int, language: str, copy: Copy, note: int = 0) -> Response:
    """A paper as it lies in the store: the act, or the page of one of its marginal notes."""
    file = queries.file(db.session, minutes_id, language, copy, note)
    if file is None:
        abort(404)
    try:
        content = press.store().read(file.digest)
    except StorageError as error:
        current_app.logger.error("minutes %s, %s %s: %s", minutes_id, language, copy, error)
        abort(500)
    answer = pdf_answer(content, press.file_name(file.minutes.number, language, copy, note))
    answer.set_etag(file.digest)
    return answer
