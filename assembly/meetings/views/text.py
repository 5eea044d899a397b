"""The text of an item: saved by a form, or by itself."""

from __future__ import annotations

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Page

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation, Stale
from assembly.meetings import actions, queries
from assembly.meetings.forms.hold import TextForm
from assembly.meetings.models import AgendaItem
from assembly.meetings.rules import ItemStatus
from assembly.meetings.views.area import blueprint, meeting_or_404
from assembly.meetings.views.desk import read_desk, show_desk
from assembly.meetings.views.hold import desk_of, item_or_404, take_over
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.filters import local
from assembly.web.forms import say
from assembly.web.text import markdown


@blueprint.post("/items/<int:item_id>/text")
@requires(Role.secretary)
def text(item_id: int) -> Page:
    """Save the text; ``then`` also closes the item, or goes on to the next one.

    A script that asks for JSON gets the new version and the hour; a clash gets both texts (409).
    """
    item = item_or_404(item_id)
    form = TextForm()
    by_itself = request.accept_mimetypes.best == "application/json"
    if not form.validate():
        if by_itself:
            return jsonify(error=" ".join(form.text.errors)), 422
        return show_desk(meeting_or_404(item.meeting_id), item_id, text_form=form), 422
    try:
        saved = actions.write_text(
            db.session,
            item=item,
            text=form.text.data or "",
            version=form.version.data,
            actor=actor(),
            at=clock.now(),
        )
        after = "" if by_itself else _go_on(saved, form.then.data or "")
    except Stale as clash:
        db.session.commit()  # both texts are kept
        return _clash(item_id, clash, by_itself)
    except RuleViolation as violation:
        db.session.rollback()
        return _refused(item_id, form, violation, by_itself)
    version = saved.text_version  # after the commit it would be read again
    db.session.commit()
    if by_itself:
        at = local(clock.now())
        return jsonify(version=version, time=f"{at:%-H:%M:%S}")
    return redirect(after, 303)


@blueprint.get("/items/<int:item_id>/texts")
@requires(Role.secretary)
def texts(item_id: int) -> str:
    """What the text was at each turn of a hand, and what came too late: to be read and copied."""
    item = item_or_404(item_id)
    return render_template(
        "meetings/texts.html",
        item=item,
        meeting=item.meeting,
        texts=queries.texts_of(db.session, item_id),
    )


@blueprint.post("/<int:meeting_id>/preview")
@requires(Role.secretary)
def preview(meeting_id: int) -> str:
    """How a text will read: a piece of a page, nothing is saved."""
    return str(markdown(request.form.get("text", "")))


def _go_on(item: AgendaItem, then: str) -> str:
    """Do what follows the saving, and say where to go."""
    if then not in ("next", "close", "end"):
        return desk_of(item)
    actions.close_item(db.session, item=item, actor=actor(), at=clock.now())
    if then == "end":
        return url_for("meetings.end", meeting_id=item.meeting_id)
    following = read_desk(item.meeting, item.id).next_item
    if then == "close" or following is None:
        return desk_of(item)
    if not item.meeting.from_paper and following.status is ItemStatus.planned:
        take_over(following)
    return desk_of(following) + "#text"


def _clash(item_id: int, clash: Stale, by_itself: bool) -> Page:
    """Somebody else saved in between: both texts, side by side, to be made one."""
    if by_itself:
        return jsonify(stale=True, theirs=clash.theirs, version=clash.version), 409
    return _clash_page(item_id, theirs=clash.theirs, mine=clash.mine, version=clash.version), 409


def _clash_page(item_id: int, *, theirs: str, mine: str, version: int) -> str:
    item = item_or_404(item_id)
    form = TextForm(None, text=mine, version=version)
    return render_template(
        "meetings/text.html", item=item, meeting=item.meeting, theirs=theirs, mine=mine, form=form
    )


def _refused(item_id: int, form: TextForm, violation: RuleViolation, by_itself: bool) -> Page:
    """Nothing was saved; what was typed goes back to whoever typed it."""
    if by_itself:
        return jsonify(error=say(violation)), 422
    item = item_or_404(item_id)
    if item.meeting.sealed_at is None:
        form.reject(violation)
        return show_desk(item.meeting, item_id, text_form=form), 422
    return render_template(
        "meetings/text.html",
        item=item,
        meeting=item.meeting,
        theirs=item.text,
        mine=form.text.data or "",
        complaint=say(violation),
        form=None,
    ), 422
