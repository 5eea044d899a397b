"""Keeping the book: pages that open and close a volume, and printing acts and volumes on their leaves.

Nothing that is closed is laid out again: the finished files are joined and their leaves stamped on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

from assembly import paper
from assembly.actor import Actor
from assembly.db import locked, released
from assembly.errors import RuleViolation
from assembly.jobs import actions as jobs
from assembly.jobs import worker
from assembly.jobs.models import Job
from assembly.jobs.worker import Made, Work
from assembly.minutes import older, press, queries
from assembly.minutes.actions import BookNote, close_volume, open_volume
from assembly.minutes.document import MeetingDocument
from assembly.minutes.models import Leaves, Volume
from assembly.minutes.phrases import book as phrases
from assembly.minutes.phrases import debate, heading
from assembly.minutes.rules import OnLeaves, Side, Sides, sides_of
from assembly.minutes.snapshot import from_json
from assembly.paper import Part
from assembly.people import queries as people
from assembly.people.models import Body
from assembly.web.i18n import in_language


@dataclass(frozen=True)
class Line:
    """A line of the contents or of the index: on which leaf it is, and in which part of the volume."""

    part: int
    leaf: int
    code: str
    title: str
    annulled: bool = False


def open_next(
    session: Session,
    body_id: int,
    *,
    number: int,
    leaves: int,
    first_leaf: int,
    sides: Sides,
    from_number: int | None = None,
    actor: Actor,
    at: datetime,
) -> Volume:
    """Make the page that opens a volume, then open it; the caller commits.

    ``from_number``: it begins with the acts from this number on that were closed while no book was kept.
    Raises ``LookupError``, ``RuleViolation``, ``paper.PaperError``, ``storage.StorageError``.
    """
    body = _body(session, body_id)
    if queries.open_volume(session, body_id):
        raise RuleViolation("minutes.volume_is_open")
    page, begins = None, older.span(session, body_id, from_number)
    if first_leaf == 1:
        with in_language(body.language):
            words = phrases.opening(number=number, leaves=leaves, sides=sides, older=begins, day=at)
            title = phrases.opening_title(number)
        page = _note_page(session, body, title, words, at)
    body = locked(session, Body, body_id)
    if begins != older.span(session, body_id, from_number):
        raise RuleViolation("minutes.book_meanwhile", field="from_number")
    return open_volume(
        session,
        body=body,
        number=number,
        leaves=leaves,
        first_leaf=first_leaf,
        sides=sides,
        page=page,
        older=older.papers(session, body_id, begins),
        actor=actor,
        at=at,
    )


def close(session: Session, volume_id: int, *, actor: Actor, at: datetime) -> None:
    """Make the page that closes a volume, then close it; the caller commits. Raises as ``open_next``."""
    volume = _volume(session, volume_id)
    used = queries.last_leaf(session, volume)
    acts = [each for each in queries.on_leaves(session, volume_id) if each.what is OnLeaves.act]
    body = volume.body
    with in_language(body.language):
        words = phrases.closing(
            number=volume.number,
            leaves=volume.leaves,
            used=used,
            acts=len({each.minutes_id for each in acts if not each.annulled}),
            annulled=[(each.first, each.last) for each in acts if each.annulled],
            day=at,
        )
        title = phrases.closing_title(volume.number)
    page = _note_page(session, body, title, words, at)
    close_volume(session, volume=_volume(session, volume_id), page=page, actor=actor, at=at)


def print_leaves(session: Session, listed: Sequence[Leaves], title: str, to: Path) -> int:
    """An act with its notes on its leaves, as one file; gives the number of pages."""
    volume = listed[0].volume
    language = volume.body.language
    parts = _parts(listed, volume.sides)
    forms = stamps(language)
    released(session)
    return paper.join(parts, stamps=forms, title=title, lang=language, to=to)


def print_volume(
    session: Session, volume_id: int, to: Path, tell: Callable[[int, int], None]
) -> str:
    """The whole volume with contents and index of decisions; ``tell`` hears how many parts are joined.

    Gives its title. Raises ``paper.PaperError``, ``storage.StorageError``, ``LookupError``.
    """
    volume = _volume(session, volume_id)
    language, number = volume.body.language, volume.number
    listed = queries.on_leaves(session, volume_id)
    documents = {
        minutes_id: from_json(snapshot)
        for minutes_id, snapshot in queries.snapshots_in(session, volume_id)
    }
    with in_language(language):
        title = phrases.volume_title(number, volume.body.name)
        html = current_app.jinja_env.get_template("print/volume.html").render(
            title=title,
            head=title,
            lang=language,
            paper=volume.body.paper.value,
            volume=volume,
            body=volume.body,
            acts=contents(listed),
            decisions=decisions(listed, documents),
            phrases=phrases,
            heading=heading,
        )
    parts, forms = _parts(listed, volume.sides), stamps(language)
    released(session)
    front = paper.render(html, title=title, lang=language, variant=paper.PdfVariant.ARCHIVE)
    paper.join(
        parts,
        front=front,
        stamps=forms,
        title=title,
        lang=language,
        to=to,
        tell=lambda done: tell(done, len(parts)),
    )
    return title


def ask_for_volume(
    session: Session, volume: Volume, *, language: str, actor: Actor, at: datetime
) -> Job:
    """Ask for the whole volume as one file; the caller commits and wakes the worker."""
    return jobs.ask(
        session,
        kind="minutes.volume",
        title=phrases.volume_title(volume.number, volume.body.name),
        language=language,
        params={"volume": volume.id},
        actor=actor,
        at=at,
    )


@worker.does("minutes.volume")
def _print_volume(work: Work) -> Made:
    to = work.folder / "volume.pdf"
    number = _volume(work.session, work.params["volume"]).number
    print_volume(work.session, work.params["volume"], to, work.tell)
    return Made(to, phrases.volume_file(number), "application/pdf")


def contents(listed: Sequence[Leaves]) -> list[Line]:
    """Everything in the volume with its first leaf."""
    return [
        Line(part, each.first, "", each.title, each.annulled) for part, each in enumerate(listed)
    ]


def decisions(listed: Sequence[Leaves], documents: dict[int, MeetingDocument]) -> list[Line]:
    """The decisions of the acts in force, by their number, each with the first leaf of its act."""
    found = []
    for part, each in enumerate(listed):
        document = documents.get(each.minutes_id or 0)
        if each.what is not OnLeaves.act or each.annulled or document is None:
            continue
        in_items = [
            decision
            for item in document.items
            for decision in (
                *(motion.decision for motion in item.motions if motion.decision),
                *item.decisions,
            )
        ]
        for decision in (*in_items, *document.decisions):
            key = (decision.year, decision.number)
            line = Line(part, each.first, debate.decision_code(decision), decision.title)
            found.append((key, line))
    return [line for _key, line in sorted(found, key=lambda pair: pair[0])]


def _parts(listed: Sequence[Leaves], sides: Sides) -> list[Part]:
    store = press.store()
    parts = []
    for each in listed:
        store.verify(each.digest)
        taken = sides_of(each.first, each.pages, sides)
        shown = [stamp(side, annulled=each.annulled) for side in taken]
        void = shown.pop() if taken[-1].void else None
        parts.append(Part(store.path(each.digest), each.title, tuple(shown), void))
    return parts


# The little forms that leaves are stamped from, in the order of print/stamps.html.
_LEAF, _FIGURES, _VERSO, _BLANK, _ANNULLED = 0, 1, 11, 12, 13


def stamp(side: Side, *, annulled: bool = False) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What a side of a leaf is stamped with: its leaf, and in its middle that it is void."""
    figures = [_FIGURES + int(figure) for figure in str(side.leaf)]
    leaf = (_LEAF, *figures, *((_VERSO,) if side.verso else ()))
    if side.void:
        return leaf, (_BLANK,)
    return leaf, ((_ANNULLED,) if annulled else ())


def stamps(language: str) -> bytes:
    """The little forms from which leaves are put together, each on a page of its own."""
    with in_language(language):
        html = current_app.jinja_env.get_template("print/stamps.html").render(lang=language)
    return paper.render(html, title="stamps", lang=language, variant=paper.PdfVariant.ARCHIVE)


def _note_page(session: Session, body: Body, title: str, words: str, at: datetime) -> BookNote:
    language = body.language
    with in_language(language):
        html = current_app.jinja_env.get_template("print/book_note.html").render(
            title=title,
            words=words,
            lang=language,
            paper=body.paper.value,
            commune=body.organization,
            body=body,
        )
    released(session)
    laid = paper.lay_out(
        html, title=title, lang=language, created=at, variant=paper.PdfVariant.ARCHIVE
    )
    return BookNote(press.store().put(laid.content), laid.pages, title)


def _body(session: Session, body_id: int) -> Body:
    body = people.body(session, body_id)
    if body is None:
        raise LookupError(body_id)
    return body


def _volume(session: Session, volume_id: int) -> Volume:
    volume = queries.volume(session, volume_id)
    if volume is None:
        raise LookupError(volume_id)
    return volume
