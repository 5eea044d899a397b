"""Tables that people bring, kept between the preview and the import."""

from __future__ import annotations

from pathlib import Path

from flask import current_app

from assembly import sheets
from assembly.people import import_phrases
from assembly.projects.forms.sheets import LogFileForm
from assembly.storage import StorageError, Store
from assembly.web.i18n import _


def store() -> Store:
    """Where they lie meanwhile."""
    return Store(Path(current_app.config["INSTANCE"]) / "uploads")


def kept(form: LogFileForm) -> str | None:
    """The digest of the table that was sent; None if it cannot be read, which the form then says."""
    content = form.file.data.read()
    try:
        sheets.read(content)
        return store().put(content)
    except sheets.SheetError as error:
        form.file.errors = [import_phrases.sheet_error(error)]
    except StorageError:
        form.file.errors = [_("There is no room left on the disk.")]
    return None


def table_of(digest: str) -> sheets.Table | None:
    """The table of this digest; None if it is no longer there."""
    try:
        return sheets.read(store().read(digest))
    except (StorageError, sheets.SheetError, ValueError):
        return None
