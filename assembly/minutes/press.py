"""From the document to paper: HTML in a language, then PDF.

Nothing here asks the database. A draft is marked as one on every page; a house copy carries no
identity numbers. A closed act is a file for the archive (PDF/A-3a, PDF/UA-1) that carries its document
as data: the very text whose digest stands on its pages, so that anyone can compare the two.
"""

from __future__ import annotations

import re

from flask import current_app

from assembly import paper, storage
from assembly.minutes import phrases
from assembly.minutes.copies import without_identity_numbers
from assembly.minutes.document import MeetingDocument
from assembly.minutes.notes import NoteDocument
from assembly.minutes.rules import SHIPPED_PARTS, Copy
from assembly.minutes.snapshot import canonical, digest, to_json
from assembly.paper import Attached, Laid, PdfVariant
from assembly.people.rules import fold
from assembly.storage import Store
from assembly.web.address import house_address
from assembly.web.i18n import _, in_language
from assembly.web.qr import qr_picture

SPEAKS = {
    "accounts": phrases.accounts,
    "annexes": phrases.annexes,
    "attendance": phrases.attendance,
    "ballots": phrases.ballots,
    "debate": phrases.debate,
    "results": phrases.results,
    "elections": phrases.elections,
    "heading": phrases.heading,
    "production": phrases.production,
    "quorum": phrases.quorum,
    "wording": phrases.wording,
}
"""What templates about a document speak with."""

DATA_NAME = "minutes.json"
"""The document inside its file; ``schema.json`` describes it."""


def store() -> Store:
    """Where the finished papers of this installation lie."""
    return storage.of_house()


def html(document: MeetingDocument, language: str, copy: Copy = Copy.full) -> str:
    """The minutes as they are printed, in ``language``."""
    shown = in_copy(document, copy)
    template = current_app.jinja_env.get_template("print/minutes.html")
    with in_language(language):
        return template.render(
            document=shown,
            header=shown.header,
            title=phrases.heading.title(shown),
            head=phrases.heading.full_title(shown),
            lang=language,
            paper=shown.header.paper,
            draft=shown.number is None,
            with_identity=copy is Copy.full,
            seal=None if shown.number is None else _seal(shown),
            parts=shown.parts or SHIPPED_PARTS,
            **SPEAKS,
        )


def in_copy(document: MeetingDocument, copy: Copy) -> MeetingDocument:
    """What this copy tells. Each has its own digest: one over identity numbers would let them be guessed."""
    return document if copy is Copy.full else without_identity_numbers(document)


def pdf(document: MeetingDocument, language: str, copy: Copy = Copy.full) -> Laid:
    """The minutes as PDF. Same document, same bytes. Raises ``paper.PaperError``."""
    closed = document.number is not None
    with in_language(language):
        title = phrases.heading.full_title(document)
        attachments = [_data(in_copy(document, copy))] if closed else []
    return paper.lay_out(
        html(document, language, copy),
        title=title,
        lang=language,
        created=document.closed_at or document.header.ended_at or document.header.scheduled_at,
        variant=PdfVariant.ARCHIVE if closed else PdfVariant.ACCESSIBLE,
        attachments=attachments,
    )


def note_pdf(document: NoteDocument, language: str) -> Laid:
    """The page of a marginal note. Same document, same bytes. Raises ``paper.PaperError``."""
    template = current_app.jinja_env.get_template("print/marginal_note.html")
    with in_language(language):
        title = phrases.margin.full_title(document)
        html = template.render(
            note=document,
            header=document.header,
            title=title,
            lang=language,
            paper=document.header.paper,
            seal=_seal(document),
            margin=phrases.margin,
            **SPEAKS,
        )
        attachments = [_data(document)]
    return paper.lay_out(
        html,
        title=title,
        lang=language,
        created=document.written_at,
        variant=PdfVariant.ARCHIVE,
        attachments=attachments,
    )


def digest_of(document: MeetingDocument | NoteDocument) -> str:
    """SHA-256 of the data that a paper carries. Its beginning is the check code of the paper."""
    return digest(to_json(document))


def _data(document: MeetingDocument | NoteDocument) -> Attached:
    return Attached(DATA_NAME, canonical(to_json(document)).encode(), _("These minutes as data"))


def _seal(document: MeetingDocument | NoteDocument) -> dict[str, str]:
    """What a foot shows so that the paper can be checked: the code, where, and both as a picture.

    Where the house has no address, the picture holds the code alone.
    """
    code = phrases.heading.in_fours(digest_of(document))
    house = house_address()
    path = "/minutes/verify"
    held = f"{house}{path}?code={code.replace(' ', '')}" if house else code
    place = f"{house}{path}" if house else ""
    return {"code": code, "place": place, "picture": qr_picture(held)}


def folder_name(name: str) -> str:
    """The name of a body as any disk takes it: parlamento-comunal."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(name))) or "minutes"


def file_name(number: int | None, language: str, copy: Copy = Copy.full, note: int = 0) -> str:
    """acta-31.pdf · minutes-31.pdf; a draft, a house copy and a marginal note say so."""
    words = {"es": ("acta", "borrador", "sin-cedulas", "nota")}.get(
        language, ("minutes", "draft", "without-numbers", "note")
    )
    name = f"{words[0]}-{words[1] if number is None else number}"
    if note:
        return f"{name}-{words[3]}-{note}.pdf"
    return f"{name}{'' if copy is Copy.full else '-' + words[2]}.pdf"
