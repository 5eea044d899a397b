"""What the data inside a file of minutes look like, as JSON Schema (2020-12).

It is made from the document's dataclasses, and lies beside this module so that it can be read without
the program: ``python -m assembly.minutes.schema`` writes it anew after a change of the document.
"""

from __future__ import annotations

import inspect
import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from assembly.minutes.document import SCHEMA, MeetingDocument

PATH = Path(__file__).with_name("schema.json")

_PLAIN: dict[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    types.NoneType: {"type": "null"},
}


def schema() -> dict[str, Any]:
    """The schema of the document as it is written today; documents of earlier programs lack some parts."""
    parts: dict[str, Any] = {}
    whole = _object(MeetingDocument, parts)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Minutes of a meeting, schema {SCHEMA}",
        **whole,
        "$defs": dict(sorted(parts.items())),
    }


def text() -> str:
    """The schema as it lies in the file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _object(cls: type, parts: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {
        "description": " ".join((inspect.getdoc(cls) or "").split()),
        "type": "object",
        "properties": {each.name: _kind(hints[each.name], parts) for each in fields(cls)},
        "required": [each.name for each in fields(cls) if not _may_lack(each)],
        "additionalProperties": False,
    }


def _may_lack(part: Field[Any]) -> bool:
    return part.default is not MISSING or part.default_factory is not MISSING


def _kind(hint: Any, parts: dict[str, Any]) -> dict[str, Any]:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_kind(each, parts) for each in inner]}
    if origin is tuple and inner[-1] is Ellipsis:
        return {"type": "array", "items": _kind(inner[0], parts)}
    if origin is tuple:
        return {
            "type": "array",
            "prefixItems": [_kind(each, parts) for each in inner],
            "minItems": len(inner),
            "maxItems": len(inner),
        }
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object"}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in parts:
            parts[hint.__name__] = {}  # it may hold itself
            parts[hint.__name__] = _object(hint, parts)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return _PLAIN[hint]


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
