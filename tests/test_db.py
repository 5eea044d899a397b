"""The database as it is set up: what is refused, what waits, what is never lost.

The figures and traps are those measured when the stack was chosen: SQLite turns a transaction that
has read into a writing one only if nobody else wrote meanwhile, whatever the timeout.
"""

import sqlite3
import threading
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, make_url, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from assembly.db import ShareText, UTCDateTime, db, insert_rows, locked, set_reading
from assembly.people.models import LoginAttempt, Organization, Person

THINGS = Table(
    "things", MetaData(), Column("id", Integer), Column("at", UTCDateTime), Column("s", ShareText)
)


@pytest.fixture
def things():
    engine = create_engine("sqlite://")
    THINGS.create(engine)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def sqlite_session(make_app, tmp_path):
    """A session on SQLite, whatever this run is on."""
    with make_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'house.sqlite'}").app_context():
        yield db.session
        db.session.remove()
        db.engine.dispose()


def test_a_moment_without_zone_is_refused(things):
    with pytest.raises(StatementError, match="without time zone"):
        things.execute(THINGS.insert().values(at=datetime(2026, 6, 3, 9)))  # noqa: DTZ001


def test_a_moment_comes_back_in_utc(things):
    # 9:00 in Caracas, four hours behind Greenwich, is 13:00 UTC.
    caracas = timezone(timedelta(hours=-4))
    things.execute(THINGS.insert().values(at=datetime(2026, 6, 3, 9, tzinfo=caracas)))
    found = things.execute(select(THINGS.c.at)).scalar_one()
    assert found == datetime(2026, 6, 3, 13, tzinfo=UTC)
    assert found.utcoffset() == timedelta(0)


def test_a_share_comes_back_exactly(things):
    things.execute(THINGS.insert().values(s=Fraction(2, 3)))
    assert things.execute(select(THINGS.c.s)).scalar_one() == Fraction(2, 3)


def test_sqlite_keeps_what_it_acknowledged(sqlite_session):
    pragmas = {
        name: sqlite_session.execute(text(f"PRAGMA {name}")).scalar_one()
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
    }
    # synchronous 2 is FULL: the log reaches the disk before the answer reaches the person.
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10000,
        "secure_delete": 1,  # a ballot that is written anew leaves no copy in the file
    }


@pytest.mark.parametrize(("reads", "others_may_write"), [(False, False), (True, True)])
def test_only_a_reading_transaction_leaves_room_for_a_writer(
    sqlite_session, reads, others_may_write
):
    def another_writes() -> bool:
        other = sqlite3.connect(db.engine.url.database, timeout=0, isolation_level=None)
        try:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return False
        finally:
            other.close()
        return True

    set_reading(reads)
    sqlite_session.execute(text("SELECT 1 FROM sqlite_master")).all()
    set_reading(False)
    assert another_writes() is others_may_write


def test_many_who_read_and_then_write_at_once_lose_nothing(app, session):
    """Twenty threads, each reads the row and writes it back one higher, five times: 100."""
    session.add(Organization(name="0", name_key="0", classification="commune"))
    session.commit()
    failures = []

    def count_up():
        for _ in range(5):
            with app.app_context():
                try:
                    row = locked(db.session, Organization, 1)
                    row.name = str(int(row.name) + 1)
                    db.session.commit()
                except Exception as error:
                    failures.append(error)

    threads = [threading.Thread(target=count_up) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session.expire_all()
    assert failures == []
    assert session.get(Organization, 1).name == "100"


def test_a_row_that_is_not_there_cannot_be_locked(session):
    with pytest.raises(LookupError):
        locked(session, Organization, 4711)


def test_a_reference_to_nothing_is_refused_by_the_database(session):
    session.add(Person(name="Ana", name_key="ana", organization_id=4711))
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        session.commit()
    session.rollback()


def test_of_many_rows_those_that_are_there_are_left_or_refused(session):
    at = datetime(2026, 6, 3, 13, tzinfo=UTC)
    rows = [{"key": key, "failures": 0, "last_at": at} for key in ("a", "b", "c")]
    connection = session.connection()
    assert insert_rows(connection, LoginAttempt, rows[1:2]) == 1
    newer = [row | {"failures": 7} for row in rows]
    assert insert_rows(connection, LoginAttempt, newer, skip_existing=True) == 2
    found = session.execute(select(LoginAttempt.key, LoginAttempt.failures, LoginAttempt.last_at))
    assert sorted(found) == [("a", 7, at), ("b", 0, at), ("c", 7, at)]
    with pytest.raises(IntegrityError):
        insert_rows(connection, LoginAttempt, rows)
    session.rollback()


def test_postgresql_means_psycopg_3():
    assert make_url("postgresql://u@h/d").get_dialect()().driver == "psycopg"
