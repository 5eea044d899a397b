"""Looking things up in the index."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session

from assembly.search.models import SearchDocument
from assembly.search.rules import Found, words

PAGE = 30


def find(
    session: Session,
    typed: str,
    *,
    kind: Found | None = None,
    body_id: int | None = None,
    page: int = 1,
) -> tuple[list[SearchDocument], bool]:
    """What holds all the words typed (as beginnings of words), newest first, and whether there is more."""
    wanted = words(typed)
    if not wanted:
        return [], False
    statement = (
        select(SearchDocument)
        .where(matches(session, wanted))
        .order_by(SearchDocument.dated.desc(), SearchDocument.id.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    )
    if kind is not None:
        statement = statement.where(SearchDocument.kind == kind)
    if body_id is not None:
        statement = statement.where(SearchDocument.body_id == body_id)
    found = list(session.scalars(statement))
    return found[:PAGE], len(found) > PAGE


def matches(session: Session, wanted: list[str]) -> ColumnElement[bool]:
    """The condition that a document holds every word (already folded) as the beginning of one of its own."""
    if session.get_bind().dialect.name == "sqlite":
        # Quoted, so that a word such as NEAR stays a word.
        query = " ".join(f'"{word}"*' for word in wanted)
        rows = text("SELECT rowid FROM search_index WHERE search_index MATCH :query")
        return SearchDocument.id.in_(rows.bindparams(query=query).columns(SearchDocument.id))
    query = " & ".join(f"'{word}':*" for word in wanted)
    vector = func.to_tsvector(text("'simple'"), SearchDocument.folded)
    return vector.op("@@")(func.to_tsquery(text("'simple'"), query))
