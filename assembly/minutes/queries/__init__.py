"""Reads of minutes: one module per subject, all names here."""

from assembly.minutes.queries.closed import (
    PageOfMinutes,
    awaited,
    body_id_of_minutes,
    document,
    file,
    id_of_meeting,
    ids,
    is_closed,
    last_ended,
    last_number,
    latest,
    minutes,
    of_meeting,
    of_year,
    years,
)
from assembly.minutes.queries.documents import document_of
from assembly.minutes.queries.wording import texts_of, wording

__all__ = [
    "PageOfMinutes",
    "awaited",
    "body_id_of_minutes",
    "document",
    "document_of",
    "file",
    "id_of_meeting",
    "ids",
    "is_closed",
    "last_ended",
    "last_number",
    "latest",
    "minutes",
    "of_meeting",
    "of_year",
    "texts_of",
    "wording",
    "years",
]
