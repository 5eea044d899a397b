"""The journal in the database."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from assembly.journal import actions, queries
from assembly.journal.rules import Break
from assembly.people.models import Person
from tests.commune import HOUSE, NOW


def write(session, count):
    for number in range(count):
        actions.record(
            session,
            actor=HOUSE,
            at=NOW,
            verb="test.write",
            object_type="test",
            object_id=number,
            data={"number": number, "word": "año"},
        )
    session.commit()


def test_entries_count_up_and_hold(session):
    write(session, 3)
    assert [entry.sequence for entry in queries.page(session)] == [3, 2, 1]
    assert queries.verify(session) is None


@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_entry SET actor = 'x' WHERE sequence = 2", "DELETE FROM journal_entry"],
)
def test_the_database_itself_refuses_changes(session, statement):
    write(session, 2)
    with pytest.raises(DatabaseError, match="never changed"):
        session.execute(text(statement))
    session.rollback()
    assert queries.head(session).sequence == 2


def test_a_forger_with_the_file_in_hand_is_found(session):
    write(session, 4)
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DROP TRIGGER journal_entry_update"))
    else:
        session.execute(text("ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_sealed"))
    session.execute(text("UPDATE journal_entry SET actor = 'otra' WHERE sequence = 3"))
    assert queries.verify(session) == Break(3, "content")
    session.rollback()  # takes the dropped trigger back as well


def test_what_is_told_of_a_row_stands_under_what_it_is_and_its_number(session):
    person = Person(name="Ana Rondón", name_key="ana rondon")
    session.add(person)
    actions.tell(session, "person.create", person, HOUSE, NOW, verb="is data too")
    entry = queries.head(session)
    assert (entry.object_type, entry.object_id) == ("person", str(person.id))
    assert entry.data == '{"verb":"is data too"}'


def test_an_act_that_is_rolled_back_leaves_no_entry(session):
    write(session, 1)
    actions.record(session, actor=HOUSE, at=NOW, verb="x", object_type="x", object_id=1)
    session.rollback()
    write(session, 1)
    assert queries.verify(session) is None
    assert queries.head(session).sequence == 2
