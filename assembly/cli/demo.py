"""The invented commune."""

from __future__ import annotations

from datetime import date, datetime

import click

from assembly import clock, paper
from assembly.cli.migrate import prepared
from assembly.db import db
from assembly.demo.accounts import ACCOUNTS, HOUSE, PASSWORD
from assembly.demo.make import last_wednesday, make_demo
from assembly.demo.scribe import FIRST
from assembly.demo.sessions import PAST
from assembly.meetings.models import Meeting
from assembly.minutes import closing
from assembly.paper import PaperError
from assembly.people import queries as people

ZONE = "America/Caracas"


@click.command()
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The Wednesday of its last session; the last one if nothing is said.",
)
def demo(day: datetime | None) -> None:
    """Bring the invented demo commune into an empty house."""
    with prepared().app_context():
        if people.any_account(db.session):
            raise click.ClickException(
                "there is a commune here already; the demo wants an empty house"
            )
        chosen = day.date() if day else last_wednesday(clock.today(ZONE))
        if chosen.weekday() != 2:
            raise click.BadParameter("the parliament meets on Wednesdays", param_hint="--day")
        _bring_in_demo(chosen)
    click.echo(f"Sign in as {', '.join(ACCOUNTS)}; the password is {PASSWORD}")


def _bring_in_demo(day: date) -> None:
    click.echo("Bringing in the demo commune (a minute at most) …")
    unprinted: list[int] = []

    def close(meeting: Meeting, at: datetime) -> None:
        try:
            closing.close(db.session, meeting.id, first_number=FIRST, actor=HOUSE, at=at)
            db.session.commit()
        except PaperError:
            db.session.rollback()
            unprinted.append(meeting.number)

    with click.progressbar(length=len(PAST) + 3, item_show_func=lambda step: step) as bar:
        make_demo(db.session, day=day, close=close, progress=lambda step: bar.update(1, step))
    paper.close()
    if unprinted:
        click.echo("No PDF can be made on this machine (are Pango and HarfBuzz there?).", err=True)
        click.echo(f"The minutes of the sessions {unprinted} stay drafts.", err=True)
