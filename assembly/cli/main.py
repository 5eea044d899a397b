"""The ``assembly`` command, for those who administer.

Exit codes: 0 done; 1 refused or found broken (the message says what); 2 the command was mistyped.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
from datetime import date, datetime
from pathlib import Path

import click
from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy import func, select

from assembly import __version__, clock, paper
from assembly.actor import Actor
from assembly.app import create_app
from assembly.config import ConfigError
from assembly.db import db
from assembly.demo.commune import ACCOUNTS as DEMO_ACCOUNTS
from assembly.demo.commune import HOUSE, PASSWORD
from assembly.demo.make import is_demo, last_wednesday, make_demo
from assembly.demo.scribe import FIRST
from assembly.demo.sessions import PAST
from assembly.errors import RuleViolation
from assembly.home import first_run
from assembly.jobs import queries as jobs
from assembly.jobs import worker
from assembly.journal import queries as journal
from assembly.meetings.models import Meeting
from assembly.minutes import closing, export
from assembly.minutes import queries as minutes_queries
from assembly.minutes.rules import Copy
from assembly.paper import PaperError
from assembly.people import actions as people
from assembly.people import queries as people_queries
from assembly.people.models import Account
from assembly.people.passwords import accepted
from assembly.people.rules import fold
from assembly.web.forms import say

DEMO_ZONE = "America/Caracas"
TERMINAL = Actor(account_id=None, name="terminal")


class House(click.Group):
    """The commands, with settings and rules explained instead of stack traces."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ConfigError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=House, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="assembly")
def main() -> None:
    """The parliament of a commune on one laptop."""


def prepared() -> Flask:
    """The application with its tables brought up to date."""
    app = create_app()
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with app.app_context():
        upgrade()
    return app


@main.command()
@click.option("--host", help="Where to listen. 0.0.0.0 lets the phones of the hall in.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port, 8000 if nothing is said.")
@click.option("--demo/--no-demo", default=False, help="Bring in the demo commune if there is none.")
@click.option("--workers", type=click.IntRange(1, 16), default=1, show_default=True)
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True)
def run(host: str | None, port: int | None, demo: bool, workers: int, threads: int) -> None:
    """Start the house and print its address."""
    app = prepared()
    address = host or app.config["HOST"]
    door = port if port is not None else app.config["PORT"]
    if not _free(address, door):
        raise click.ClickException(
            f"something else listens on {address}:{door}; choose another with ASSEMBLY_PORT or --port"
        )
    with app.app_context():
        if demo and not _accounts():
            _bring_in_demo(last_wednesday(clock.today(DEMO_ZONE)))
        _greet(app, address, door)
        if jobs.next_unfinished(db.session):
            worker.wake()  # it broke off when the house was closed
        db.engine.dispose()
    sys.stdout.flush()
    # The parent of the server must not keep a second copy of the application in memory.
    command = [
        sys.executable,
        "-m",
        "assembly.serve",
        address,
        str(door),
        str(workers),
        str(threads),
    ]
    os.execv(sys.executable, command)  # noqa: S606 - our own program, no shell


def _free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _accounts() -> int:
    return db.session.scalar(select(func.count()).select_from(Account)) or 0


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


def _greet(app: Flask, host: str, port: int) -> None:
    shown = "localhost" if host in ("127.0.0.1", "::1") else host
    click.echo(f"\n  assembly {__version__}  →  http://{shown}:{port}\n")
    if is_demo(db.session):
        click.echo(
            "  The demo commune. Sign in with one of these, all with the password " + PASSWORD
        )
        for login, role in DEMO_ACCOUNTS.items():
            click.echo(f"      {login:<10} {role}")
        click.echo("  To start your own commune: an empty ASSEMBLY_INSTANCE, and --no-demo.\n")
        return
    if _accounts():
        return
    click.echo(
        "  There is no commune here yet. Open the address and start your own with this code:"
    )
    click.echo(f"\n      {first_run.code(Path(app.config['INSTANCE']))}\n")


@main.command()
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The Wednesday of its last session; the last one if nothing is said.",
)
def demo(day: datetime | None) -> None:
    """Bring the invented demo commune into an empty house."""
    with prepared().app_context():
        if _accounts():
            raise click.ClickException(
                "there is a commune here already; the demo wants an empty house"
            )
        chosen = day.date() if day else last_wednesday(clock.today(DEMO_ZONE))
        if chosen.weekday() != 2:
            raise click.BadParameter("the parliament meets on Wednesdays", param_hint="--day")
        _bring_in_demo(chosen)
    click.echo(f"Sign in as {', '.join(DEMO_ACCOUNTS)}; the password is {PASSWORD}")


