"""The files that hang on what a meeting spoke about and decided."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.attachments import queries as attachments
from assembly.attachments.models import Attachment
from assembly.attachments.rules import AttachedTo
from assembly.minutes.document import Annex
from assembly.motions.models import Decision


def annexes_of(session: Session, meeting_id: int, numbers: Mapping[int, int]) -> tuple[Annex, ...]:
    """Those of the items in the order of the agenda, then those of the decisions; in two queries.

    ``numbers``: the number on the agenda of each item by its id.
    """
    statement = select(Decision).where(Decision.meeting_id == meeting_id).order_by(Decision.id)
    decisions = {each.id: each.code for each in session.scalars(statement)}
    on_items = attachments.of_all(session, AttachedTo.item, numbers)
    on_items.sort(key=lambda each: (numbers[each.object_id], each.id))
    on_decisions = attachments.of_all(session, AttachedTo.decision, decisions)
    return (
        *(_annex(each, item=numbers[each.object_id]) for each in on_items),
        *(_annex(each, decision=decisions[each.object_id]) for each in on_decisions),
    )


def _annex(row: Attachment, *, item: int | None = None, decision: str = "") -> Annex:
    return Annex(
        uuid=str(row.uuid),
        item=item,
        decision=decision,
        title=row.title,
        name=row.name,
        file_type=row.file_type.value,
        size=row.size,
        digest=row.digest,
    )
