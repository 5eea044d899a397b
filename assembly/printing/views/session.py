"""The papers of a meeting."""

from __future__ import annotations

from flask import Response, render_template

from assembly.db import db
from assembly.meetings import queries as meetings
from assembly.meetings.phrases import meeting_title
from assembly.motions import queries as motions
from assembly.motions.rules import SETTLED
from assembly.printing.papers.notices import notice as notice_paper
from assembly.printing.papers.session import DESK_PAPERS, SESSION_PAPERS
from assembly.printing.phrases import NAMES, PURPOSES
from assembly.printing.rules import DeskPaper, Marking, SessionPaper
from assembly.printing.views.area import answer, blueprint, meeting_or_404, sheet_of, size_wished
from assembly.roles import Role
from assembly.voting import queries as voting
from assembly.voting.elections import CountingRule
from assembly.voting.models import Election
from assembly.voting.rules import CandidacyStatus
from assembly.web.access import may, requires

MARKED = {
    CountingRule.yes_no: Marking.answers,
    CountingRule.scottish_stv: Marking.preferences,
}
"""Elections whose slips are not marked with crosses."""


@blueprint.get("/meetings/<int:meeting_id>")
@requires(Role.member)
def meeting(meeting_id: int) -> str:
    """Papers to print: all that a session needs, before, during and after it."""
    found = meeting_or_404(meeting_id)
    keeps = may(Role.secretary)
    items = meetings.agenda_of(db.session, meeting_id) if keeps else []
    ids = [item.id for item in items]
    put = motions.of_items(db.session, ids) if keeps else {}
    return render_template(
        "printing/meeting.html",
        meeting=found,
        title=meeting_title(found),
        names=NAMES,
        purposes=PURPOSES,
        size=size_wished(),
        desk_papers=list(DeskPaper) if keeps else [],
        elections=[_slip(each) for each in voting.elections_of(db.session, ids)] if keeps else [],
        motions=[each for of in put.values() for each in of if each.status not in SETTLED],
    )


def _slip(election: Election) -> dict[str, object]:
    """What its slips ask for: those who stand, in the order of their numbers, and how they are marked."""
    standing = [each for each in election.candidates if each.status is CandidacyStatus.accepted]
    standing.sort(key=lambda each: (each.number or 0, each.id))
    names = [each.name for each in standing]
    numbers = [each.number or place for place, each in enumerate(standing, 1)]
    if numbers != list(range(1, len(names) + 1)):  # others have been elected or withdrew
        names = [f"{number}. {name}" for number, name in zip(numbers, names, strict=True)]
    most = {CountingRule.majority: 1, CountingRule.approval: len(standing)}
    choose = most.get(election.counting) or election.most or election.places
    return {
        "body_id": election.body_id,
        "office": election.title,
        "names": "\n".join(names),
        "how": MARKED.get(election.counting, Marking.crosses).value,
        "choose": max(1, min(choose, len(standing))),
    }


@blueprint.get("/meetings/<int:meeting_id>/notice.pdf")
@requires(Role.member)
def notice(meeting_id: int) -> Response:
    """The notice, for the boards."""
    found = meeting_or_404(meeting_id)
    sheet = sheet_of(found.body)
    return answer(notice_paper(db.session, found, sheet), sheet, f"notice-{meeting_id}")


@blueprint.get("/meetings/<int:meeting_id>/<any(agenda, decisions):kind>.pdf")
@requires(Role.member)
def session_paper(meeting_id: int, kind: str) -> Response:
    """A paper for everybody."""
    found = meeting_or_404(meeting_id)
    sheet = sheet_of(found.body)
    made = SESSION_PAPERS[SessionPaper(kind)](db.session, found, sheet)
    return answer(made, sheet, f"{kind}-{meeting_id}")


@blueprint.get(
    '/meetings/<int:meeting_id>/<any("sign-in", tally, "roll-call", "minutes-form"):kind>.pdf'
)
@requires(Role.secretary)
def desk_paper(meeting_id: int, kind: str) -> Response:
    """A paper for the desk."""
    found = meeting_or_404(meeting_id)
    sheet = sheet_of(found.body)
    made = DESK_PAPERS[DeskPaper(kind)](db.session, found, sheet)
    return answer(made, sheet, f"{kind}-{meeting_id}")
