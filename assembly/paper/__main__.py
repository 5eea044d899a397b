"""The child process that lays out papers, and looks into files of strangers."""

import base64
import logging
import mimetypes
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from assembly.paper import child, files, finish, mounting
from assembly.paths import STATIC


def main() -> None:
    """Lay out papers until there is nothing more to do."""
    child.serve(Painter(STATIC).answer)


class Shelf(URLFetcher):
    """Gives out the files of one folder and ``data:`` addresses, nothing else."""

    def __init__(self, root: Path) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._root = root.resolve()
        self.base = self._root.as_uri() + "/"

    def path(self, url: str) -> Path:
        """The file that `url`, absolute or relative to the folder, means.

        Raises `ValueError` for any other place, and the fatal error that stops the paper for a
        file that is not there: a paper without its stylesheet or fonts would look valid.
        """
        parts = urlsplit(urljoin(self.base, url))
        path = Path(url2pathname(parts.path)).resolve()
        # "file:a/b" (Python 3.13 joins some addresses to that) would be taken for a relative one.
        rootless = url.startswith("file:") and not url.startswith("file://")
        elsewhere = parts.scheme != "file" or parts.netloc or not path.is_relative_to(self._root)
        if rootless or elsewhere:
            raise ValueError(f"refused: {url}")
        if not path.is_file():
            raise FatalURLFetchingError(f"not in static: {url}")
        return path

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = self.path(url)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


class Notes(logging.Handler):
    """What WeasyPrint complains of while it draws one paper."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


class Painter:
    """WeasyPrint with what serves from paper to paper: fonts and parsed stylesheets."""

    def __init__(self, static: Path) -> None:
        self._shelf = Shelf(static)
        self._fonts = FontConfiguration()
        self._sheets: dict[tuple[Path, int], CSS] = {}
        self._notes = Notes()
        logging.getLogger("weasyprint").addHandler(self._notes)

    def answer(self, request: dict[str, Any], tell: child.Tell) -> tuple[dict[str, Any], bytes]:
        """The header of the reply (ok, detail, notes) and the file, empty when it failed."""
        self._notes.lines = []
        try:
            match request["do"]:
                case "paint":
                    told, pdf = self._paint(request)
                case "embedded":
                    told, pdf = files.embedded(request)
                case "mount":
                    told, pdf = mounting.mount(request)
        except (Exception, FatalURLFetchingError) as error:
            detail = f"{type(error).__name__}: {error}"
            return {"ok": False, "detail": detail, "notes": self._notes.lines}, b""
        return {"ok": True, "detail": "", "notes": self._notes.lines, **told}, pdf

    def _paint(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        html = HTML(string=request["html"], base_url=self._shelf.base, url_fetcher=self._shelf)
        html.etree_element.set("lang", request["lang"])
        # Options have to go to both calls: those given to one only are dropped without a word.
        options: dict[str, Any] = {"pdf_variant": request["variant"], "pdf_tags": True}
        if request["dots"]:
            options |= {"dpi": request["dots"], "optimize_images": True, "jpeg_quality": 80}
        sheets = self._stylesheets(html)
        document = html.render(font_config=self._fonts, stylesheets=sheets, **options)
        document.metadata.title = request["title"]
        document.metadata.lang = request["lang"]
        document.metadata.created = document.metadata.modified = request["created"]
        attachments = [_attachment(it, request["created"]) for it in request["attachments"]]
        pdf: bytes = document.write_pdf(
            attachments=attachments,
            finisher=finish.archive if request["variant"] == "pdf/a-3a" else finish.accessible,
            **options,
        )
        return {"pages": len(document.pages)}, pdf

    def _stylesheets(self, html: HTML) -> list[CSS]:
        """Take the paper's stylesheets out of it, parsed once for all papers."""
        sheets = []
        for link in html.etree_element.iter("link"):
            if link.get("rel") != "stylesheet":
                continue
            del link.attrib["rel"]
            path = self._shelf.path(link.get("href", ""))
            key = (path, path.stat().st_mtime_ns)
            if key not in self._sheets:
                self._sheets[key] = CSS(
                    url=path.as_uri(), url_fetcher=self._shelf, font_config=self._fonts
                )
            sheets.append(self._sheets[key])
        return sheets


def _attachment(attached: dict[str, str], created: str | None) -> Attachment:
    # Without a date WeasyPrint takes today's, and the file would differ each time.
    moment = datetime.fromisoformat(created or "1970-01-01T00:00:00Z")
    return Attachment(
        string=base64.b64decode(attached["content"]),
        name=attached["name"],
        description=attached["description"],
        relationship="Data",
        created=moment,
        modified=moment,
    )


if __name__ == "__main__":
    main()
