"""Whoever administers the installation."""

from __future__ import annotations

import click

from assembly import clock
from assembly.actor import Actor
from assembly.cli.migrate import prepared
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.people import actions
from assembly.people.passwords import accepted
from assembly.web.forms import say

TERMINAL = Actor(account_id=None, name="terminal")


@click.command("create-admin")
@click.option("--name", prompt="Full name")
@click.option("--login", prompt="Sign-in name")
@click.password_option()
def create_admin(name: str, login: str, password: str) -> None:
    """Make an account that administers this installation."""
    with prepared().app_context():
        at = clock.now()
        try:
            password_hash = accepted(password, known=(name, login))
            person = actions.create_person(db.session, name=name, actor=TERMINAL, at=at)
            actions.create_account(
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
