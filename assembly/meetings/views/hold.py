"""Acts of the live meeting: people come and go, items are taken up."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Page

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import actions, queries
from assembly.meetings.forms.hold import AddItemForm, AttendanceForm, HeadsForm
from assembly.meetings.models import AgendaItem, Attendance, ItemAbsence, Meeting
from assembly.meetings.phrases import meeting_title
from assembly.meetings.phrases.hold import stay_words
from assembly.meetings.rules import ItemStatus, moment
from assembly.meetings.views.area import blueprint, meeting_or_404
from assembly.meetings.views.desk import Desk, offer, read_desk, show_desk
from assembly.people.models import Person
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.filters import in_a_row
from assembly.web.forms import say
from assembly.web.pages import back
from assembly.web.saving import saving


def hour(meeting: Meeting, typed: time | None) -> datetime | None:
    """The moment that an hour typed on a page of this meeting means; None is «sin dato»."""
    start = meeting.scheduled_at.astimezone(ZoneInfo(meeting.body.timezone))
    return None if typed is None else moment(typed, start)


def item_or_404(item_id: int) -> AgendaItem:
    """The item with its meeting; moments are shown in the body's time."""
    item = queries.item(db.session, item_id)
    if item is None:
        abort(404)
    meeting_or_404(item.meeting_id)
    return item


def desk_of(item: AgendaItem) -> str:
    """The address of the desk at an item."""
    return url_for("meetings.desk", meeting_id=item.meeting_id, item=item.id)


@blueprint.post("/items/<int:item_id>/step")
@requires(Role.secretary)
def step(item_id: int) -> Page:
    """Open, close, defer, withdraw or put back an item; or close the one that is on and open this."""
    item = item_or_404(item_id)
    act = request.form.get("act", "")
    moves = {
        "open": actions.open_item,
        "close": actions.close_item,
        "defer": actions.defer_item,
        "withdraw": actions.withdraw_item,
        "put_back": actions.put_back,
    }
    try:
        if act == "take_over":
            take_over(item)
        elif act in moves:
            moves[act](db.session, item=item, actor=actor(), at=clock.now())
        else:
            abort(400)
    except RuleViolation as violation:
        db.session.rollback()
        meeting = meeting_or_404(item.meeting_id)
        return show_desk(meeting, item_id, complaint=say(violation)), 422
    db.session.commit()
    return redirect(back(desk_of(item)), 303)


def take_over(item: AgendaItem) -> None:
    """Close what is on and open this item; the caller commits."""
    now = clock.now()
    for other in item.meeting.items:
        if other.status is ItemStatus.open and other.id != item.id:
            actions.close_item(db.session, item=other, actor=actor(), at=now)
    actions.open_item(db.session, item=item, actor=actor(), at=now)


