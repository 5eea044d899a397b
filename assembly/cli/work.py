"""Long work."""

from __future__ import annotations

import logging
import os

import click
from sqlalchemy.orm import configure_mappers

from assembly import paper
from assembly.app import create_app
from assembly.db import db
from assembly.jobs import worker


@click.command()
def work() -> None:
    """Do the long work that waits (volumes, copies, exports), and end. The server starts it by itself."""
    os.nice(5)  # readers first
    app = create_app()
    configure_mappers()  # before anything is locked: it takes long, and everybody's saving would wait
    app.logger.setLevel(logging.INFO)
    with app.app_context():
        done = worker.work_off(db.session)
    paper.close()
    click.echo(f"{done} done.")
