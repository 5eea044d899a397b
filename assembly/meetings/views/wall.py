"""What is on now: a strip on every page of a meeting, and the hall's wall for a projector."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from werkzeug.wrappers import Response

from assembly.db import db
from assembly.meetings import queries
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.phrases import meeting_title
from assembly.meetings.phrases.hold import quorum_verdict
from assembly.meetings.rules import ItemStatus
from assembly.meetings.views.area import blueprint, meeting_or_404
from assembly.motions import queries as motions
from assembly.motions.models import Motion
from assembly.motions.rules import MotionStatus
from assembly.roles import Role
from assembly.voting import queries as voting
from assembly.voting.models import Vote
from assembly.voting.rules import CAST_ONE_BY_ONE, Method, VoteStatus
from assembly.web.access import public, requires
from assembly.web.filters import number
from assembly.web.i18n import _
from assembly.web.live import as_it_stands, live_part

LIGHTS = ("bright", "dark")
_BEFORE_THE_VOTE = (MotionStatus.submitted, MotionStatus.scheduled, MotionStatus.debated)


@dataclass(frozen=True)
class Now:
    """Where a meeting stands: the item that is on, else the last that was taken up."""

    meeting: Meeting
    item: AgendaItem | None
    next_item: AgendaItem | None
    quorum: queries.Quorum
    motion: Motion | None  # the one that is next to be voted on
    vote: Vote | None  # the last that was put in this item
    dots: list[str]  # the seats as the arc draws them: who sits there, or what has been voted
    caption: str
    note: str

    @property
    def turn(self) -> str:
        """Changes when there is something else to do: another item, a vote that opens or ends."""
        vote = f"{self.vote.id}{self.vote.status}" if self.vote else ""
        return f"{self.meeting.status}-{self.item.id if self.item else 0}-{vote}"

    @property
    def voting(self) -> bool:
        """Whether a vote is going on."""
        return self.vote is not None and self.vote.status is VoteStatus.open


def now_in(meeting: Meeting) -> Now:
    """Read where a meeting stands."""
    items = queries.agenda_of(db.session, meeting.id)
    presence = queries.presence_of(db.session, meeting, items)
    on = next((each for each in items if each.status is ItemStatus.open), None)
    if on is None:
        closed = [each for each in items if each.status is ItemStatus.closed]
        on = queries.in_order(closed)[-1] if closed else None
    votes = voting.of_item(db.session, on.id, ballots=False) if on else []
    votes = [each for each in votes if each.status is not VoteStatus.cancelled]
    vote = votes[-1] if votes else None
    quorum = queries.quorum_at(db.session, meeting, on, presence)
    dots, caption, note = _arc(quorum, vote)
    return Now(
        meeting=meeting,
        item=on,
        next_item=next((each for each in items if each.status is ItemStatus.planned), None),
        quorum=quorum,
        motion=_next_to_vote(motions.of_item(db.session, on.id)) if on else None,
        vote=vote,
        dots=dots,
        caption=caption,
        note=note,
    )


def _arc(quorum: queries.Quorum, vote: Vote | None) -> tuple[list[str], str, str]:
    """Who is there; while ballots are cast, who on the roll has voted, and how if the body shows it.

    Of a secret vote only how many have.
    """
    if vote is None or vote.status is not VoteStatus.open or vote.method not in CAST_ONE_BY_ONE:
        dots = [each.state for each in quorum.seated]
        said = _("%(n)s of %(all)s", n=number(quorum.present), all=number(quorum.seats))
        return dots, said, quorum_verdict(quorum.result)
    lines = voting.lines_of_roll(db.session, vote)
    voted = sum(line.channel is not None for line in lines)
    if vote.method is Method.secret_ballots:
        dots = ["voted"] * voted + ["waiting"] * (len(lines) - voted)
    elif voting.shows_choices(db.session, vote):
        dots = [line.option.value if line.option else "waiting" for line in lines]
    else:
        dots = ["voted" if line.channel else "waiting" for line in lines]
    return dots, _("%(n)s of %(all)s", n=number(voted), all=number(len(lines))), _("have voted")


def _next_to_vote(of_item: list[Motion]) -> Motion | None:
    """Amendments come before the motion that they amend."""
    ordered = (each for motion in of_item for each in (*motion.amendments, motion))
    return next((each for each in ordered if each.status in _BEFORE_THE_VOTE), None)


@blueprint.get("/now/<token>")
@public  # the signature in the address is the permission
def now(token: str) -> Response:
    """What is on, in a few lines for the members' phones."""
    return as_it_stands("meetings.now", token)


@live_part("meetings.now")
def _now(meeting_id: int) -> str:
    return render_template("meetings/now.html", **_shown(meeting_or_404(meeting_id)))


@blueprint.get("/<int:meeting_id>/wall")
@requires(Role.member)
def wall(meeting_id: int) -> str:
    """The page that stays open on the projector; everything on it is ``wall_part``, kept up to date."""
    meeting = meeting_or_404(meeting_id)
    light = request.args.get("light")
    light = light if light in LIGHTS else LIGHTS[0]
    return render_template(
        "meetings/wall.html", meeting=meeting, title=meeting_title(meeting), light=light
    )


@blueprint.get("/wall/<token>")
@public  # the signature in the address is the permission
def wall_part(token: str) -> Response:
    """What is on the wall."""
    return as_it_stands("meetings.wall_part", token)


@live_part("meetings.wall_part")
def _part(meeting_id: int) -> str:
    return render_template("meetings/wall_part.html", **_shown(meeting_or_404(meeting_id)))


def _shown(meeting: Meeting) -> dict[str, object]:
    """What the templates need that tell where a meeting stands."""
    now = now_in(meeting)
    return {
        "now": now,
        "meeting": meeting,
        "title": meeting_title(meeting),
        "verdict": quorum_verdict(now.quorum.result),
    }