@main.command()
def work() -> None:
    """Do the long work that waits (volumes, copies, exports), and end. The server starts it by itself."""
    os.nice(5)  # readers first
    app = create_app()
    app.logger.setLevel(logging.INFO)
    with app.app_context():
        done = worker.work_off(db.session)
    paper.close()
    click.echo(f"{done} done.")


@main.command()
def migrate() -> None:
    """Bring the tables up to date."""
    prepared()
    click.echo("The tables are up to date.")


@main.command()
def verify() -> None:
    """Recompute the journal's chain and name the first broken link."""
    with create_app().app_context():
        head = journal.head(db.session)
        found = journal.verify(db.session)
    if found:
        reasons = {
            "missing": "is missing",
            "link": "does not follow from the entry before it",
            "content": "was changed after it was written",
        }
        click.echo(f"BROKEN: entry {found.sequence} {reasons[found.reason]}.", err=True)
        sys.exit(1)
    if head is None:
        click.echo("The journal is empty.")
    else:
        click.echo(f"The journal holds: {head.sequence} entries, head {head.digest}")


@main.command("create-admin")
@click.option("--name", prompt="Full name")
@click.option("--login", prompt="Sign-in name")
@click.password_option()
def create_admin(name: str, login: str, password: str) -> None:
    """Make an account that administers this installation."""
    with prepared().app_context():
        at = clock.now()
        try:
            password_hash = accepted(password, known=(name, login))
            person = people.create_person(db.session, name=name, actor=TERMINAL, at=at)
            people.create_account(
                db.session,
                person=person,
                login=login,
                password_hash=password_hash,
                administrator=True,
                actor=TERMINAL,
                at=at,
            )
        except RuleViolation as violation:
            raise click.ClickException(say(violation)) from violation
        db.session.commit()
    click.echo(f"{name} can sign in as {login}.")


@main.group()
def minutes() -> None:
    """Closed minutes."""


@minutes.command("export")
@click.option("--meeting", type=click.IntRange(1), help="Only the session with this number.")
@click.option("--year", type=click.IntRange(1900, 9999), help="Only the sessions of this year.")
@click.option("--all", "everything", is_flag=True, help="All that are closed.")
@click.option("--body", help="Only those of this body (its name).")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["es", "en"]), help="The body's language if not said.")
@click.option("--without-numbers", is_flag=True, help="The copy without identity numbers.")
def export_minutes(
    meeting: int | None,
    year: int | None,
    everything: bool,
    body: str | None,
    out: Path,
    lang: str | None,
    without_numbers: bool,
) -> None:
    """Write the finished PDFs into a folder, one per act. A different file is never overwritten."""
    if [meeting is not None, year is not None, everything].count(True) != 1:
        raise click.UsageError("say which: --meeting N, --year Y or --all")
    with prepared().app_context():
        ids = minutes_queries.ids(
            db.session,
            year=year,
            zone=current_app.config["BABEL_DEFAULT_TIMEZONE"],
            body_id=_body_named(body),
            meeting_number=meeting,
        )
        if not ids:
            raise click.ClickException("no closed minutes fit this")
        copy = Copy.house if without_numbers else Copy.full
        failed = 0
        try:
            done = export.export(db.session, ids, folder=out, language=lang, copy=copy)
            for place, each in enumerate(done, 1):
                bad = each.result in export.FAILED
                failed += bad
                told = f"[{place}/{len(ids)}] {each.number}: {_EXPORTED[each.result]}: {each.path}"
                click.echo(told, err=bad)
        except OSError as error:
            raise click.ClickException(f"{out}: {error.strerror}") from error
    if failed:
        raise click.ClickException(f"{failed} of {len(ids)} were not written")


_EXPORTED = {
    export.Written.written: "written",
    export.Written.there: "was there already",
    export.Written.differs: "NOT written, a different file has this name",
    export.Written.missing: "NOT written, the paper is missing from the store",
    export.Written.damaged: "NOT written, the paper in the store is damaged",
}


def _body_named(name: str | None) -> int | None:
    if name is None:
        return None
    known = people_queries.bodies(db.session)
    found = [body.id for body in known if fold(body.name) == fold(name)]
    if len(found) != 1:
        names = ", ".join(body.name for body in known) or "none"
        raise click.ClickException(f"there is no one body called {name!r}; there are: {names}")
    return found[0]
