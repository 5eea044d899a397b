"""A table that someone brings in a file: kept while its preview is looked at, forgotten after the import."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import current_app
from flask_babel import LazyString
from flask_wtf.file import FileField

from assembly import clock, sheets
from assembly.storage import StorageError, Store
from assembly.web.i18n import _, _l

_KEPT_HOURS = 24
"""It holds personal data: whoever never imports it finds it forgotten after a day."""

_WRONG: dict[str, LazyString] = {
    "empty": _l("There is no table in this file: it needs a line of titles and at least one row."),
    "not_a_table": _l("This is not a table. Bring a CSV file or a spreadsheet (XLSX, XLS or ODS)."),
    "damaged": _l("This file cannot be read. Open it in your program and save it again."),
    "too_many_rows": _l("There are too many rows. Bring at most 20,000 at a time."),
    "too_many_columns": _l("There are too many columns. At most 100 can be read."),
    "cell_too_long": _l("In row %(row)s there is a cell with too much text for a name or a note."),
}


def kept(field: FileField) -> str | None:
    """The digest under which the table is kept; None if it cannot be read, which the field then says."""
    content = field.data.read()
    _forget_old()
    try:
        sheets.read(content)
        return _store().put(content)
    except sheets.SheetError as error:
        field.errors = [str(_WRONG[error.code]) % {"row": error.row}]
    except StorageError:
        field.errors = [_("There is no room left on the disk.")]
    return None


def table_of(digest: str) -> sheets.Table | None:
    """The table of this digest; None if it is no longer there."""
    try:
        return sheets.read(_store().read(digest))
    except (StorageError, sheets.SheetError, ValueError):
        return None


def digest_of(plan: object) -> str:
    """What was shown is what is done: a change in between, of the file or of the house, is noticed."""
    return hashlib.sha256(repr(plan).encode()).hexdigest()


def seen_anew() -> str:
    """What is said above a preview that is no longer the one that was shown."""
    return _("Nothing was imported: look at the preview once more, it has changed.")


def forget(digest: str) -> None:
    """It was imported."""
    _store().path(digest).unlink(missing_ok=True)


def _store() -> Store:
    return Store(Path(current_app.config["INSTANCE"]) / "uploads")


def _forget_old() -> None:
    store = _store()
    oldest = clock.now().timestamp() - _KEPT_HOURS * 3600
    for digest in list(store.digests()):
        path = store.path(digest)
        if path.exists() and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
