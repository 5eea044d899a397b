"""Editing the agenda."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation, Stale
from assembly.meetings import actions, phrases, queries
from assembly.meetings.forms.agenda import EditItemForm, ItemForm, NewItemForm
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import MeetingStatus
from assembly.meetings.views.area import blueprint, meeting_or_404
from assembly.people import queries as people
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.filters import local
from assembly.web.forms import say
from assembly.web.i18n import _


@blueprint.route("/<int:meeting_id>/agenda", methods=["GET", "POST"])
@requires(Role.secretary)
def agenda(meeting_id: int) -> str | Response | tuple[str, int]:
    """All items in order; add one."""
    meeting = meeting_or_404(meeting_id)
    form = NewItemForm()
    _offer(form, meeting)
    if not form.is_submitted():
        return _agenda_page(meeting, form)
    if form.validate():
        try:
            item = actions.add_item(
                db.session,
                meeting=meeting,
                title=form.title.data,
                kind=form.kind.data,
                presenter_id=form.presenter.person_id,
                presenter_name=form.presenter.free_name,
                minutes_planned=form.minutes_planned.data,
                uuid=form.once.uuid,
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            form.reject(violation)
        else:
            db.session.commit()
            return redirect(_agenda_with(item, "added"), 303)
    return _agenda_page(meeting, form), 422


@blueprint.post("/items/<int:item_id>/move")
@requires(Role.secretary)
def move_item(item_id: int) -> Response | tuple[str, int]:
    """One up or one down; the buttons say to which number."""
    item = _item_or_404(item_id)
    number = request.form.get("number", 0, type=int)
    version = request.form.get("version", 0, type=int)
    try:
        actions.move_item(
            db.session, item=item, number=number, version=version, actor=actor(), at=clock.now()
        )
    except RuleViolation as violation:
        return _refused(item.meeting_id, violation)
    db.session.commit()
    return redirect(_agenda_with(item, request.args.get("way", "edit")), 303)


@blueprint.post("/items/<int:item_id>/remove")
@requires(Role.secretary)
def remove_item(item_id: int) -> Response | tuple[str, int]:
    """Take an item off the agenda of a meeting that has not begun."""
    item = _item_or_404(item_id)
    meeting_id, title = item.meeting_id, item.title
    try:
        actions.remove_item(db.session, item=item, actor=actor(), at=clock.now())
    except RuleViolation as violation:
        return _refused(meeting_id, violation)
    db.session.commit()
    flash(_("«%(title)s» is off the agenda.", title=title))
    return redirect(url_for("meetings.agenda", meeting_id=meeting_id), 303)


@blueprint.route("/items/<int:item_id>/edit", methods=["GET", "POST"])
@requires(Role.secretary)
def edit_item(item_id: int) -> str | Response | tuple[str, int]:
    """Change one item, or put it at another number."""
    item = _item_or_404(item_id)
    meeting = meeting_or_404(item.meeting_id)
    form = EditItemForm()
    _offer(form, meeting, item)
    if not form.is_submitted():
        form.title.data, form.kind.data = item.title, item.kind
        form.minutes_planned.data, form.mark.data = item.minutes_planned, actions.mark_of(item)
        form.number.data = form.was.data = item.position
        return _item_page(meeting, item, form)
    theirs: AgendaItem | None = None
    if form.validate():
        try:
            _save(item, form)
        except Stale as stale:
            db.session.rollback()
            form.reject(stale)
            theirs = _item_or_404(item_id)
            # Saved again after having seen this, it is the editor's choice.
            form.mark.data = actions.mark_of(theirs)
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
        else:
            db.session.commit()
            return redirect(_agenda_with(item, "edit"), 303)
    return _item_page(meeting, item, form, theirs), 422


def _save(item: AgendaItem, form: EditItemForm) -> None:
    actions.edit_item(
        db.session,
        item=item,
        title=form.title.data,
        kind=form.kind.data,
        presenter_id=form.presenter.person_id,
        presenter_name=form.presenter.free_name,
        minutes_planned=form.minutes_planned.data,
        mark=form.mark.data,
        actor=actor(),
        at=clock.now(),
    )
    # A number left as it was means: wherever others have moved the item meanwhile.
    if form.number.data is not None and str(form.number.data) != form.was.data:
        actions.move_item(
            db.session, item=item, number=form.number.data, actor=actor(), at=clock.now()
        )


def _item_or_404(item_id: int) -> AgendaItem:
    found = queries.item(db.session, item_id)
    if found is None:
        abort(404)
    return found


def _offer(form: ItemForm, meeting: Meeting, item: AgendaItem | None = None) -> None:
    """Propose the people of the body on the day of the meeting as presenters."""
    day = local(meeting.scheduled_at, meeting.body.timezone).date()
    presenter_id = item.presenter_id if item else None
    offered = people.candidates(db.session, meeting.body_id, day, also=(presenter_id,))
    form.presenter.offer(offered, person_id=presenter_id, name=item.presenter_name if item else "")


def _agenda_with(item: AgendaItem, way: str) -> str:
    """The agenda, with the focus where it was: keyboards go on from the item just moved or changed."""
    return url_for("meetings.agenda", meeting_id=item.meeting_id, item=item.id, way=way)


def _refused(meeting_id: int, violation: RuleViolation) -> tuple[str, int]:
    db.session.rollback()
    meeting = meeting_or_404(meeting_id)
    form = NewItemForm(None)
    _offer(form, meeting)
    return _agenda_page(meeting, form, complaint=say(violation)), 422


def _agenda_page(meeting: Meeting, form: NewItemForm, complaint: str = "") -> str:
    items = queries.agenda_of(db.session, meeting.id)
    planned = meeting.status in (MeetingStatus.draft, MeetingStatus.convened)
    missing = queries.unfinished(db.session, meeting).missing_in(items) if planned else []
    return render_template(
        "meetings/agenda.html",
        meeting=meeting,
        title=phrases.meeting_title(meeting),
        items=items,
        minutes=sum(each.minutes_planned or 0 for each in items),
        unplanned=sum(1 for each in items if each.minutes_planned is None),
        form=form,
        complaint=complaint,
        planned=planned,
        open=planned or meeting.status is MeetingStatus.in_session,
        missing=missing,
        kinds=phrases.ITEM_KINDS,
        meeting_title=phrases.meeting_title,
        focus=(request.args.get("item", 0, type=int), request.args.get("way", "")),
    )


def _item_page(
    meeting: Meeting, item: AgendaItem, form: EditItemForm, theirs: AgendaItem | None = None
) -> str:
    return render_template(
        "meetings/edit_item.html",
        meeting=meeting,
        title=phrases.meeting_title(meeting),
        item=item,
        form=form,
        theirs=theirs,
        kinds=phrases.ITEM_KINDS,
    )