@blueprint.post("/<int:meeting_id>/added")
@requires(Role.secretary)
def add_in_session(meeting_id: int) -> Page:
    """Add an item to a meeting that has begun."""
    meeting = meeting_or_404(meeting_id)
    form = AddItemForm()
    shown = request.form.get("item", type=int)
    if form.validate():
        with saving(form):
            item = actions.add_item_in_session(
                db.session,
                meeting=meeting,
                title=form.title.data,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(desk_of(item), 303)
    return show_desk(meeting_or_404(meeting_id), shown, add_form=form), 422


@blueprint.post("/<int:meeting_id>/heads")
@requires(Role.secretary)
def heads(meeting_id: int) -> Page:
    """Count the people again, in a body that counts heads."""
    meeting = meeting_or_404(meeting_id)
    form = HeadsForm()
    if form.validate():
        with saving(form):
            actions.count_heads(
                db.session,
                meeting=meeting,
                head_count=form.head_count.data,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(back(url_for("meetings.desk", meeting_id=meeting_id)), 303)
    return show_desk(meeting_or_404(meeting_id), None, heads_form=form), 422


@blueprint.route("/<int:meeting_id>/attendance", methods=["GET", "POST"])
@requires(Role.secretary)
def attendance(meeting_id: int) -> Page:
    """Who came and went: all the facts, what follows from them, and a form for the next one."""
    meeting = meeting_or_404(meeting_id)
    form = AttendanceForm()
    page = read_desk(meeting)
    offer(form, page)
    if form.validate_on_submit():
        try:
            _write_down(meeting, form)
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
            page = read_desk(meeting_or_404(meeting_id))
        else:
            db.session.commit()
            return redirect(back(url_for("meetings.attendance", meeting_id=meeting_id)), 303)
    return _attendance_page(page, form), 422 if form.is_submitted() else 200


def _attendance_page(page: Desk, form: AttendanceForm, complaint: str = "") -> str:
    return render_template(
        "meetings/attendance.html",
        desk=page,
        meeting=page.meeting,
        title=meeting_title(page.meeting),
        presence=page.presence,
        positions={line.item.id: line.item.position for line in page.lines},
        errors=_errors(page),
        stays=_stays(page),
        attendance_form=form,
        complaint=complaint,
        here=url_for("meetings.attendance", meeting_id=page.meeting.id),
    )


def _errors(page: Desk) -> list[str]:
    """What in the facts cannot be so, in words."""
    presence = page.presence
    return [
        say(RuleViolation(f"meetings.{error.code}", name=presence.name(error.person)))
        for error in presence.errors
    ]


def _stays(page: Desk) -> dict[int, str]:
    """From when to when each person was there, in the numbers of the agenda."""
    position = {page.presence.numbers[line.item.id]: line.item.position for line in page.lines}
    found: dict[int, list[str]] = defaultdict(list)
    for stay in page.presence.stays:
        found[stay.person].append(
            stay_words(
                stay,
                position.get(stay.first_item, 0),
                None if stay.last_item is None else position.get(stay.last_item, 0),
            )
        )
    return {person: in_a_row(words) for person, words in found.items()}


def _write_down(meeting: Meeting, form: AttendanceForm) -> None:
    person = db.session.get_one(Person, form.person.data)
    item = db.session.get(AgendaItem, form.item.data) if form.item.data else None
    told: dict[str, Any] = {"meeting": meeting, "actor": actor(), "at": clock.now()}
    when = hour(meeting, form.when.data)
    if form.what.data == "comes":
        actions.arrive(db.session, person=person, item=item, when=when, **told)
    elif form.what.data == "leaves":
        actions.depart(db.session, person=person, item=item, when=when, **told)
    elif form.what.data == "hands_over":
        actions.take_seat(db.session, person=person, item=item, when=when, **told)
    else:
        last = db.session.get(AgendaItem, form.last_item.data) if form.last_item.data else None
        first = item or _on_now(meeting)
        actions.be_absent_for(
            db.session,
            person=person,
            first_item=first,
            last_item=last,
            reason=form.reason.data or "",
            **told,
        )


def _on_now(meeting: Meeting) -> AgendaItem:
    on = next((item for item in meeting.items if item.status is ItemStatus.open), None)
    if on is None:
        raise RuleViolation("meetings.say_which_item", field="item")
    return on


@blueprint.post("/<int:meeting_id>/attendance/<int:entry_id>/remove")
@requires(Role.secretary)
def take_back(meeting_id: int, entry_id: int) -> Page:
    """Take a wrong arrival or departure out."""
    return _take_back(meeting_id, db.session.get(Attendance, entry_id))


@blueprint.post("/<int:meeting_id>/absences/<int:absence_id>/remove")
@requires(Role.secretary)
def take_back_absence(meeting_id: int, absence_id: int) -> Page:
    """Take a wrong absence for single items out."""
    return _take_back(meeting_id, db.session.get(ItemAbsence, absence_id))


def _take_back(meeting_id: int, entry: Attendance | ItemAbsence | None) -> Page:
    if entry is not None and entry.meeting_id != meeting_id:
        abort(404)
    try:
        if entry is not None:  # gone already: a double click
            actions.take_back(db.session, entry=entry, actor=actor(), at=clock.now())
    except RuleViolation as violation:
        db.session.rollback()
        page = read_desk(meeting_or_404(meeting_id))
        form = AttendanceForm(None)
        offer(form, page)
        return _attendance_page(page, form, say(violation)), 422
    db.session.commit()
    return redirect(url_for("meetings.attendance", meeting_id=meeting_id), 303)
