"""Alembic's entry: migrations of the tables, on the database the application is set to."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, Enum

from assembly.db import Base, ShareText, UTCDateTime

config = context.config
database = current_app.extensions["migrate"].db


def include_object(thing, name, kind, reflected, compare_to):
    """Leave alone what autogenerate cannot see whole: the full-text index and its shadow tables."""
    return not str(name).startswith("search_index")


def render_item(kind, thing, autogen_context):
    """Write plain column types: a migration must not change when our own types do."""
    if kind == "type":
        if isinstance(thing, Enum):
            return f"sa.String({thing.length})"
        if isinstance(thing, UTCDateTime):
            return "sa.DateTime(timezone=True)"
        if isinstance(thing, ShareText):
            return f"sa.String({thing.impl.length})"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=include_object,
        render_item=render_item,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("migrations need a database to look at: there is no offline mode")

with database.engine.connect() as connection:
    raw = connection.connection.dbapi_connection
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        # A batch migration drops and recreates tables; with foreign keys on, the children would be
        # deleted with their parent. The pragma is ignored inside a transaction, so it goes to the
        # driver before SQLAlchemy begins one.
        raw.execute("PRAGMA foreign_keys=OFF")
    try:
        run(connection)
        connection.commit()
        if sqlite:
            broken = raw.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise SystemExit(f"the migration broke references: {broken[:5]}")
    finally:
        if sqlite:
            raw.execute("PRAGMA foreign_keys=ON")
