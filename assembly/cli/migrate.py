"""The tables."""

from __future__ import annotations

import click
from flask import Flask

from assembly.app import create_app
from assembly.upgrading import bring_up_to_date


def prepared() -> Flask:
    """The application with its tables brought up to date."""
    app = create_app()
    bring_up_to_date(app)
    return app


@click.command()
def migrate() -> None:
    """Bring the tables up to date."""
    prepared()
    click.echo("The tables are up to date.")
