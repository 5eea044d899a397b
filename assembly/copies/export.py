"""Everything in open formats: folders per year, and pages that open without us and without a network."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from assembly import paths
from assembly.attachments import queries as attachments
from assembly.attachments.models import Attachment
from assembly.attachments.rules import AttachedTo
from assembly.copies.datasets import as_csv, as_json, datasets
from assembly.copies.places import Put
from assembly.meetings import queries as meetings
from assembly.minutes import press, queries, schema
from assembly.minutes.document import MeetingDocument
from assembly.minutes.models import Minutes
from assembly.minutes.phrases import heading
from assembly.minutes.rules import Copy
from assembly.minutes.snapshot import canonical, to_json
from assembly.minutes.verify import instructions
from assembly.motions.models import Decision
from assembly.storage import StorageError, Store
from assembly.web.i18n import LANGUAGES, spoken

Tell = Callable[[int, int | None, str], None]
_STYLES = ("css/fonts.css", "css/tokens.css", "css/offline.css")


@dataclass(frozen=True)
class Act:
    """A closed act as its page shows it: the document of this copy, and where its files lie.

    ``papers``: language and path; ``data`` the path of the document as JSON; paths are relative to the
    folder of the year. ``files`` are what hangs on its items, its decisions and itself.
    """

    document: MeetingDocument
    papers: tuple[tuple[str, str], ...]
    data: str
    files: tuple[tuple[Attachment, str], ...]

    @property
    def mark(self) -> str:
        """Its place on the page of its year."""
        header = self.document.header
        return f"{press.folder_name(header.body)}-{self.document.number}"


@dataclass(frozen=True)
class Line:
    """An act in the list of the first page."""

    title: str
    day: date
    about: str
    address: str


@dataclass
class Export:
    """Writes an export to a place; the words of its pages are in the language of the context.

    ``year``: the acts of this year alone; tables and register are always whole. ``missing`` names files
    that the store does not hold whole.
    """

    session: Session
    store: Store
    put: Put
    at: datetime
    public: bool
    tell: Tell
    year: int | None = None
    missing: list[str] = field(default_factory=list)
    _sums: dict[str, str] = field(default_factory=dict)
    _done: int = 0
    _total: int = 0

    def write(self) -> int:
        """All of it, a year at a time, so that memory holds one year at most; gives the number of acts."""
        years = self._years()
        tables = datasets(public=self.public)
        self._total = sum(map(len, years.values())) + len(tables) + 1
        listed: dict[int, list[Line]] = {}
        for year, ids in years.items():
            acts = [act for each in ids if (act := self._act(each, year))]
            acts.sort(key=lambda act: (act.document.header.day, act.mark))
            self._page(f"{year}/index.html", "year", year=year, acts=acts, root="../")
            listed[year] = [_line(act, year) for act in acts]
            self.session.expunge_all()
        for table in tables:
            for ending, write in (("csv", as_csv), ("json", as_json)):
                self._put(
                    f"data/{table.name}.{ending}", write(table.columns, table.rows(self.session))
                )
            self._step(table.name)
        self._page(
            "index.html",
            "front",
            root="",
            years=dict(sorted(listed.items(), reverse=True)),
            decisions=self._decisions(),
            tables=[table.name for table in tables],
            missing=self.missing,
        )
        self._put("data/minutes.schema.json", schema.PATH.read_bytes())
        for code in LANGUAGES:
            self._put(f"how-to-check.{code}.md", instructions(code).encode())
        for name in (*_STYLES, *_fonts()):
            self._put(f"assets/{name}", (paths.STATIC / name).read_bytes())
        sums = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(self._sums.items()))
        self.put("SHA256SUMS", sums.encode(), False)
        self._step("")
        return sum(map(len, years.values()))

    def _years(self) -> dict[int, list[int]]:
        """The closed minutes by the year of their meeting, in its own time."""
        found: dict[int, list[int]] = defaultdict(list)
        statement = (
            select(Minutes)
            .options(joinedload(Minutes.meeting))
            .execution_options(yield_per=200)
            .order_by(Minutes.id)
        )
        for minutes in self.session.scalars(statement):
            year = meetings.day_of(minutes.meeting).year
            if self.year in (None, year):
                found[year].append(minutes.id)
        self.session.expunge_all()
        return dict(sorted(found.items()))

    def _act(self, minutes_id: int, year: int) -> Act | None:
        minutes = queries.minutes(self.session, minutes_id)
        if minutes is None:
            return None
        copy = Copy.house if self.public else Copy.full
        document = press.in_copy(queries.document(minutes), copy)
        folder = press.folder_name(document.header.body)
        papers = []
        in_force = [each for each in queries.papers(minutes) if each.copy is copy]
        for file in (*in_force, *queries.note_papers(minutes)):
            name = press.file_name(minutes.number, file.language, copy, file.note)
            if self._file(f"{year}/{folder}/{name}", file.digest):
                papers.append((file.language, f"{folder}/{name}"))
        data = f"{folder}/{press.file_name(minutes.number, spoken().code, copy)[:-4]}.json"
        # The very text whose digest is printed on the pages of this copy.
        self._put(f"{year}/{data}", canonical(to_json(document)).encode())
        files = tuple(self._attached(minutes, document, year, folder))
        self._step(str(minutes.number))
        return Act(document, tuple(papers), data, files)

    def _attached(
        self, minutes: Minutes, document: MeetingDocument, year: int, folder: str
    ) -> Iterator[tuple[Attachment, str]]:
        items = [item.id for item in meetings.agenda_of(self.session, minutes.meeting_id)]
        decided = select(Decision.id).where(Decision.meeting_id == minutes.meeting_id)
        for kind, ids in (
            (AttachedTo.item, items),
            (AttachedTo.decision, list(self.session.scalars(decided))),
            (AttachedTo.minutes, [minutes.id]),
        ):
            for each in attachments.of_all(self.session, kind, ids):
                if each.restricted and self.public:
                    continue
                path = f"{folder}/{document.number}/{each.id}-{each.name}"
                if self._file(f"{year}/{path}", each.digest):
                    yield each, path

    def _decisions(self) -> list[tuple[str, list[Decision]]]:
        """The register of each body, newest first."""
        statement = (
            select(Decision)
            .options(joinedload(Decision.body), joinedload(Decision.annulled_by))
            .order_by(Decision.body_id, Decision.year.desc(), Decision.number.desc())
        )
        found = self.session.scalars(statement)
        return [(name, list(each)) for name, each in groupby(found, lambda one: one.body.name)]

    def _file(self, path: str, digest: str) -> bool:
        try:
            content = self.store.read(digest)
        except StorageError:
            self.missing.append(path)
            return False
        self._put(path, content, packed=True)
        return True

    def _page(self, path: str, template: str, **known: object) -> None:
        html = render_template(
            "copies/offline/" + template + ".html",
            lang=spoken().code,
            at=self.at,
            public=self.public,
            **press.SPEAKS,
            **known,
        )
        self._put(path, html.encode())

    def _put(self, path: str, content: bytes, *, packed: bool = False) -> None:
        self.put(path, content, packed)
        self._sums[path] = hashlib.sha256(content).hexdigest()

    def _step(self, step: str) -> None:
        self._done += 1
        self.tell(self._done, self._total, step)


def _line(act: Act, year: int) -> Line:
    header = act.document.header
    about = f"{header.body} · {heading.session(header)}"
    address = f"{year}/index.html#{act.mark}"
    return Line(heading.title(act.document), header.day, about, address)


def _fonts() -> list[str]:
    found = sorted((paths.STATIC / "fonts").iterdir())
    kept = [each.name for each in found if each.suffix in (".woff2", ".txt")]
    return [f"fonts/{name}" for name in kept if "-print" not in name]
