"""The secretary's desk: what is on, what is asked, who is there."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from flask import abort, render_template, request, url_for

from assembly import clock
from assembly.attachments import queries as attachments
from assembly.attachments.rules import AttachedTo
from assembly.commitments import queries as commitments
from assembly.db import db
from assembly.meetings import queries
from assembly.meetings.forms.hold import AddItemForm, AttendanceForm, HeadsForm, TextForm
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.phrases import meeting_title
from assembly.meetings.phrases.hold import quorum_verdict, quorum_why, some
from assembly.meetings.phrases.quorum import CALLS
from assembly.meetings.rules import Direction, ItemKind, ItemStatus, MeetingStatus
from assembly.meetings.views.area import blueprint, meeting_or_404
from assembly.money import queries as money
from assembly.money.rules import Period, quarters_before
from assembly.motions import queries as motions
from assembly.people.rules import Electorate
from assembly.projects.queries import reports as projects
from assembly.roles import Role
from assembly.voting import queries as voting
from assembly.web.access import requires
from assembly.web.filters import local

QUARTERS = 8
"""Of so many quarters back the accounts may be read."""
TAKEN_UP = (ItemStatus.open, ItemStatus.closed)


@dataclass(frozen=True)
class Line:
    """An item in the list on the desk. ``quorum`` only of an item that was taken up."""

    item: AgendaItem
    state: str  # done, now, later, left (deferred or withdrawn)
    quorum: queries.Quorum | None


@dataclass(frozen=True)
class Told:
    """Several facts of the door that are told in one line."""

    direction: Direction
    item: AgendaItem | None
    at: object
    names: list[str]


@dataclass(frozen=True)
class Desk:
    """All that the desk shows of the meeting itself, read once."""

    meeting: Meeting
    item: AgendaItem | None
    lines: list[Line]
    presence: queries.Presence
    quorum: queries.Quorum
    told: list[Told]

    @property
    def open_item(self) -> AgendaItem | None:
        """The item that is on."""
        return next((each.item for each in self.lines if each.state == "now"), None)

    @property
    def next_item(self) -> AgendaItem | None:
        """The first item still to come, after the one shown if there is one there."""
        later = [line.item for line in self.lines if line.state == "later"]
        shown = self.item.position if self.item else 0
        after = [item for item in later if item.position > shown and item is not self.item]
        return next(iter(after or [item for item in later if item is not self.item]), None)

    @property
    def absent(self) -> list[str]:
        """The seats in which nobody sits at the item shown."""
        return [each.seat.label for each in self.quorum.seated if each.holder is None]

    @property
    def outs_here(self) -> list[queries.Out]:
        """Who is out of the room for the item shown."""
        if self.item is None:
            return []
        number = self.presence.number(self.item.id)
        numbers = self.presence.numbers
        return [
            out
            for out in self.presence.outs
            if numbers[out.first_item_id] <= number <= numbers[out.last_item_id]
        ]

    @property
    def by_heads(self) -> bool:
        """Whether presence is a number of heads instead of seats."""
        return self.presence.electorate is Electorate.census

    @property
    def writable(self) -> bool:
        """Whether anything may still be changed."""
        return self.meeting.sealed_at is None and self.meeting.status is not MeetingStatus.cancelled

    @property
    def held(self) -> bool:
        """Whether the meeting has begun."""
        return self.meeting.call is not None


def read_desk(meeting: Meeting, wished: int | None = None) -> Desk:
    """Read what the desk shows, at the item wished, else at the one that is on or comes next."""
    items = queries.agenda_of(db.session, meeting.id)
    presence = queries.presence_of(db.session, meeting, items)
    item = _shown(items, wished)
    quorum = queries.quorum_at(db.session, meeting, item if meeting.call else None, presence)
    call = quorum.result.call if quorum.result else None
    lines = [
        Line(
            each,
            _state(each),
            queries.quorum_by(meeting, presence, each.id, call)
            if each.status in TAKEN_UP
            else None,
        )
        for each in items
    ]
    return Desk(meeting, item, lines, presence, quorum, _told(presence, items))


@blueprint.get("/<int:meeting_id>/desk")
@requires(Role.secretary)
def desk(meeting_id: int) -> str:
    """The live meeting on one page."""
    return show_desk(meeting_or_404(meeting_id), request.args.get("item", type=int))


def show_desk(
    meeting: Meeting,
    wished: int | None,
    *,
    text_form: TextForm | None = None,
    attendance_form: AttendanceForm | None = None,
    heads_form: HeadsForm | None = None,
    add_form: AddItemForm | None = None,
    complaint: str = "",
) -> str:
    """The desk as HTML; forms that were rejected come back with what was typed."""
    page = read_desk(meeting, wished)
    item = page.item
    if text_form is None and item is not None:
        text_form = TextForm(None, text=item.text, version=item.text_version)
    if attendance_form is None:
        attendance_form = AttendanceForm(None)
        if not meeting.from_paper and meeting.status is MeetingStatus.in_session:
            attendance_form.when.data = local(clock.now()).time()
        elif meeting.from_paper and item is not None:
            attendance_form.item.data = item.id  # the paper says what happened at which item
    offer(attendance_form, page)
    return render_template(
        "meetings/desk.html",
        desk=page,
        title=meeting_title(meeting),
        call_name=str(CALLS[meeting.call]) if meeting.call else "",
        verdict=quorum_verdict(page.quorum.result),
        why=quorum_why(page.quorum.result),
        meeting=meeting,
        item=item,
        presence=page.presence,
        quorum=page.quorum,
        motions=motions.of_item(db.session, item.id) if item else [],
        votes=voting.of_item(db.session, item.id, ballots=False) if item else [],
        elections=voting.called_in(db.session, item.id) if item else [],
        voting_rule=voting.rule_of_body(db.session, meeting.body_id),
        commitments=commitments.of_item(db.session, item.id) if item else [],
        **_earlier_commitments(meeting, item),
        **_reports(meeting, item),
        attachments=attachments.of(db.session, AttachedTo.item, item.id) if item else [],
        text_form=text_form,
        attendance_form=attendance_form,
        heads_form=heads_form or HeadsForm(None, head_count=meeting.head_count),
        add_form=add_form or AddItemForm(None),
        complaint=complaint,
        here=url_for("meetings.desk", meeting_id=meeting.id, item=item.id if item else None),
    )


def _earlier_commitments(meeting: Meeting, item: AgendaItem | None) -> dict[str, object]:
    """At the item for them: the commitments that are open from before, and what was reported today."""
    if item is None or item.kind is not ItemKind.commitments:
        return {}
    return {
        "open_commitments": commitments.open_before(db.session, meeting),
        "reported": commitments.reported_in(db.session, meeting.id),
    }


def _reports(meeting: Meeting, item: AgendaItem | None) -> dict[str, object]:
    """At an item where something is reported: the projects that do, and those that may."""
    if item is None or item.kind not in (ItemKind.report, ItemKind.accounts):
        return {}
    return {
        "reporting": projects.chosen_in(db.session, item.id),
        "reportable": projects.reportable(db.session, meeting.body_id),
        **_accounts(meeting, item),
    }


def _accounts(meeting: Meeting, item: AgendaItem) -> dict[str, object]:
    """The quarters whose accounts are read in it, and those that may be, where money is kept."""
    if not money.funds_of(db.session, meeting.body_id):
        return {}
    read = money.accounts_read_in(db.session, [item.id])
    return {
        "accounts_read": [Period(each.first_day, each.last_day) for each in read],
        "quarters": quarters_before(clock.today(meeting.body.timezone), QUARTERS),
    }


def offer(form: AttendanceForm, page: Desk) -> None:
    """Put the people and the items into the form's lists: first those who are not in the room."""
    form.offer(
        people=[
            (holder.person_id, f"{seat.label}: {holder.name}")
            for seat in page.presence.seats
            for holder in seat.holders
        ],
        items=[(line.item.id, f"{line.item.position}. {line.item.title}") for line in page.lines],
    )


def _shown(items: list[AgendaItem], wished: int | None) -> AgendaItem | None:
    if wished is not None:
        found = next((item for item in items if item.id == wished), None)
        return found or abort(404)
    for status in (ItemStatus.open, ItemStatus.planned):
        for item in items:
            if item.status is status:
                return item
    return items[-1] if items else None


def _state(item: AgendaItem) -> str:
    return {
        ItemStatus.open: "now",
        ItemStatus.closed: "done",
        ItemStatus.planned: "later",
    }.get(item.status, "left")


def _told(presence: queries.Presence, items: list[AgendaItem]) -> list[Told]:
    """What the door says after the opening, those together who came or went together, latest last."""
    by_id = {item.id: item for item in items}
    later = [fact for fact in presence.moved if fact.item_id is not None]
    later.sort(key=lambda fact: (presence.number(fact.item_id), fact.id))
    return [
        Told(direction, by_id.get(item_id), at, [fact.name for fact in facts])
        for (direction, item_id, at), facts in groupby(
            later, key=lambda fact: (fact.direction, fact.item_id, fact.at)
        )
    ]


blueprint.add_app_template_filter(some, "some_names")
