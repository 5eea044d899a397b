"""The list of meetings, and the page of one."""

from __future__ import annotations

from itertools import groupby

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.attachments import queries as attachments
from assembly.attachments.models import Attachment
from assembly.attachments.rules import AttachedTo
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import phrases, queries
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import MeetingStatus
from assembly.meetings.views.area import blueprint, meeting_or_404
from assembly.minutes import queries as minutes
from assembly.people import queries as people
from assembly.roles import Role
from assembly.web.access import may, requires
from assembly.web.forms import say
from assembly.web.i18n import zone
from assembly.web.pages import bounded


@blueprint.get("/")
@requires(Role.member)
def index() -> str:
    """What comes next, and past meetings by year."""
    bodies = people.bodies(db.session)
    body = next(
        (each for each in bodies if each.id == request.args.get("body", type=bounded)), None
    )
    body_id = body.id if body else None
    years = queries.years(db.session, zone=zone(), body_id=body_id)
    year = request.args.get("year", type=bounded)
    if year not in years:
        this = clock.today(zone()).year
        year = this if this in years else next(iter(years), this)
    page = min(max(request.args.get("page", 1, type=bounded), 1), 1000)
    upcoming = queries.upcoming(db.session, body_id=body_id)
    planned = {each.series_id for each in upcoming if each.series_id is not None}
    return render_template(
        "meetings/index.html",
        bodies=bodies,
        body=body,
        upcoming=upcoming,
        planned=planned,
        proposals=_proposals(body_id),
        past=queries.past(db.session, year=year, zone=zone(), body_id=body_id, page=page),
        year=year,
        years=years,
        meeting_title=phrases.meeting_title,
        statuses=phrases.MEETING_STATUSES,
    )


@blueprint.get("/items/<int:item_id>")
@requires(Role.member)
def item(item_id: int) -> Response:
    """An item's place on the page of its meeting: where a search leads to."""
    found = queries.item(db.session, item_id) or abort(404)
    place = url_for("meetings.meeting", meeting_id=found.meeting_id, _anchor=f"item-{item_id}")
    return redirect(place, 303)


def _proposals(body_id: int | None) -> list[queries.Proposal]:
    """The next meetings that the person signed in may convene."""
    found = queries.proposals(db.session, now=clock.now(), body_id=body_id)
    return [each for each in found if may(Role.secretary, each.series.body_id)]


@blueprint.get("/<int:meeting_id>")
@requires(Role.member)
def meeting(meeting_id: int) -> str:
    """One meeting: when, where, what about; for the secretary what to do next."""
    return meeting_page(meeting_id)


def meeting_page(meeting_id: int, refused: RuleViolation | None = None) -> str:
    """The page of a meeting; with the words for an act on it that a rule refused."""
    if refused is not None:
        db.session.rollback()
    found = meeting_or_404(meeting_id)
    items = queries.points(db.session, meeting_id)
    log = queries.notice_log(db.session, found)
    return render_template(
        "meetings/meeting.html",
        complaint=say(refused) if refused else "",
        meeting=found,
        minutes_id=minutes.id_of_meeting(db.session, meeting_id) if found.sealed_at else None,
        title=phrases.meeting_title(found),
        items=items,
        attached=_attached(items),
        planned=sum(each.minutes_planned or 0 for each in items),
        missing=_missing(found, items),
        log=log,
        rule=phrases.notice_rule_words(log.rule),
        verdict=phrases.notice_verdict(log.verdict, clock.today(found.body.timezone)),
        statuses=phrases.MEETING_STATUSES,
        item_statuses=phrases.ITEM_STATUSES,
        meeting_title=phrases.meeting_title,
    )


def _attached(items: list[queries.Point]) -> dict[int, list[Attachment]]:
    """What hangs on each item."""
    found = attachments.of_all(db.session, AttachedTo.item, [item.id for item in items])
    return {key: list(group) for key, group in groupby(found, lambda each: each.object_id)}


def _missing(found: Meeting, items: list[queries.Point]) -> list[AgendaItem]:
    """What earlier meetings left that is not on this agenda yet, while it can still be taken up."""
    if not may(Role.secretary) or found.status not in (
        MeetingStatus.draft,
        MeetingStatus.convened,
    ):
        return []
    return queries.unfinished(db.session, found).missing_in(items)
