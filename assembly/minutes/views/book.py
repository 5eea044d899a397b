"""The book of minutes: its volumes, opening and closing them, printing on leaves."""

from __future__ import annotations

import tempfile
from pathlib import Path

from flask import Response, abort, current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms import SelectChoice

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.jobs import worker
from assembly.minutes import book, phrases, press, queries
from assembly.minutes.book import print_leaves
from assembly.minutes.forms import VolumeForm
from assembly.minutes.models import Volume
from assembly.minutes.rules import Sides, VolumeStatus, few_left, room
from assembly.minutes.views.area import blueprint, pdf_answer
from assembly.paper import PaperError
from assembly.people import queries as people
from assembly.roles import Role
from assembly.storage import StorageError
from assembly.web.access import actor, body_of, requires
from assembly.web.forms import say
from assembly.web.i18n import _, language

body_of("volume_id")(lambda i: queries.body_id_of_volume(db.session, i))

Answer = str | AnyResponse | tuple[str, int]


@blueprint.get("/bodies/<int:body_id>/book")
@requires(Role.secretary, Role.oversight)
def book_of_body(body_id: int) -> str:
    """The volumes of a body; where none is open, for the secretary a form that opens the next one."""
    form = _form()
    form.number.data = (queries.last_volume_number(db.session, body_id) or 0) + 1
    form.from_number.data = (queries.numbers_without_leaves(db.session, body_id) or (None,))[0]
    return _book_page(body_id, form)


@blueprint.post("/bodies/<int:body_id>/book")
@requires(Role.secretary)
def open_volume(body_id: int) -> Answer:
    """Open the next volume."""
    form = _form()
    if not form.validate():
        return _book_page(body_id, form), 422
    try:
        book.open_next(
            db.session,
            body_id,
            number=form.number.data,
            leaves=form.leaves.data,
            first_leaf=form.first_leaf.data,
            sides=Sides(form.sides.data),
            from_number=form.from_number.data,
            actor=actor(),
            at=clock.now(),
        )
    except RuleViolation as violation:
        db.session.rollback()
        form.reject(violation)
        return _book_page(body_id, form), 422
    except (PaperError, StorageError, OSError) as error:
        db.session.rollback()
        current_app.logger.error("opening a volume of body %s: %s", body_id, error)
        form.form_errors.append(_("Its page could not be made. Nothing was opened; try again."))
        return _book_page(body_id, form), 503
    db.session.commit()
    return redirect(url_for("minutes.book_of_body", body_id=body_id), 303)


@blueprint.get("/volumes/<int:volume_id>")
@requires(Role.secretary, Role.oversight)
def volume(volume_id: int) -> str:
    """What stands on the leaves of a volume."""
    return _volume_page(_volume(volume_id))


@blueprint.post("/volumes/<int:volume_id>/close")
@requires(Role.secretary)
def close_volume(volume_id: int) -> Answer:
    """Close it: its closing note takes the next leaf, and no more acts are entered."""
    try:
        book.close(db.session, volume_id, actor=actor(), at=clock.now())
    except RuleViolation as violation:
        db.session.rollback()
        return _volume_page(_volume(volume_id), complaint=say(violation)), 422
    except (PaperError, StorageError, OSError) as error:
        db.session.rollback()
        current_app.logger.error("closing volume %s: %s", volume_id, error)
        words = _("Its page could not be made. Nothing was closed; try again.")
        return _volume_page(_volume(volume_id), complaint=words), 503
    db.session.commit()
    return redirect(url_for("minutes.volume", volume_id=volume_id), 303)


@blueprint.post("/volumes/<int:volume_id>/print")
@requires(Role.secretary)
def print_volume(volume_id: int) -> AnyResponse:
    """The whole volume as one file: long work."""
    found = _volume(volume_id)
    job = book.ask_for_volume(db.session, found, language=language(), actor=actor(), at=clock.now())
    db.session.commit()
    worker.wake()
    return redirect(url_for("jobs.job", job_id=job.id), 303)


@blueprint.get("/<int:minutes_id>/leaves.pdf")
@requires(Role.secretary)
def leaves_pdf(minutes_id: int) -> Response:
    """The act with its marginal notes on the leaves of the book."""
    minutes = queries.minutes(db.session, minutes_id) or abort(404)
    listed = [
        each
        for each in queries.leaves_of(db.session, minutes_id)
        if each.closing == minutes.closing and not each.annulled
    ]
    if not listed:
        abort(404)
    name, title = press.file_name(minutes.number, listed[0].volume.body.language), listed[0].title
    with tempfile.TemporaryDirectory() as folder:
        to = Path(folder) / "leaves.pdf"
        try:
            print_leaves(db.session, listed, title, to)
        except (PaperError, StorageError) as error:
            current_app.logger.error("minutes %s on leaves: %s", minutes_id, error)
            abort(503)
        return pdf_answer(to.read_bytes(), name)


def _volume(volume_id: int) -> Volume:
    return queries.volume(db.session, volume_id) or abort(404)


def _form() -> VolumeForm:
    form = VolumeForm()
    form.sides.choices = [SelectChoice(side.value, phrases.book.SIDES[side]) for side in Sides]
    return form


def _book_page(body_id: int, form: VolumeForm) -> str:
    body = people.body(db.session, body_id) or abort(404)
    volumes = queries.volumes(db.session, body.id)
    return render_template(
        "minutes/book_of_body.html",
        body=body,
        volumes=[(each, queries.last_leaf(db.session, each)) for each in volumes[:30]],
        is_open=any(each.status is VolumeStatus.open for each in volumes),
        older=queries.numbers_without_leaves(db.session, body.id),
        span=phrases.book.span,
        form=form,
    )


def _volume_page(found: Volume, complaint: str = "") -> str:
    taken = queries.last_leaf(db.session, found)
    left = room(found.leaves, taken)
    recent = queries.recent_lengths(db.session, found.id)
    return render_template(
        "minutes/volume.html",
        volume=found,
        listed=queries.on_leaves(db.session, found.id),
        taken=taken,
        left=left,
        time_for_the_next=found.status is VolumeStatus.open and few_left(left, recent),
        span=phrases.book.span,
        complaint=complaint,
    )
