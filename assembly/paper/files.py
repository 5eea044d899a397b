"""What the child does with files that exist. Those of strangers are opened here, not in the server."""

from __future__ import annotations

import base64
import io
from typing import Any

import pikepdf


def embedded(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The attachment of a PDF by its name; ``found`` is False if there is none or it is no PDF."""
    content = base64.b64decode(request["pdf"])
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if request["name"] in pdf.attachments:
                return {"found": True}, pdf.attachments[request["name"]].get_file().read_bytes()
    except pikepdf.PdfError:
        pass
    return {"found": False}, b""
