"""A file that somebody sends: examined, freed of what the camera wrote into it, and put into the store."""

from __future__ import annotations

from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage

from assembly import storage
from assembly.attachments import phrases
from assembly.attachments.rules import (
    LARGEST,
    KeptFile,
    Refused,
    examine,
    kept_name,
    without_traces,
)
from assembly.db import db, released
from assembly.storage import StorageError
from assembly.web.i18n import _


def received(field: FileField) -> KeptFile | None:
    """The file, in the store; None if there is none, or if the field has to say why it is not taken."""
    sent: FileStorage | None = field.data
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
        field.errors = [phrases.refused(error, sent.filename[:80])]
    except StorageError:
        field.errors = [_("The disk is full: the file could not be kept. Nothing was saved.")]
    else:
        return KeptFile(digest, file_type, name, len(content))
    return None
