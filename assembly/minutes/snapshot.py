"""The document as data: what is stored when minutes are closed, and its digest."""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from assembly.minutes.document import SCHEMA, MeetingDocument
from assembly.minutes.notes import NoteDocument


class SchemaError(ValueError):
    """The data are not a document that this program can read."""


def to_json(document: MeetingDocument | NoteDocument) -> dict[str, Any]:
    """The document in what JSON can hold; ``from_json`` reads it back."""
    data: dict[str, Any] = _plain(document)
    return data


def from_json(data: Mapping[str, Any]) -> MeetingDocument:
    """Read back what ``to_json`` wrote. Raises ``SchemaError`` for anything else, or a newer schema."""
    schema = data.get("schema")
    if not isinstance(schema, int) or not 1 <= schema <= SCHEMA:
        raise SchemaError(f"schema {schema!r}, this program reads up to {SCHEMA}")
    try:
        document = _read(MeetingDocument, data)
    except (KeyError, TypeError, ValueError) as error:
        raise SchemaError(f"not a meeting document: {error}") from error
    assert isinstance(document, MeetingDocument)  # noqa: S101 - _read makes what it is asked for
    return document


def canonical(data: Mapping[str, Any]) -> str:
    """The data as text: sorted keys, no spaces; the same content gives the same text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def same_content(one: MeetingDocument, other: MeetingDocument) -> bool:
    """Whether two documents tell the same meeting, whenever they were made and numbered or not."""
    bare = {"number": None, "closed_at": None, "journal": None}
    return digest(to_json(replace(one, **bare))) == digest(to_json(replace(other, **bare)))  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        (kind,) = (each for each in get_args(kind) if each is not types.NoneType)
        return _read(kind, value)
    if origin is tuple:
        inner = get_args(kind)
        if inner[-1] is Ellipsis:
            return tuple(_read(inner[0], each) for each in value)
        return tuple(_read(each, part) for each, part in zip(inner, value, strict=True))
    if is_dataclass(kind):
        if not isinstance(value, Mapping):
            raise TypeError(f"{value!r} is no {kind}")
        hints = _hints(kind)  # type: ignore[arg-type]
        unknown = value.keys() - hints.keys()
        if unknown:
            raise ValueError(f"unknown {sorted(unknown)}")
        return kind(**{name: _read(hints[name], value[name]) for name in value})  # type: ignore[operator]
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
