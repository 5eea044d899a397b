"""Marginal notes: writing one, and its page."""

from __future__ import annotations

from flask import Response, current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms import SelectChoice

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings.phrases import meeting_title
from assembly.minutes import margin, queries
from assembly.minutes.forms import NoteForm
from assembly.minutes.margin import Written
from assembly.minutes.models import Minutes
from assembly.minutes.rules import Copy
from assembly.minutes.views.after import found_or_404, vote_words
from assembly.minutes.views.area import blueprint
from assembly.minutes.views.reading import finished
from assembly.paper import PaperError
from assembly.roles import Role
from assembly.storage import StorageError
from assembly.web.access import actor, requires
from assembly.web.filters import short_date
from assembly.web.i18n import _


@blueprint.route("/<int:minutes_id>/notes/new", methods=["GET", "POST"])
@requires(Role.secretary)
def new_note(minutes_id: int) -> str | AnyResponse | tuple[str, int]:
    """Write a note beside closed minutes, once a later session approved it."""
    form = _form(found_or_404(minutes_id))
    if not form.is_submitted():
        return _page(minutes_id, form)
    if not form.validate():
        return _page(minutes_id, form), 422
    try:
        note = margin.write(db.session, minutes_id, _written(form), actor=actor(), at=clock.now())
    except RuleViolation as violation:
        db.session.rollback()
        form.reject(violation)
        return _page(minutes_id, form), 422
    except (PaperError, StorageError, OSError) as error:
        db.session.rollback()
        current_app.logger.error("a note to minutes %s: %s", minutes_id, error)
        form.form_errors.append(_("Its page could not be made. Nothing was noted; try again."))
        return _page(minutes_id, form), 503
    db.session.commit()
    flash(_("Marginal note %(number)s is written.", number=note.number))
    return redirect(url_for("minutes.minutes", minutes_id=minutes_id, _anchor="notes"), 303)


@blueprint.get("/<int:minutes_id>/notes/<int:number>/<any(es, en):language>.pdf")
@requires(Role.member)
def note_pdf(minutes_id: int, number: int, language: str) -> Response:
    """The page of a marginal note, to be filed after the act."""
    return finished(minutes_id, language, Copy.house, note=number)


def _form(minutes: Minutes) -> NoteForm:
    form = NoteForm()
    items = queries.document(minutes).items
    form.item.choices = [SelectChoice(0, _("the whole act"))] + [
        SelectChoice(each.number, f"{each.number}. {each.title}")
        for each in sorted(items, key=lambda item: item.number)
    ]
    votes = [
        SelectChoice(f"v{each.id}", vote_words(each))
        for each in queries.carried_later(db.session, minutes)
    ]
    meetings = [
        SelectChoice(
            f"m{each.id}",
            _(
                "%(session)s, %(date)s: without a counted vote",
                session=meeting_title(each),
                date=short_date(each.scheduled_at),
            ),
        )
        for each in queries.later_meetings(db.session, minutes)
    ]
    form.approved_by.choices = [*votes, *meetings]
    return form


def _written(form: NoteForm) -> Written:
    kind, number = form.approved_by.data[0], int(form.approved_by.data[1:])
    return Written(
        item=form.item.data or None,
        text=form.text.data or "",
        vote_id=number if kind == "v" else None,
        meeting_id=None if kind == "v" else number,
        mark=form.mark.uuid,
    )


def _page(minutes_id: int, form: NoteForm) -> str:
    return render_template("minutes/new_note.html", minutes=found_or_404(minutes_id), form=form)
