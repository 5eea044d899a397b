"""Whether a paper or a file is what the record holds, and of which closing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly import paper
from assembly.attachments.models import Attachment
from assembly.minutes import press, queries
from assembly.minutes.models import MinutesFile
from assembly.minutes.queries import Known
from assembly.minutes.rules import MinutesStatus, code_digits
from assembly.minutes.snapshot import digest
from assembly.storage import StorageError, Store
from assembly.web.i18n import in_language


class Verdict(StrEnum):
    """What can be said. ``code``: a paper with this code was printed here, its pages are to be compared."""

    file = "file"  # the very file, byte for byte
    extended = "extended"  # the very file with something added after its end: a signature
    code = "code"
    data_only = "data_only"  # the data in it are ours, the file around them is not
    unknown = "unknown"
    no_code = "no_code"  # what was typed cannot be a check code


@dataclass(frozen=True)
class Checked:
    """The verdict, whose paper it is, and whether a later closing has taken its place."""

    verdict: Verdict
    known: Known | None = None
    digest: str = ""

    @property
    def replaced(self) -> bool:
        """Whether it is of a closing that was reopened."""
        if self.known is None:
            return False
        minutes = self.known.minutes
        return self.known.closing < minutes.closing or minutes.status is MinutesStatus.reopened


@dataclass(frozen=True)
class Damage:
    """Something stored that is not what it was: ``what`` names it, ``how`` is missing, damaged or changed."""

    what: str
    how: str


def check_code(session: Session, typed: str) -> Checked:
    """What a check code, as it is typed from a paper, belongs to."""
    digits = code_digits(typed)
    if digits is None:
        return Checked(Verdict.no_code)
    known = queries.by_content(session, digits)
    return Checked(Verdict.code if known else Verdict.unknown, known)


def check_file(session: Session, content: bytes) -> Checked:
    """What a file is: the very one, or one with data of ours in it. Raises ``paper.PaperError``."""
    own = hashlib.sha256(content).hexdigest()
    if known := queries.by_digest(session, own):
        return Checked(Verdict.file, known, own)
    for end in _ends(content):
        if known := queries.by_digest(session, hashlib.sha256(content[:end]).hexdigest()):
            return Checked(Verdict.extended, known, own)
    session.rollback()  # nothing is read while another process looks into the file
    data = paper.embedded(content, press.DATA_NAME) if content.startswith(b"%PDF") else None
    known = queries.by_content(session, hashlib.sha256(data).hexdigest()) if data else None
    return Checked(Verdict.data_only if known else Verdict.unknown, known, own)


def _ends(content: bytes) -> Iterator[int]:
    """Where the file may have ended before something was added; few of them, a file may be made of them."""
    for found in islice(re.finditer(rb"%%EOF(\r?\n)?", content), 10):
        yield found.end()


def damages(session: Session) -> Iterator[Damage]:
    """Every stored file that is not what it was, and the content of minutes where it was changed."""
    store = press.store()
    for number, closing, snapshot, sealed in queries.frozen(session):
        if digest(snapshot) != sealed:
            yield Damage(f"minutes {number}, closing {closing}, content", "changed")
    for file in queries.stored(session):
        yield from _damage(store, file.digest, named(file))
    for page in queries.book_notes(session):
        yield from _damage(store, page.digest, f"volume {page.volume.number}, {page.what.value}")
    for attached in session.scalars(select(Attachment).order_by(Attachment.id)):
        yield from _damage(store, attached.digest, f"attachment {attached.id}, {attached.name}")


def _damage(store: Store, digest: str, name: str) -> Iterator[Damage]:
    try:
        store.verify(digest)
    except StorageError as error:
        yield Damage(f"{name} ({digest})", error.code)


def named(file: MinutesFile) -> str:
    """A file as the terminal names it."""
    note = f", note {file.note}" if file.note else ""
    return (
        f"minutes {file.minutes.number}, closing {file.closing}{note},"
        f" {file.language} {file.copy.value}"
    )


def instructions(language: str) -> str:
    """How anyone checks a paper or a file with programs that every computer has, as plain text."""
    with in_language(language):
        return render_template("minutes/how_to_verify.txt").strip() + "\n"
