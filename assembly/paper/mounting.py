"""Pages of somebody else's PDF mounted on leaves of ours, as a receipt is glued on a sheet.

Only what they look like is taken: no links, no scripts, no forms to fill in, no tags. For who cannot see
it each is a figure with its words.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, Rectangle

_MM = 72 / 25.4
_SIZES = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}
_LEFT, _BOTTOM, _RIGHT, _TOP = 28 * _MM, 16 * _MM, 20 * _MM, 22 * _MM
"""The margins of every paper: inside to bind, above for the stamp of the leaf."""


def mount(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Write the pages of ``path`` to ``to``, each on a leaf of ``size`` with ``words`` to it."""
    width, height = _SIZES[request["size"]]
    inside = Rectangle(_LEFT, _BOTTOM, width - _RIGHT, height - _TOP)
    with pikepdf.open(request["path"]) as source, Pdf.new() as pdf:
        source.flatten_annotations()  # what was filled in and signed is seen, and nothing else of it
        figures = []
        for page in source.pages:
            leaf = pdf.add_blank_page(page_size=(width, height))
            leaf.add_overlay(page, inside, expand=False)  # type: ignore[call-arg]
            figures.append(_figure(pdf, leaf, request["words"]))
        _tag(pdf, figures)
        pdf.save(request["to"], deterministic_id=True)
        return {"pages": len(figures)}, b""


def _figure(pdf: Pdf, leaf: Page, words: str) -> pikepdf.Object:
    leaf.contents_add(b"/Figure <</MCID 0>> BDC", prepend=True)
    leaf.contents_add(b"EMC")
    leaf.obj.StructParents = len(pdf.pages) - 1
    return pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Figure, Pg=leaf.obj, K=0, Alt=pikepdf.String(words))
    )


def _tag(pdf: Pdf, figures: list[pikepdf.Object]) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array(figures))
    )
    numbers: list[Any] = []
    for number, figure in enumerate(figures):
        figure.P = whole
        numbers += [number, Array([figure])]
    tree.K = Array([whole])
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
