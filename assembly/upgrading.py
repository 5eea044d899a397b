"""Bringing the tables up to date: the only importer of Alembic, which takes longer to read than the house.

To write a migration: ``flask --app assembly.upgrading db revision``.
"""

from __future__ import annotations

import logging

from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import Migrate, upgrade

from assembly import app as house
from assembly import paths
from assembly.db import db


def create_app() -> Flask:
    """The application with the commands of the migrations."""
    app = house.create_app()
    init_app(app)
    return app


def init_app(app: Flask) -> None:
    """Let the migrations find the application's database."""
    Migrate(app, db, directory=str(paths.MIGRATIONS))


def bring_up_to_date(app: Flask) -> None:
    """Make or change the tables, as far as they are not as this program wants them."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    init_app(app)
    with app.app_context():
        upgrade()


def revisions() -> list[str]:
    """All migrations that this program knows, the newest first."""
    scripts = ScriptDirectory(str(paths.MIGRATIONS))
    return [script.revision for script in scripts.walk_revisions()]
