"""Migrations: they make the tables that the models describe, and go back and forth with data."""

import shutil
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, func, inspect, select, text

from assembly import paths, upgrading
from assembly.cli.state import newest_revision
from assembly.db import Base, db
from tests import databases
from tests.commune import found

SCRIPTS = ScriptDirectory(str(paths.MIGRATIONS))


@pytest.fixture
def empty_app(make_app, request, tmp_path, worker_id):
    """An application on a database without tables."""
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    if request.config.getoption("--database") == "postgresql":
        server = request.getfixturevalue("database_url")
        url = databases.postgresql_database(server, f"empty_{worker_id}")
    app = make_app(SQLALCHEMY_DATABASE_URI=url)
    upgrading.init_app(app)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def table_names() -> set[str]:
    return {
        name
        for name in inspect(db.engine).get_table_names()
        if not name.startswith(("alembic_version", "search_index"))
    }


def counts() -> dict[str, int]:
    """How many rows each table holds."""
    there = table_names()
    found = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
        if table.name in there
    }
    db.session.remove()
    return found


def test_one_line_of_migrations_each_with_a_way_back():
    assert newest_revision(paths.MIGRATIONS) == SCRIPTS.get_current_head()
    assert len(SCRIPTS.get_heads()) == 1
    assert len(SCRIPTS.get_bases()) == 1
    for script in SCRIPTS.walk_revisions():
        assert callable(script.module.downgrade), script.revision


def test_the_tables_are_those_of_the_models(session):
    def include(thing, name, kind, reflected, compare_to):
        # The full-text index is written by hand in its migration, for each database its own.
        return not str(name).startswith("search_index")

    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": include}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_checks_are_those_of_the_models(session):
    """Alembic does not compare them, so their names are compared here."""
    inspector = inspect(db.engine)
    for table in Base.metadata.sorted_tables:
        described = {
            str(constraint.name)
            for constraint in table.constraints
            if isinstance(constraint, CheckConstraint)
        }
        there = {check["name"] for check in inspector.get_check_constraints(table.name)}
        assert there == described, table.name


def test_every_constraint_has_a_name():
    """What has no name cannot be changed later on SQLite."""
    unnamed = [
        (table.name, type(constraint).__name__)
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert unnamed == []


def test_back_to_nothing_and_forth_again(empty_app):
    flask_migrate.upgrade()
    assert table_names() == set(Base.metadata.tables)
    flask_migrate.downgrade(revision="base")
    assert table_names() == set()
    flask_migrate.upgrade()
    assert table_names() == set(Base.metadata.tables)


def test_each_step_back_and_forth_keeps_the_rows_of_the_tables_that_stay(empty_app):
    flask_migrate.upgrade()
    found(db.session)
    db.session.commit()
    for _step in list(SCRIPTS.walk_revisions())[:-1]:
        before = counts()
        flask_migrate.downgrade()
        after = counts()
        assert after
        assert after == {name: rows for name, rows in before.items() if name in after}
    flask_migrate.upgrade()
    assert counts()["person"] > 0
    assert table_names() == set(Base.metadata.tables)


def test_a_table_made_anew_keeps_its_children(empty_app, tmp_path):
    """SQLite changes a table by making it anew; with foreign keys on, the children would be deleted."""
    flask_migrate.upgrade()
    found(db.session)
    db.session.commit()
    before = counts()
    folder = tmp_path / "migrations"
    shutil.copytree(paths.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    write_next(folder / "versions")
    flask_migrate.upgrade(directory=str(folder))
    assert counts() == before
    if db.engine.dialect.name == "sqlite":
        assert db.session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []


def write_next(folder: Path) -> None:
    (folder / "next.py").write_text(
        f'''
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{SCRIPTS.get_current_head()}"


def upgrade():
    for table in ("organization", "body", "seat", "person"):
        with op.batch_alter_table(table, recreate="auto") as batch:
            batch.add_column(sa.Column("remark", sa.Text(), nullable=True))
        with op.batch_alter_table(table) as batch:
            batch.alter_column("remark", new_column_name="remarks")


def downgrade():
    pass
'''
    )
