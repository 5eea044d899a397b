"""The papers of a meeting: agenda, sign-in sheet, sheets to count on, form of the minutes, poster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from assembly.commitments import queries as commitments
from assembly.meetings import phrases, queries
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import SeatHere
from assembly.motions import queries as motions
from assembly.motions.models import Motion
from assembly.motions.rules import SETTLED
from assembly.people.models import Body
from assembly.people.rules import Electorate
from assembly.printing.papers.sheet import Printed, Sheet, printed
from assembly.printing.phrases import NAMES
from assembly.printing.queries import identity_numbers
from assembly.printing.rules import BLANK_SIGNERS, ON_ONE_LINE, DeskPaper, SessionPaper
from assembly.voting import phrases as voting_phrases
from assembly.voting import queries as voting
from assembly.web.i18n import in_language


def agenda(session: Session, meeting: Meeting, sheet: Sheet) -> Printed:
    """For the hands of those who come: the items, and the texts that will be voted."""
    items, to_vote = _items_and_motions(session, meeting)
    planned = sum(each.minutes_planned or 0 for each in items)
    return _paper(
        SessionPaper.agenda, meeting, sheet, items=items, to_vote=to_vote, planned=planned
    )


def decisions(session: Session, meeting: Meeting, sheet: Sheet) -> Printed:
    """For the board: what was decided, who does it and by when."""
    decided = motions.decisions_of_meeting(session, meeting.id)
    taken_on = commitments.of_meeting(session, meeting.id)
    ahead = queries.upcoming(session, body_id=meeting.body_id)
    following = next((each for each in ahead if each.scheduled_at > meeting.scheduled_at), None)
    return _paper(
        SessionPaper.decisions,
        meeting,
        sheet,
        decisions=decided,
        commitments_of={
            each.id: [one for one in taken_on if one.decision_id == each.id] for each in decided
        },
        others=[one for one in taken_on if one.decision_id is None],
        following=following,
    )


def sign_in(session: Session, meeting: Meeting, sheet: Sheet) -> Printed:
    """To sign on arrival, and in agreement at the end; without a roll, lines to write on."""
    seats = _seats(session, meeting.body, queries.day_of(meeting))
    people = {holder.person_id for seat in seats for holder in seat.holders}
    return _paper(
        DeskPaper.sign_in,
        meeting,
        sheet,
        seats=seats,
        numbers=identity_numbers(session, people),
        of_persons=meeting.body.electorate is Electorate.roll,
        together=len(seats) > ON_ONE_LINE,
        lines=range(1, BLANK_SIGNERS + 1),
    )


def tally(session: Session, meeting: Meeting, sheet: Sheet) -> Printed:
    """To count on: a frame for each text that is on the agenda, and empty ones."""
    items, to_vote = _items_and_motions(session, meeting)
    return _paper(
        DeskPaper.tally,
        meeting,
        sheet,
        items=items,
        to_vote=to_vote,
        **_rules(session, meeting.body),
    )


def roll_call(session: Session, meeting: Meeting, sheet: Sheet) -> Printed:
    """A line for each seat; the columns are those of the entry form."""
    seats = queries.seats_on(session, meeting.body_id, queries.day_of(meeting))
    of_persons = meeting.body.electorate is Electorate.roll
    return _paper(
        DeskPaper.roll_call,
        meeting,
        sheet,
        seats=seats,
        of_persons=of_persons,
        lines=range(1, BLANK_SIGNERS + 1),
    )


def minutes_form(session: Session, meeting: Meeting, sheet: Sheet) -> Printed:
    """For when the power is out: all that will be typed, in the same order."""
    items, to_vote = _items_and_motions(session, meeting)
    known = form_of(session, meeting.body, queries.day_of(meeting))
    return _paper(DeskPaper.minutes_form, meeting, sheet, items=items, to_vote=to_vote, **known)


def form_of(session: Session, body: Body, day: date) -> dict[str, object]:
    """What the form of the minutes says of a body: its seats, or that they sign elsewhere; its rules."""
    seats = _seats(session, body, day)
    by_sheet = len(seats) > ON_ONE_LINE
    return {"seats": () if by_sheet else seats, "by_sheet": by_sheet, **_rules(session, body)}


def _seats(session: Session, body: Body, day: date) -> Sequence[SeatHere]:
    by_heads = body.electorate is Electorate.census
    return () if by_heads else queries.seats_on(session, body.id, day)


SESSION_PAPERS: dict[SessionPaper, Callable[[Session, Meeting, Sheet], Printed]] = {
    SessionPaper.agenda: agenda,
    SessionPaper.decisions: decisions,
}
DESK_PAPERS: dict[DeskPaper, Callable[[Session, Meeting, Sheet], Printed]] = {
    DeskPaper.sign_in: sign_in,
    DeskPaper.tally: tally,
    DeskPaper.roll_call: roll_call,
    DeskPaper.minutes_form: minutes_form,
}


def _paper(
    kind: SessionPaper | DeskPaper, meeting: Meeting, sheet: Sheet, **known: object
) -> Printed:
    with in_language(sheet.language):
        session_title = phrases.meeting_title(meeting)
    return printed(
        kind.name,
        sheet,
        NAMES[kind],
        meeting.body,
        meeting=meeting,
        session_title=session_title,
        **known,
    )


def _items_and_motions(
    session: Session, meeting: Meeting
) -> tuple[list[AgendaItem], dict[int, list[Motion]]]:
    items = queries.agenda_of(session, meeting.id)
    found = motions.of_items(session, [item.id for item in items])
    return items, {
        key: [motion for motion in each if motion.status not in SETTLED]
        for key, each in found.items()
    }


def _rules(session: Session, body: Body) -> dict[str, object]:
    """What a motion asks for, to be printed beside the counts."""
    rule = voting.rule_of_body(session, body.id)
    return {
        "ordinary": rule and rule.ordinary,
        "special": rule and rule.special,
        "rule_words": voting_phrases.rule,
    }
