"""Keeping the index: called by the actions that change what can be found."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assembly.search.models import SearchDocument
from assembly.search.rules import Found, folded


def index(
    session: Session,
    *,
    kind: Found,
    object_id: int,
    body_id: int,
    dated: date,
    title: str,
    text: str,
) -> None:
    """Make an object findable by its title and text, in place of what was known of it before."""
    statement = select(SearchDocument).where(
        SearchDocument.kind == kind, SearchDocument.object_id == object_id
    )
    document = session.scalars(statement).one_or_none()
    if document is None:
        document = SearchDocument(kind=kind, object_id=object_id)
        session.add(document)
    document.body_id = body_id
    document.dated = dated
    document.title = title
    document.text = text
    document.folded = folded(f"{title}\n{text}")
    session.flush()


def forget(session: Session, *, kind: Found, object_id: int) -> None:
    """Take an object out of the index: an agenda item that was removed before its meeting."""
    session.execute(
        delete(SearchDocument).where(
            SearchDocument.kind == kind, SearchDocument.object_id == object_id
        )
    )
