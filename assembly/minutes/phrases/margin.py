"""A marginal note in words."""

from __future__ import annotations

from flask_babel import LazyString

from assembly.minutes.document import Header
from assembly.minutes.notes import NoteDocument
from assembly.minutes.phrases import heading, results
from assembly.minutes.rules import Approval, SignatureState
from assembly.web.filters import first_up, long_date
from assembly.web.i18n import _, _l

SIGNATURES: dict[SignatureState, LazyString] = {
    SignatureState.signed: _l("signed"),
    SignatureState.thumbprint: _l("thumbprint"),
    SignatureState.at_request: _l("at her request, by another"),
    SignatureState.refused: _l("refused"),
    SignatureState.absent: _l("absent"),
    SignatureState.left: _l("left before"),
}


def title(note: NoteDocument) -> str:
    """Marginal note 1 to minutes no. 30."""
    return _numbered(note.number, note.minutes_number)


def _numbered(number: int, minutes_number: int) -> str:
    return _(
        "Marginal note %(number)s to minutes no. %(minutes)s",
        number=str(number),
        minutes=str(minutes_number),
    )


def full_title(note: NoteDocument) -> str:
    """The title with the body and the day of its minutes: what the file is called."""
    return titled(note.number, note.minutes_number, note.header)


def titled(number: int, minutes_number: int, header: Header) -> str:
    """The same of a note of which only the numbers are at hand, and the header of its act."""
    return f"{_numbered(number, minutes_number)}, {header.body}, {long_date(header.day)}"


def about(note: NoteDocument) -> str:
    """Which item it is about; the whole act if none is named."""
    if note.item is None:
        return _("About the whole act")
    return _("About item %(number)s: %(title)s", number=str(note.item), title=note.item_title)


def approved(note: NoteDocument) -> str:
    """Where it was approved, and by what."""
    words = _(
        "Approved in %(session)s, %(date)s",
        session=heading.session(note.approved_in),
        date=long_date(note.approved_in.day),
    )
    if note.approval == Approval.assembly or note.vote is None:
        return _("%(approved)s, by the assembly, without a counted vote.", approved=words)
    how = results.sentence(note.vote, note.approved_in)
    return _("%(approved)s. %(how)s", approved=words, how=first_up(how))
