"""A photo that comes with a log: looked at, kept, and hung on the log."""

from __future__ import annotations

from uuid import uuid5

from werkzeug.datastructures import FileStorage

from assembly import clock, storage
from assembly.attachments import phrases
from assembly.attachments.rules import LARGEST, Refused, examine, kept_name, without_traces
from assembly.db import db, released
from assembly.projects.actions.logs import Photo, add_photo
from assembly.projects.forms.logs import LogForm
from assembly.projects.models import Log
from assembly.storage import StorageError
from assembly.web.access import actor
from assembly.web.i18n import _


def kept_photo(form: LogForm) -> Photo | None:
    """The photo in the store, None if there is none; the form says why one is not taken."""
    sent: FileStorage | None = form.photo.data
    if not sent or not sent.filename:
        return None
    content = sent.stream.read(LARGEST + 1)
    sent.close()
    try:
        file_type = examine(content)
        content = without_traces(content, file_type)
        name = kept_name(sent.filename, file_type)
        released(db.session)  # writing to the disk takes its time: nobody waits for it
        digest = storage.of_house().put(content)
    except Refused as error:
        form.photo.errors = [phrases.refused(error, sent.filename[:80])]
    except StorageError:
        form.photo.errors = [_("The disk is full: the file could not be kept. Nothing was saved.")]
    else:
        return Photo(digest, file_type, name, len(content))
    return None


def hang(form: LogForm, log: Log, file: Photo | None) -> None:
    """Hang the photo on the log; with a form sent twice it hangs there once."""
    if file is not None:
        mark = uuid5(form.mark.uuid, "photo")
        add_photo(db.session, log=log, photo=file, mark=mark, actor=actor(), at=clock.now())
