"""The papers of a body: gazette, open commitments, an empty form of the minutes."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from assembly.commitments import queries as commitments
from assembly.money import queries as money
from assembly.money.rules import Period
from assembly.motions import queries as motions
from assembly.people.models import Body
from assembly.printing.papers.session import form_of
from assembly.printing.papers.sheet import Printed, Sheet, printed
from assembly.printing.phrases import NAMES
from assembly.printing.rules import DeskPaper
from assembly.web.i18n import _l


def gazette(
    session: Session, body: Body, sheet: Sheet, *, since: date, until: date, number: int | None
) -> Printed:
    """An issue with the decisions of a period that are in force, and those that ended in it."""
    title = _l("Communal gazette")
    return printed(
        "gazette",
        sheet,
        title,
        body,
        since=since,
        until=until,
        number=number,
        decisions=motions.in_force_of_period(session, body.id, since, until),
        annulled=motions.annulled_in_period(session, body.id, since, until),
    )


def open_commitments(session: Session, body: Body, sheet: Sheet, *, today: date) -> Printed:
    """Who still has to do what by when, with room for what is reported."""
    title = _l("Open commitments")
    found = commitments.open_of_body(session, body.id, limit=1000)
    return printed("commitments", sheet, title, body, commitments=found, today=today)


def accounts(session: Session, body: Body, sheet: Sheet, period: Period) -> Printed:
    """The accounts of a quarter with every line, the counts of cash, and the oversight council's opinion."""
    title = _l("Accounts")
    entries, more = money.entries_of_period(session, body.id, period)
    return printed(
        "accounts",
        sheet,
        title,
        body,
        period=period,
        accounts=money.accounts_of(session, body.id, period),
        entries=entries,
        more=more,
        opinions=money.opinions_on(session, body.id, period),
    )


def blank_minutes(session: Session, body: Body, sheet: Sheet, *, today: date) -> Printed:
    """The form of the minutes for a session that is not in the program yet."""
    return printed(
        "minutes_form",
        sheet,
        NAMES[DeskPaper.minutes_form],
        body,
        meeting=None,
        session_title="",
        items=[],
        to_vote={},
        **form_of(session, body, today),
    )
