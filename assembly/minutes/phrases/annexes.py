"""The annexes of the minutes in words."""

from __future__ import annotations

from assembly.attachments.phrases import TYPES, weight
from assembly.attachments.rules import FileType
from assembly.minutes.document import Annex
from assembly.minutes.phrases.heading import in_fours
from assembly.web.i18n import _


def belongs_to(annex: Annex) -> str:
    """Item 4 · A-2026-12."""
    if annex.item is not None:
        return _("Item %(number)s", number=annex.item)
    return annex.decision


def kind(annex: Annex) -> str:
    """picture, 850 KB."""
    return f"{TYPES[FileType(annex.file_type)]}, {weight(annex.size)}"


def digest(annex: Annex) -> str:
    """The whole digest of the file, as it can be compared."""
    return in_fours(annex.digest, groups=16)
