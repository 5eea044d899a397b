"""Meetings that recur, and convening the next one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import actions, phrases, queries, recurrence
from assembly.meetings.forms.series import SeriesForm
from assembly.meetings.models import Series
from assembly.meetings.rules import read_rule
from assembly.meetings.views.area import blueprint, body_or_404
from assembly.meetings.views.convene import commitments_title, open_commitments
from assembly.people.models import Body
from assembly.roles import Role
from assembly.seen import mark_of
from assembly.web.access import actor, requires
from assembly.web.filters import short_date
from assembly.web.forms import say
from assembly.web.i18n import _

SHOWN = 5
"""How many of the next dates are shown."""


@blueprint.get("/bodies/<int:body_id>/series")
@requires(Role.member)
def series_of_body(body_id: int) -> str:
    """The series of a body with their next dates."""
    body = body_or_404(body_id)
    today = clock.today(body.timezone)
    found = queries.series_of_body(db.session, body_id)
    return render_template(
        "meetings/series_of_body.html",
        body=body,
        series=[(each, _words(each), _next(each, today) if each.active else []) for each in found],
    )


@blueprint.route("/bodies/<int:body_id>/series/new", methods=["GET", "POST"])
@requires(Role.secretary)
def new_series(body_id: int) -> str | Response | tuple[str, int]:
    """Describe a series."""
    body = body_or_404(body_id)
    form = SeriesForm()
    if not form.is_submitted():
        form.first_date.data = clock.today(body.timezone)
        form.place.data = body.place
        return _form_page(body, form)
    if form.validate() and "preview" not in request.form:
        try:
            actions.create_series(
                db.session,
                body=body,
                name=form.name.data,
                rule=form.rule_text(),
                first_date=form.first_date.data,
                start_time=form.start_time.data,
                place=form.place.data or "",
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            form.reject(violation)
        else:
            db.session.commit()
            return redirect(url_for("meetings.series_of_body", body_id=body_id), 303)
    return _form_page(body, form), 200 if _is_preview(form) else 422


@blueprint.route("/series/<int:series_id>", methods=["GET", "POST"])
@requires(Role.secretary)
def edit_series(series_id: int) -> str | Response | tuple[str, int]:
    """Change, pause or end a series."""
    series = _series_or_404(series_id)
    body = body_or_404(series.body_id)
    form = SeriesForm()
    if not form.is_submitted():
        form.show_rule(read_rule(series.rule))
        form.name.data, form.place.data = series.name, series.place
        form.first_date.data, form.start_time.data = series.first_date, series.start_time
        form.seen.data = mark_of(queries.series_as_data(series))
        return _form_page(body, form, series)
    if form.validate() and "preview" not in request.form:
        try:
            actions.edit_series(
                db.session,
                series=series,
                name=form.name.data,
                rule=form.rule_text(),
                first_date=form.first_date.data,
                start_time=form.start_time.data,
                place=form.place.data or "",
                seen=form.seen.data,
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            form.reject(violation)
            if violation.code == "stale":
                form.seen.data = mark_of(queries.series_as_data(series))
                return _form_page(body, form, series, saved=_saved(series)), 422
        else:
            db.session.commit()
            return redirect(url_for("meetings.series_of_body", body_id=body.id), 303)
    return _form_page(body, form, series), 200 if _is_preview(form) else 422


def _saved(series: Series) -> list[str]:
    """The series that somebody else has saved meanwhile, in words."""
    said = " · ".join(filter(None, (series.name, _words(series), series.place)))
    return [said, _("from %(start)s", start=short_date(series.first_date)), series.rule]


@blueprint.post("/series/<int:series_id>/pause")
@requires(Role.secretary)
def pause_series(series_id: int) -> Response:
    """Let a series rest, or take it up again."""
    series = _series_or_404(series_id)
    active = request.form.get("active") == "yes"
    actions.pause_series(db.session, series=series, active=active, actor=actor(), at=clock.now())
    db.session.commit()
    return redirect(url_for("meetings.series_of_body", body_id=series.body_id), 303)


@blueprint.post("/series/<int:series_id>/convene")
@requires(Role.secretary)
def convene_next(series_id: int) -> Response:
    """Make the draft of the meeting proposed; tapped twice, the same one is shown."""
    series = _series_or_404(series_id)
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        abort(400)
    try:
        meeting = actions.convene_from_series(
            db.session,
            series=series,
            day=day,
            open_commitments=open_commitments(series.body_id),
            commitments_title=commitments_title(series.body),
            actor=actor(),
            at=clock.now(),
        )
    except RuleViolation as violation:  # the series was changed since the button was drawn
        flash(say(violation), "bad")
        return redirect(url_for("meetings.index", body=series.body_id), 303)
    db.session.commit()
    return redirect(url_for("meetings.meeting", meeting_id=meeting.id), 303)


def _series_or_404(series_id: int) -> Series:
    found = queries.series_by_id(db.session, series_id)
    if found is None:
        abort(404)
    return found


def _words(series: Series) -> str:
    return phrases.rule_words(read_rule(series.rule), series.start_time)


def _next(series: Series, today: date) -> list[date]:
    return queries.next_dates(series, after=today - timedelta(days=1), limit=SHOWN)


def _is_preview(form: SeriesForm) -> bool:
    return "preview" in request.form and not form.errors


def _form_page(
    body: Body, form: SeriesForm, series: Series | None = None, *, saved: Sequence[str] = ()
) -> str:
    """The form; with the next dates of what is stored, or of what was typed so far."""
    words = ""
    dates: list[date] = []
    today = clock.today(body.timezone)
    if form.is_submitted() and not form.errors:
        words, dates = _tried(form, body, today)
    elif series is not None and not form.is_submitted():
        words, dates = _words(series), _next(series, today)
    return render_template(
        "meetings/series_form.html",
        body=body,
        form=form,
        series=series,
        words=words,
        dates=dates,
        saved=saved,
    )


def _tried(form: SeriesForm, body: Body, today: date) -> tuple[str, list[date]]:
    """The rule typed, in words, and its next dates; what is wrong with it goes beside its field."""
    try:
        rule = actions.checked_rule(
            form.rule_text(), form.first_date.data, form.start_time.data, body
        )
    except RuleViolation as violation:
        form.reject(violation)
        return "", []
    after = today - timedelta(days=1)
    dates = recurrence.days(rule, form.first_date.data, after=after, limit=SHOWN)
    return phrases.rule_words(read_rule(rule), form.start_time.data), dates
