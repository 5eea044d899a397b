"""What goes out to the voting centres of a vote on paper: the act to fill in, and the register to sign."""

from __future__ import annotations

from flask import url_for
from sqlalchemy.orm import Session

from assembly.meetings.phrases import meeting_title
from assembly.minutes.phrases.heading import in_fours
from assembly.people.rules import identity_masked
from assembly.printing.papers.sheet import Printed, Sheet, printed
from assembly.voting import phrases, queries
from assembly.voting.models import Vote
from assembly.voting.rules import Asked
from assembly.web.address import house_address
from assembly.web.i18n import _, in_language
from assembly.web.qr import qr_picture


def acts(vote: Vote, sheet: Sheet) -> Printed:
    """The act of the count, a page for each centre, in the order in which it is typed."""
    with in_language(sheet.language):
        title = _("Act of the count")
        unit = phrases.unit_of(vote)
        rule = phrases.asked(Asked(vote.requirement, vote.turnout), unit)
    return _paper("centre_acts", title, vote, sheet, heading=title, centres=vote.acts, rule=rule)


def register(session: Session, vote: Vote, place: int, sheet: Sheet, *, numbers: range) -> Printed:
    """Lines of the register of a centre (its place among those of the vote): names, then empty ones."""
    centre = vote.acts[place]
    with in_language(sheet.language):
        heading = _("Register of voters")
    known = queries.register(session, vote.id, place, numbers)
    names = {each.number: (each.name, identity_masked(each.identity_number)) for each in known}
    return _paper(
        "centre_register",
        f"{heading} · {centre.name}",
        vote,
        sheet,
        heading=heading,
        centre=centre,
        rows=[(number, *names.get(number, ("", ""))) for number in numbers],
    )


def _paper(template: str, title: str, vote: Vote, sheet: Sheet, **known: object) -> Printed:
    """A paper of a vote, with its number and where it can be read at the foot."""
    meeting = vote.item.meeting
    house = house_address()
    place = f"{house}{url_for('voting.vote', vote_id=vote.id)}" if house else ""
    code = in_fours(vote.uuid.hex)
    with in_language(sheet.language):
        session_title = meeting_title(meeting)
    return printed(
        template,
        sheet,
        title,
        meeting.body,
        vote=vote,
        meeting=meeting,
        session_title=session_title,
        seal={"code": code, "place": place, "picture": qr_picture(place or code)},
        **known,
    )
