"""QR codes, drawn for page and paper alike."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr_svg(text: str, title: str) -> Markup:
    """A drawing of ``text`` for a camera or a scanner; ``title`` is what is said of it.

    A fifth of it may be dirty or badly printed. The white margin that cameras want (four modules) is in it.
    """
    code = segno.make(text, error="m", micro=False)
    drawn = code.svg_inline(border=4, omitsize=True, title=title, svgclass="qr", lineclass=None)
    return Markup(drawn.replace("<svg ", '<svg role="img" ', 1))  # noqa: S704 - segno escapes the title


def qr_picture(text: str) -> str:
    """The same as an address of its picture, for the small one at the foot of a paper that can be checked."""
    return str(segno.make(text, error="m", boost_error=False).png_data_uri(scale=4, border=0))
