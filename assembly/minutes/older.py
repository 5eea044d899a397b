"""Acts that were closed while no book was kept: the next volume may begin with them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from assembly.errors import RuleViolation
from assembly.minutes import queries
from assembly.minutes.actions import Older
from assembly.minutes.phrases import heading, margin
from assembly.web.i18n import in_language


def span(session: Session, body_id: int, first: int | None) -> tuple[int, int] | None:
    """From which act to which, if the number ``first`` is asked for; None if none is.

    Raises ``RuleViolation`` where there are none from that number on, or while one is reopened.
    """
    if first is None:
        return None
    waiting = queries.numbers_without_leaves(session, body_id)
    if waiting is None or first > waiting[1]:
        raise RuleViolation("minutes.nothing_older", field="from_number")
    if queries.is_one_reopened(session, body_id):
        raise RuleViolation("minutes.another_is_reopened", field="from_number")
    return max(first, waiting[0]), waiting[1]


def papers(session: Session, body_id: int, span: tuple[int, int] | None) -> list[Older]:
    """The acts and their marginal notes as if a book had been kept: in the order in which they were closed
    and written."""
    acts = queries.without_leaves(session, body_id, first=span[0]) if span else []
    found = []
    for act in acts:
        header = queries.document(act).header
        with in_language(header.language):
            title = heading.full_title(queries.document(act))
            notes = [margin.titled(note.number, act.number, header) for note in act.notes]
        found.append((act.closed_at, Older(act, header.language, title)))
        found += [
            (note.written_at, Older(act, header.language, title, note.number))
            for note, title in zip(act.notes, notes, strict=True)
        ]
    return [older for _when, older in sorted(found, key=lambda each: (each[0], each[1].note))]
