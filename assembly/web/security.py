"""Headers on every answer, and which requests may write."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

from assembly.db import set_reading

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_COMPRESSED = ("text/html", "text/css", "text/javascript", "image/svg+xml", "application/json")
WORTH_COMPRESSING = 860  # bytes: below this a packet holds it anyway


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        if "v" in request.args:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        # Pages hold what only their reader may see; a shared laptop must not keep them.
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _compress(response: Response) -> Response:
    """Old phones on a slow line: text goes out compressed."""
    if (
        response.mimetype not in _COMPRESSED
        or response.status_code in (204, 304)
        or not request.accept_encodings.quality("gzip")
        or "Content-Encoding" in response.headers
        or response.headers.get("Content-Range")
    ):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= WORTH_COMPRESSING:
        response.set_data(gzip.compress(body, 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
    return response


def _may_write() -> None:
    set_reading(request.method in ("GET", "HEAD", "OPTIONS"))


def init_app(app: Flask) -> None:
    """Register them; the first hook of all, so that the first query already begins rightly."""
    app.before_request(_may_write)
    app.after_request(_compress)
    app.after_request(_add_headers)
