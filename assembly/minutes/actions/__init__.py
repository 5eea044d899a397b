"""Verbs of minutes: one module per subject, all names here."""

from assembly.minutes.actions.book import BookNote, Older, close_volume, open_volume
from assembly.minutes.actions.closing import FinishedFile, close_minutes
from assembly.minutes.actions.margin import NotePage, add_note
from assembly.minutes.actions.paper import Signed, approve, mark_printed, reopen, write_signatures
from assembly.minutes.actions.wording import choose_parts, write_wording

__all__ = [
    "BookNote",
    "FinishedFile",
    "NotePage",
    "Older",
    "Signed",
    "add_note",
    "approve",
    "choose_parts",
    "close_minutes",
    "close_volume",
    "mark_printed",
    "open_volume",
    "reopen",
    "write_signatures",
    "write_wording",
]
