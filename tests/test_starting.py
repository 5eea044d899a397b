"""A start asks the database what the house is like without reading the application."""

import subprocess
import sys
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import text

from assembly import config, paths
from assembly.cli.state import State, look, newest_revision
from assembly.demo.accounts import HOUSE
from assembly.jobs.actions import ask
from assembly.journal.actions import record
from assembly.people import passwords

HEAVY = ("alembic", "flask", "sqlalchemy", "jinja2", "weasyprint", "babel", "werkzeug")


def loaded_by(statement: str) -> set[str]:
    program = f"import sys; {statement}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_a_start_reads_no_application_and_the_application_nothing_of_the_commands():
    """The parent of the server is small, and the worker leaves out what only other processes need."""
    assert not loaded_by("import assembly.cli.run, assembly.serve") & set(HEAVY)
    apart = {"alembic", "flask_migrate", "weasyprint", "pydyf", "psycopg", "pikepdf", "granian"}
    assert not loaded_by("import assembly.app") & apart


def test_an_empty_house_and_a_house_in_use(session, commune, database_url):
    session.commit()
    assert look(database_url, paths.MIGRATIONS) == State(current=True, accounts=True)


def test_a_founded_demo_and_work_that_broke_off_are_seen(session, database_url):
    at = datetime(2026, 5, 20, 13, tzinfo=UTC)
    record(session, actor=HOUSE, at=at, verb="body.created", object_type="body", object_id=1)
    ask(session, kind="a.b", title="x", params={}, language="es", mark=uuid4(), actor=HOUSE, at=at)
    session.commit()
    assert look(database_url, paths.MIGRATIONS) == State(current=True, demo=True, work_waits=True)


def test_tables_of_another_version_are_not_current(session, commune, database_url):
    newest = newest_revision(paths.MIGRATIONS)
    session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    session.commit()
    try:
        assert look(database_url, paths.MIGRATIONS) == State()
    finally:
        session.execute(text("UPDATE alembic_version SET version_num = :new"), {"new": newest})
        session.commit()


@pytest.mark.parametrize("content", [None, b""])
def test_where_there_are_no_tables_nothing_is_true_and_nothing_is_made(tmp_path, content):
    path = tmp_path / "assembly.sqlite"
    if content is not None:
        path.write_bytes(content)
    assert look(f"sqlite:///{path}", paths.MIGRATIONS) == State()
    assert path.exists() == (content is not None)


def test_every_setting_of_flask_is_known():
    assert set(Flask.default_config) <= {*config.FLASK, *config.DEFAULTS}


def test_the_hash_compared_for_nobody_costs_as_much_as_any_other():
    hasher: PasswordHasher = passwords._hasher
    assert not hasher.check_needs_rehash(passwords._NOBODY)
    assert passwords.matches(None, "nobody") is False
