"""The journal's chain."""

from __future__ import annotations

import sys

import click

from assembly.app import create_app
from assembly.db import db
from assembly.journal import queries


@click.command()
def verify() -> None:
    """Recompute the journal's chain and name the first broken link."""
    with create_app().app_context():
        head = queries.head(db.session)
        found = queries.verify(db.session)
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
