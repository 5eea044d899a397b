"""What WeasyPrint leaves undone in a tagged file, done before it is written.

Header cells get a scope (ISO 14289-1, 7.5), in the place of the ids it writes: they stand in no index of
the file, and would mean other cells once acts are joined. What stands in the margins of every page becomes
an artifact (7.8: it is marked as content that belongs to no element). Each piece of a line and each box
has an element of its own that says nothing: its content goes to the element around it, and with these
elements half of what a volume would hold in memory. A file for the archive declares both standards that
it follows, PDF/A-3a and PDF/UA-1, and names each of its attachments once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, cast

import pydyf

_UA_NAMESPACE = "http://www.aiim.org/pdfua/ns/id/"
# ISO 19005-3, 6.6.2.3: what XMP says beyond its own schemas has to be described in the file.
_DECLARES_UA = f"""<rdf:Description rdf:about="" xmlns:pdfuaid="{_UA_NAMESPACE}">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_UA_NAMESPACE}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF>"""


_BARE = {"Type", "S", "K", "Pg", "P"}
_SILENT = {"/Span", "/NonStruct"}
# ISO 32000-1, 14.8.4.2 and 14.8.4.3: these hold elements and no content of their own.
_HOLD_ELEMENTS = {"/Document", "/Part", "/Sect", "/Div", "/L", "/LI", "/Table", "/TR"}


def accessible(document: object, pdf: pydyf.PDF) -> None:
    """Finish any tagged paper. (WeasyPrint calls it a finisher.)"""
    tree = _Tree(pdf)
    tree.scope_header_cells()
    tree.margins_to_artifacts()
    tree.take_in_what_says_nothing()


def archive(document: object, pdf: pydyf.PDF) -> None:
    """Finish a file that is to last: PDF/A-3a and PDF/UA-1 at once."""
    accessible(document, pdf)
    metadata = _resolved(pdf, pdf.catalog["Metadata"])
    metadata.stream[0] = metadata.stream[0].replace(b"</rdf:RDF>", _DECLARES_UA.encode())
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


class _Tree:
    """The elements of a tagged file, by their references."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        self._root = _resolved(pdf, pdf.catalog["StructTreeRoot"])

    def scope_header_cells(self) -> None:
        for cell in self._elements("/TH"):
            group = _resolved(self._pdf, _resolved(self._pdf, cell["P"])["P"])
            cell["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
            cell.pop("ID", None)
        for cell in self._elements("/TD"):
            cell["A"].pop("Headers", None)
            if cell["A"].keys() == {"O"}:
                del cell["A"]

    def margins_to_artifacts(self) -> None:
        reached = set(self._reached())
        numbered = _resolved(self._pdf, self._root["ParentTree"])["Nums"]
        owners = dict(zip(numbered[::2], numbered[1::2], strict=True))
        for number, page in enumerate(self._pages()):
            marks = owners[number]
            stream = _resolved(self._pdf, page["Contents"]).stream
            for place, (properties, operator) in enumerate(pairwise(stream)):
                if operator != b"BDC" or marks[properties["MCID"]] in reached:
                    continue
                marks[properties["MCID"]] = b"null"
                stream[place - 1] = b"/Artifact"
                stream[place] = pydyf.Dictionary({"Type": "/Pagination"})

    def take_in_what_says_nothing(self) -> None:
        """Give what silent elements hold to the elements around them, the innermost first."""
        numbered = _resolved(self._pdf, self._root["ParentTree"])["Nums"]
        owners = dict(zip(numbered[::2], numbered[1::2], strict=True))
        marks = {page: owners[place] for place, page in enumerate(self._pdf.page_references)}
        for reference in reversed(list(self._reached())):
            element = _resolved(self._pdf, reference)
            held: list[Any] = []
            for child in element.get("K", ()):
                inner = _resolved(self._pdf, child) if isinstance(child, bytes) else None
                if inner is None or not self._says_nothing(inner, element):
                    held.append(child)
                    continue
                for each in inner["K"]:
                    if isinstance(each, bytes):
                        _resolved(self._pdf, each)["P"] = reference
                    else:
                        marks[inner["Pg"]][each] = reference
                held += inner["K"]
                inner.free = "f"
            if "K" in element:
                element["K"] = pydyf.Array(held)

    def _says_nothing(self, inner: pydyf.Dictionary, around: pydyf.Dictionary) -> bool:
        """Whether nothing is lost when the element ``around`` holds what ``inner`` holds."""
        if inner.get("S") not in _SILENT or not inner.keys() <= _BARE:
            return False
        inside = [_resolved(self._pdf, each) for each in inner["K"] if isinstance(each, bytes)]
        if any("S" not in each for each in inside):  # a link's place on the page
            return False
        at_home = inner["Pg"] == around.get("Pg") and around["S"] not in _HOLD_ELEMENTS
        return at_home or len(inside) == len(inner["K"])

    def _elements(self, kind: str) -> Iterator[pydyf.Dictionary]:
        for each in self._pdf.objects:
            if isinstance(each, pydyf.Dictionary) and each.get("S") == kind:
                yield each

    def _pages(self) -> Iterable[pydyf.Dictionary]:
        return [_resolved(self._pdf, reference) for reference in self._pdf.page_references]

    def _reached(self) -> Iterator[bytes]:
        waiting = list(self._root["K"])
        while waiting:
            reference = waiting.pop()
            yield reference
            children = _resolved(self._pdf, reference).get("K", ())
            waiting += [child for child in children if isinstance(child, bytes)]


def _resolved(pdf: pydyf.PDF, reference: bytes) -> Any:
    return cast(Any, pdf.objects[int(reference.split()[0])])
