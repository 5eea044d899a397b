"""A paper as an answer."""

from __future__ import annotations

from flask import Response, abort, current_app

from assembly import paper


def pdf(html: str, *, title: str, language: str, name: str) -> Response:
    """The paper as an answer that opens in the browser; 503 if it could not be laid out now."""
    try:
        content = paper.render(html, title=title, lang=language)
    except paper.PaperError as error:
        current_app.logger.error("no paper %s: %s", name, error)
        abort(503)
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
