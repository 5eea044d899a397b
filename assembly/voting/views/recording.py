"""Saving what was counted: what contradicts is told with both numbers, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assembly.db import db
from assembly.voting import actions, phrases
from assembly.web.forms import Form
from assembly.web.saving import saving


@contextmanager
def recording(form: Form, unit: phrases.Unit) -> Iterator[list[str]]:
    """As ``saving(form)``; gives a list that holds afterwards what contradicts, in words."""
    told: list[str] = []
    with saving(form):
        try:
            yield told
        except actions.Contradicted as found:
            db.session.rollback()
            told += phrases.contradictions(found.found, unit, beside=found.beside)
