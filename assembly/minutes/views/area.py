"""The blueprint of the area, in which body a page acts, and how a document is shown."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response

from assembly.db import db
from assembly.minutes import queries
from assembly.minutes.document import MeetingDocument
from assembly.minutes.press import SPEAKS
from assembly.roles import Role
from assembly.web.access import body_of, may

blueprint = Blueprint("minutes", __name__, url_prefix="/minutes")

body_of("minutes_id")(lambda i: queries.body_id_of_minutes(db.session, i))

# A browser draws a PDF in a page of its own making, which needs its own styles.
_PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


def sees_identity_numbers() -> bool:
    """Whether the person signed in keeps the record of this body or the installation."""
    return may(Role.secretary) or may(Role.administrator)


def speaking(document: MeetingDocument) -> dict[str, Any]:
    """What the template of a document needs."""
    return {
        "document": document,
        "header": document.header,
        "with_identity": sees_identity_numbers(),
        **SPEAKS,
    }


def pdf_answer(content: bytes, name: str) -> Response:
    """A PDF to be looked at in the browser, and saved under ``name``."""
    answer = make_response(content)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Content-Security-Policy"] = _PDF_POLICY
    return answer
