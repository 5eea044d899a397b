"""search index and sealed journal"""

from alembic import op

revision = "0002"
down_revision = "0001"

SQLITE_UP = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
        folded, content='search_document', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER search_document_insert AFTER INSERT ON search_document BEGIN
        INSERT INTO search_index(rowid, folded) VALUES (new.id, new.folded); END""",
    """CREATE TRIGGER search_document_delete AFTER DELETE ON search_document BEGIN
        INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded);
        END""",
    """CREATE TRIGGER search_document_update AFTER UPDATE ON search_document BEGIN
        INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded);
        INSERT INTO search_index(rowid, folded) VALUES (new.id, new.folded); END""",
    """CREATE TRIGGER journal_entry_update BEFORE UPDATE ON journal_entry BEGIN
        SELECT RAISE(ABORT, 'the journal is never changed'); END""",
    """CREATE TRIGGER journal_entry_delete BEFORE DELETE ON journal_entry BEGIN
        SELECT RAISE(ABORT, 'the journal is never changed'); END""",
)
SQLITE_DOWN = (
    "DROP TRIGGER journal_entry_delete",
    "DROP TRIGGER journal_entry_update",
    "DROP TRIGGER search_document_update",
    "DROP TRIGGER search_document_delete",
    "DROP TRIGGER search_document_insert",
    "DROP TABLE search_index",
)
POSTGRESQL_UP = (
    """CREATE INDEX search_index_folded ON search_document
        USING gin (to_tsvector('simple', folded))""",
    """CREATE FUNCTION journal_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the journal is never changed'; END $$""",
    """CREATE TRIGGER journal_entry_sealed BEFORE UPDATE OR DELETE ON journal_entry
        FOR EACH ROW EXECUTE FUNCTION journal_is_sealed()""",
)
POSTGRESQL_DOWN = (
    "DROP TRIGGER journal_entry_sealed ON journal_entry",
    "DROP FUNCTION journal_is_sealed()",
    "DROP INDEX search_index_folded",
)


def _run(sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    for statement in sqlite if op.get_bind().dialect.name == "sqlite" else postgresql:
        op.execute(statement)


def upgrade() -> None:
    _run(SQLITE_UP, POSTGRESQL_UP)


def downgrade() -> None:
    _run(SQLITE_DOWN, POSTGRESQL_DOWN)
