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
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from assembly import __version__, clock
from assembly.actor import Actor
from assembly.app import create_app
from assembly.config import ConfigError
from assembly.db import db
from assembly.demo.commune import ACCOUNTS as DEMO_ACCOUNTS
from assembly.demo.commune import PASSWORD
from assembly.demo.make import is_demo, last_wednesday, make_demo
from assembly.demo.sessions import PAST
from assembly.errors import RuleViolation
from assembly.home import first_run
from assembly.journal import queries as journal
from assembly.people import actions as people
from assembly.people.models import Account
from assembly.people.passwords import accepted
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
    steps = len(PAST) + 3
    with click.progressbar(length=steps, item_show_func=lambda step: step) as bar:
        make_demo(
            db.session,
            day=day,
            close=lambda meeting, at: None,
            progress=lambda step: bar.update(1, step),
        )


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
