"""Kinds of files, what they weigh and why one is refused, in words."""

from decimal import Decimal

from flask_babel import LazyString

from assembly.attachments.rules import AttachedTo, FileType, Foreign, Refused
from assembly.web.filters import number
from assembly.web.i18n import _, _l

TYPES: dict[FileType, LazyString] = {
    FileType.jpeg: _l("picture"),
    FileType.png: _l("picture"),
    FileType.webp: _l("picture"),
    FileType.heic: _l("picture"),
    FileType.pdf: _l("PDF"),
    FileType.odt: _l("text document"),
    FileType.ods: _l("spreadsheet"),
    FileType.docx: _l("text document"),
    FileType.xlsx: _l("spreadsheet"),
    FileType.text: _l("plain text"),
}

BACK: dict[AttachedTo, LazyString] = {
    AttachedTo.item: _l("Back to the item"),
    AttachedTo.decision: _l("Back to the decision"),
    AttachedTo.minutes: _l("Back to the minutes"),
    AttachedTo.entry: _l("Back to the entry"),
    AttachedTo.log: _l("Back to what was noted"),
}

FOREIGN: dict[Foreign, LazyString] = {
    Foreign.program: _l("a program"),
    Foreign.web_page: _l("a web page or drawing that can carry programs"),
    Foreign.archive: _l("an archive of other files"),
    Foreign.film_or_sound: _l("a film or a sound"),
    Foreign.macros: _l("an office document with macros, which are programs"),
    Foreign.old_office: _l("an old office document (.doc, .xls)"),
    Foreign.other_picture: _l("a picture of a kind that is not taken (GIF, BMP, TIFF)"),
    Foreign.unknown: _l("something unknown"),
}

TAKEN = _l("Photos (JPEG, PNG, WebP, HEIC), PDF, ODT, ODS, DOCX, XLSX or plain text, up to 20 MB.")
TRACES = _l(
    "From JPEG, PNG and WebP the place and the hour that the phone wrote into the photo are taken out "
    "before it is kept; not from HEIC and PDF."
)

VIOLATIONS: dict[str, LazyString] = {
    "attachments.there_already": _l("This very file is attached here already: «%(title)s»."),
    "attachments.in_closed_minutes": _l(
        "Closed minutes list this file: it stays. Attach a better one beside it."
    ),
    "attachments.reason_missing": _l("Write why it is taken off."),
}


def refused(error: Refused, name: str) -> str:
    """Why a file is not taken, and what would be."""
    if error.code == "empty":
        return _("«%(name)s» is empty.", name=name)
    if error.code == "too_big":
        return _(
            "«%(name)s» is too big: %(megabytes)s MB at most. Photograph it with fewer points, or "
            "scan it in grey.",
            name=name,
            megabytes=error.params["megabytes"],
        )
    if error.code == "picture_too_large":
        return _(
            "«%(name)s» has %(width)s × %(height)s points; old phones cannot open more than "
            "%(most)s on a side. Make it smaller first.",
            name=name,
            **{key: number(int(str(value))) for key, value in error.params.items()},
        )
    if error.code == "damaged":
        return _(
            "«%(name)s» is damaged: it breaks off in the middle. Copy it anew and try again.",
            name=name,
        )
    return _(
        "«%(name)s» is, by its content, %(what)s, whatever its name says. %(taken)s",
        name=name,
        what=FOREIGN[Foreign(str(error.params["what"]))],
        taken=TAKEN,
    )


def weight(size: int) -> str:
    """850 KB · 2,4 MB."""
    if size < 1_000_000:
        return _("%(count)s KB", count=number(max(1, round(size / 1000))))
    return _("%(count)s MB", count=number(Decimal(round(size / 100_000)) / 10))
