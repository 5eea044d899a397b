"""Laying out the papers of a project's file one by one, joining them and stamping their leaves: long work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

from assembly import clock, paper, storage
from assembly.actor import Actor
from assembly.db import released
from assembly.jobs import actions as jobs
from assembly.jobs import worker
from assembly.jobs.models import Job
from assembly.jobs.worker import Made, Work
from assembly.minutes.book import stamp, stamps
from assembly.minutes.press import folder_name
from assembly.minutes.rules import Sides, sides_of
from assembly.paper import PaperError, Part
from assembly.printing.papers.sheet import Printed, Sheet
from assembly.printing.project_file import approved, noted, spent
from assembly.printing.project_file.parts import Paper, Stored, filed
from assembly.projects.models import Project
from assembly.projects.queries import projects
from assembly.web.i18n import _, in_language, show_times_in

DOTS = 150
"""How finely photos are kept, to the inch: a receipt is read well, and three hundred fit on a stick."""
Tell = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Line:
    """A line of the index: on which leaf a paper begins, and in which part of the file."""

    part: int
    leaf: int
    day: date
    title: str


def ask(
    session: Session, project: Project, sheet: Sheet, *, language: str, actor: Actor, at: datetime
) -> Job:
    """Ask for the file of a project; the caller commits and wakes the worker."""
    return jobs.ask(
        session,
        kind="printing.project_file",
        title=_title(project),
        language=language,
        params={"project": project.id, "language": sheet.language, "size": sheet.size},
        actor=actor,
        at=at,
    )


@worker.does("printing.project_file")
def _make(work: Work) -> Made:
    project = projects.project(work.session, work.params["project"])
    if project is None:
        raise LookupError(work.params["project"])
    show_times_in(project.body.timezone)
    sheet = Sheet(work.params["language"], work.params["size"])
    to = work.folder / "file.pdf"
    word = {"es": "expediente"}.get(sheet.language, "project-file")
    shown_as = f"{word}-{folder_name(project.name)}.pdf"
    make(work.session, project, sheet, to, today=clock.today(project.body.timezone), tell=work.tell)
    return Made(to, shown_as, "application/pdf")


def make(
    session: Session, project: Project, sheet: Sheet, to: Path, *, today: date, tell: Tell
) -> int:
    """Write the file to ``to`` and give its number of leaves. Raises ``PaperError``, ``StorageError``."""
    with in_language(sheet.language):
        return _make_all(session, project, sheet, to, today=today, tell=tell)


def _make_all(
    session: Session, project: Project, sheet: Sheet, to: Path, *, today: date, tell: Tell
) -> int:
    listed = papers_of(session, project, sheet, today)
    making = _Making(session, project, sheet, to.parent)
    for done, each in enumerate(listed, 1):
        making.add(each)
        tell(done, len(listed) * 2, each.title)
    front = making.front(today)
    paper.join(
        making.parts,
        front=front,
        stamps=stamps(sheet.language),
        title=making.title,
        lang=sheet.language,
        to=to,
        tell=lambda done: tell(
            len(listed) + len(listed) * done // len(making.parts), len(listed) * 2, making.title
        ),
    )
    for path in making.made:
        path.unlink()
    return making.leaves


def papers_of(
    session: Session, project: Project, sheet: Sheet, today: date
) -> list[Paper | Stored]:
    """All papers of a project: its approval, the others in the order of their days, its money last."""
    others = [
        *approved.decisions(session, project, sheet),
        *approved.reports(session, project, sheet),
        *noted.worked(session, project, sheet),
        *spent.vouchers(session, project, sheet),
        *noted.deliveries(session, project, sheet, today),
        *noted.entries(session, project, sheet, today),
        *spent.looked_at(session, project, sheet, today),
    ]
    return [
        *approved.approval(session, project, sheet),
        *sorted(others, key=lambda each: each.day),
        *spent.ledger(session, project, sheet, today),
    ]


class _Making:
    """A file while it is made: its parts so far, on the disk, and the leaves that they took."""

    def __init__(self, session: Session, project: Project, sheet: Sheet, folder: Path) -> None:
        self.parts: list[Part] = []
        self.lines: list[Line] = []
        self.made: list[Path] = []
        self.leaves = 0
        self.title = _title(project)
        self._session, self._project, self._sheet = session, project, sheet
        self._folder, self._store = folder, storage.of_house()

    def add(self, each: Paper | Stored) -> None:
        """Lay out one paper (or take it from the store) and give it the next leaves."""
        self.lines.append(Line(len(self.parts), self.leaves + 1, each.day, each.title))
        if isinstance(each, Stored):
            released(self._session)
            self._store.verify(each.digest)
            self._take(self._store.path(each.digest), each.title, each.pages)
            return
        self._lay_out(each.say())
        for scan in each.scans:
            self._mount(scan.digest, scan.title)

    def _lay_out(self, said: Printed) -> None:
        released(self._session)
        laid = paper.lay_out(said.html, title=said.title, lang=self._sheet.language, dots=DOTS)
        to = self._next()
        to.write_bytes(laid.content)
        self._take(to, said.title, laid.pages)

    def _mount(self, digest: str, title: str) -> None:
        """The pages of an attached PDF; where it cannot be opened, a leaf that says so."""
        released(self._session)
        self._store.verify(digest)
        to = self._next()
        try:
            pages = paper.mount(self._store.path(digest), words=title, size=self._sheet.size, to=to)
        except PaperError as error:
            if error.code != "failed":
                raise
            current_app.logger.warning("attachment %s: %s", digest, error)
            self.made.pop()
            self._lay_out(self._unread(title, digest))
        else:
            self._take(to, title, pages)

    def _unread(self, title: str, digest: str) -> Printed:
        words = _("This file could not be opened. It lies in the program as it came.")
        return filed(
            "unread",
            self._sheet,
            title,
            self._project,
            words=words,
            digest=digest,
        )

    def front(self, today: date) -> bytes:
        """Cover and index; their pages carry no leaf."""
        said = filed(
            "front",
            self._sheet,
            self.title,
            self._project,
            lines=self.lines,
            leaves=self.leaves,
            today=today,
        )
        released(self._session)
        return paper.render(said.html, title=said.title, lang=self._sheet.language)

    def _next(self) -> Path:
        self.made.append(self._folder / f"{len(self.made)}.pdf")
        return self.made[-1]

    def _take(self, path: Path, title: str, pages: int) -> None:
        taken = tuple(stamp(side) for side in sides_of(self.leaves + 1, pages, Sides.one))
        self.parts.append(Part(path, title, taken))
        self.leaves += pages


def _title(project: Project) -> str:
    return _("Project file: %(name)s", name=project.name)
