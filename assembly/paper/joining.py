"""Joining finished files into one volume: pages, tags and bookmarks stay, leaves are stamped on.

Nothing is laid out again. On every page its leaf is stamped from little forms (a word, ten figures) that
were drawn once; a verso that stays blank is added and marked void. Links ``part:3`` of the front lead to
the first page of the fourth part. Where all are files for the archive, the volume is one: it declares
what the first of them declares. It carries the data of each.

This is a process of its own (``python -m assembly.paper.joining``), so that a volume has its memory alone.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from assembly.paper import child

_MM = 72 / 25.4
_RIGHT, _TOP = 20 * _MM, 12 * _MM
"""Where a stamp ends: the margin of every paper, and below the edge that printers leave white."""


def main() -> None:
    """Join what is asked for."""
    child.serve(answer)


def answer(request: dict[str, Any], tell: child.Tell) -> tuple[dict[str, Any], bytes]:
    """Write the volume to ``to``; there is no file in the reply.

    Each part: ``path``, ``title``, ``stamps`` (one a page), ``void`` or None.
    """
    try:
        pages = _join(request, tell)
    except Exception as error:
        return {"ok": False, "detail": f"{type(error).__name__}: {error}", "notes": []}, b""
    return {"ok": True, "detail": "", "notes": [], "pages": pages}, b""


def _join(request: dict[str, Any], tell: child.Tell) -> int:
    volume = _Volume(base64.b64decode(request["stamps"]))
    if request["front"]:
        volume.add_front(base64.b64decode(request["front"]), request["title"])
    for number, part in enumerate(request["parts"], 1):
        volume.add(part)
        tell(number)
    volume.write(request["to"], title=request["title"], lang=request["lang"])
    return len(volume.pdf.pages)


class _Volume:
    def __init__(self, stamps: bytes) -> None:
        self.pdf = Pdf.new()
        self._outline: list[OutlineItem] = []
        self._starts: list[int] = []  # the first page of each part
        self._next_key = 0
        self._front_links: list[pikepdf.Object] = []
        drawn = Pdf.open(io.BytesIO(stamps))
        self._forms = [self.pdf.copy_foreign(page.as_form_xobject()) for page in drawn.pages]
        self._tree = self.pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, ParentTree=Dictionary(Nums=Array()))
        )
        self._whole = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._tree, K=Array())
        )
        self._tree.K = Array([self._whole])
        self._numbers: list[Any] = []
        self._elements: list[pikepdf.Object] = []
        self._data: list[pikepdf.Object] = []
        self._for_archive = True
        self._declared: dict[str, pikepdf.Object] = {}

    def add_front(self, content: bytes, title: str) -> None:
        """Title, contents and index: their pages carry no leaf."""
        first = len(self.pdf.pages)
        self._take(Pdf.open(io.BytesIO(content)))
        self._outline.append(OutlineItem(title, first))
        for page in list(self.pdf.pages)[first:]:
            for link in page.obj.get("/Annots", Array()):
                if str(link.get("/A", Dictionary()).get("/URI", "")).startswith("part:"):
                    self._front_links.append(link)

    def add(self, part: dict[str, Any]) -> None:
        """One finished file, stamped; with a void verso after it where its last leaf has one."""
        source = Pdf.open(part["path"])
        first = len(self.pdf.pages)
        self._starts.append(first)
        item = OutlineItem(part["title"], first)
        item.is_closed = True
        item.children.extend(_bookmarks(source, first))
        self._outline.append(item)
        self._take(source)
        self._carry_data(source, len(self._starts))
        pages = list(self.pdf.pages)[first:]
        for page, stamps in zip(pages, part["stamps"], strict=False):
            self._stamp(page, stamps)
        if part["void"]:
            left, bottom, right, top = (float(side) for side in pages[-1].mediabox)
            self.pdf.add_blank_page(page_size=(right - left, top - bottom))
            self._stamp(self.pdf.pages[-1], part["void"])

    def write(self, to: str, *, title: str, lang: str) -> None:
        for link in self._front_links:
            number = int(str(link.A.URI).removeprefix("part:"))
            page = self.pdf.pages[self._starts[number]]
            link.A = Dictionary(S=Name.GoTo, D=Array([page.obj, Name.Fit]))
        self._whole.K = Array(self._elements)
        self._tree.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(self._numbers)))
        root = self.pdf.Root
        root.StructTreeRoot = self._tree
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.Lang = pikepdf.String(lang)
        if self._for_archive:
            for declared, found in self._declared.items():
                root[declared] = found
        if self._data:
            root.AF = Array(self._data)
            named = [each for data in self._data for each in (data.UF, data)]
            root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(named)))
        with self.pdf.open_outline() as outline:
            outline.root.extend(self._outline)
        with self.pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
            for of_one_part in ("xmp:CreateDate", "xmp:ModifyDate", "pdf:Producer"):
                meta.pop(of_one_part, None)
            meta["dc:title"] = title
            meta["pdfuaid:part"] = "1"
        self.pdf.docinfo["/Title"] = title
        self.pdf.save(
            to, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )

    def _carry_data(self, source: Pdf, part: int) -> None:
        """What is attached to a part, under its number: 0007-minutes.json."""
        for attached in source.Root.get("/AF", Array()):
            data = self.pdf.copy_foreign(attached)
            data.F = data.UF = pikepdf.String(f"{part:04}-{attached.UF}")
            self._data.append(data)

    def _take(self, source: Pdf) -> None:
        """Its pages, then the tree of its tags: that finds the pages which were copied already."""
        if "/OutputIntents" not in source.Root:
            self._for_archive = False
        elif not self._declared:
            for declared in ("/OutputIntents", "/Metadata"):
                found = source.make_indirect(source.Root[declared])
                self._declared[declared] = self.pdf.copy_foreign(found)
        first = len(self.pdf.pages)
        self.pdf.pages.extend(source.pages)
        tree = source.Root.get("/StructTreeRoot")
        if tree is None:
            return
        copied = self.pdf.copy_foreign(tree)
        for element in copied.K:
            element.P, element.S = self._whole, Name.Part
            self._elements.append(element)
        numbers = list(copied.ParentTree.Nums)
        highest = -1
        for key, owners in zip(numbers[::2], numbers[1::2], strict=True):
            highest = max(highest, int(key))
            self._numbers += [int(key) + self._next_key, owners]
        for page in list(self.pdf.pages)[first:]:
            if "/StructParents" in page.obj:
                page.obj.StructParents = int(page.obj.StructParents) + self._next_key
            for link in page.obj.get("/Annots", Array()):
                if "/StructParent" in link:
                    link.StructParent = int(link.StructParent) + self._next_key
        self._next_key += highest + 1

    def _stamp(self, page: pikepdf.Page, stamps: list[list[int]]) -> None:
        """``stamps``: the forms of the leaf, and those in the middle of a void page."""
        leaf, middle = stamps
        left, bottom, right, top = (float(side) for side in page.mediabox)
        names = page.obj.get("/Resources")
        if names is None:
            names = page.obj.Resources = Dictionary()
        if "/XObject" not in names:
            names.XObject = Dictionary()
        drawn = [
            *self._row(names, leaf, right - _RIGHT - self._width(leaf), top - _TOP),
            *self._row(names, middle, (left + right - self._width(middle)) / 2, (bottom + top) / 2),
        ]
        # What the page set up (its axes) ends before the stamp is drawn.
        page.contents_add(b"q", prepend=True)
        page.contents_add(f"Q /Artifact BMC {' '.join(drawn)} EMC".encode())

    def _row(
        self, names: pikepdf.Object, forms: Iterable[int], x: float, y: float
    ) -> Iterable[str]:
        for form in forms:
            names.XObject[f"/Stamp{form}"] = self._forms[form]
            yield f"q 1 0 0 1 {x:.2f} {y:.2f} cm /Stamp{form} Do Q"
            x += self._width([form])

    def _width(self, forms: Iterable[int]) -> float:
        return sum(float(self._forms[form].BBox[2]) for form in forms)


def _bookmarks(source: Pdf, first: int) -> list[OutlineItem]:
    """The bookmarks of a file as they stand in the volume: one level, those below its title."""
    places: dict[Any, int] = {page.objgen: number for number, page in enumerate(source.pages)}
    found = []
    with source.open_outline() as outline:
        top = outline.root
        listed = top[0].children if len(top) == 1 and top[0].children else top
        for item in listed:
            where = item.destination
            if not isinstance(where, Array) or where[0].objgen not in places:
                continue
            page = first + places[where[0].objgen]
            found.append(
                OutlineItem(item.title, page, "XYZ", left=float(where[2]), top=float(where[3]))
            )
    return found


if __name__ == "__main__":
    main()
