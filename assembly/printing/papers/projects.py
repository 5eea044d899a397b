"""Papers of projects: posters, the form for the field, the call to a workday and its sheet."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly.money.phrases.board import budgets
from assembly.money.queries import money_board
from assembly.people.models import Body
from assembly.printing.papers.sheet import Printed, Sheet, printed
from assembly.projects.models import Project, Workday
from assembly.projects.phrases.board import targets_of
from assembly.projects.phrases.pictures import columns_drawing, flow_drawing, progress_drawing
from assembly.projects.phrases.words import LOGS, reason
from assembly.projects.queries import assets, reports
from assembly.projects.queries import board as boards
from assembly.projects.queries.projects import kind_of
from assembly.projects.rules import PAPER_LINES, LogType
from assembly.web.i18n import _, _l, in_language


def workday_call(workday: Workday, sheet: Sheet) -> Printed:
    """A call to work, for the boards."""
    return printed(
        "workday_call", sheet, _l("We are called to work"), workday.body, workday=workday
    )


def workday_sheet(workday: Workday, sheet: Sheet) -> Printed:
    """Who came and for how long, to be signed on the spot."""
    return printed(
        "workday_sheet", sheet, _l("Who came to the workday"), workday.body, workday=workday
    )


def board(session: Session, body: Body, sheet: Sheet, *, now: datetime) -> Printed:
    """All running projects on a poster."""
    today = now.astimezone(ZoneInfo(body.timezone)).date()
    seen = boards.board(session, now=now, today=today, body_id=body.id)
    running = [card.project for card in seen.cards]
    money = money_board(session, body_id=body.id)
    with in_language(sheet.language):
        targets = {
            card.project.id: targets_of(card.project.name, card.targets) for card in seen.cards
        }
        drawn = budgets((each, money.spent(each)) for each in running)
        hours = columns_drawing(
            seen.hours, _("Hours of all on workdays, %(year)s", year=today.year)
        )
    return printed(
        "board",
        sheet,
        _l("Our projects"),
        body,
        board=seen,
        money=money,
        budgets=drawn,
        targets=targets,
        hours=hours,
        today=today,
    )


def project_poster(session: Session, project: Project, sheet: Sheet, *, today: date) -> Printed:
    """One project on a poster: what there is, where it went, how far it is."""
    told = reports.figures(session, project, since=None, until=today)
    with in_language(sheet.language):
        flows = [
            (each.name, drawing)
            for each in told.batches
            if (drawing := flow_drawing(each.steps, each.name, each.unit))
        ]
        targets = progress_drawing(
            [(str(LOGS[each.type]), each.done, each.value, each.unit) for each in told.targets],
            _("Targets"),
        )
    return printed(
        "project",
        sheet,
        project.name,
        project.body,
        project=project,
        figures=told,
        flows=flows,
        targets=targets,
        today=today,
    )


def field_form(session: Session, project: Project, sheet: Sheet) -> Printed:
    """The form for places without signal, in the order in which it is typed."""
    kind = kind_of(project)
    with in_language(sheet.language):
        types = [str(LOGS[each]) for each in kind.logs if each is not LogType.contribution]
        reasons = [reason(each) for each in kind.reasons]
    names = [each.name for each in assets.assets(session, project.id)][:40]
    return printed(
        "field_form",
        sheet,
        _l("What was done"),
        project.body,
        project=project,
        types=types,
        reasons=reasons,
        assets=names,
        rows=PAPER_LINES,
    )
