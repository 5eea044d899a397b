"""What people wrote, as HTML: Markdown reduced to a small safe set."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")

_TAGS = {
    *("p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
# Headings that people type must not outrank those of the page.
_HEADINGS = {"h1": "h3", "h2": "h4"}


# A text is shown many times between two changes of it.
@lru_cache(maxsize=256)
def markdown(text: str | None) -> Markup:
    """Safe HTML for Markdown: no raw HTML, no images, links only to http(s)."""
    html = _markdown.render(text or "")
    for typed, shown in _HEADINGS.items():
        html = html.replace(f"<{typed}>", f"<{shown}>").replace(f"</{typed}>", f"</{shown}>")
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
    )
    # A table's head says so to who cannot see it; Markdown has no heads of rows.
    return Markup(clean.replace("<th>", '<th scope="col">'))  # noqa: S704 - nh3 made it safe
