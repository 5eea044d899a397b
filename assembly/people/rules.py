"""The words and rules of people and bodies (no database here)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Classification(StrEnum):
    """What kind of organization it is (Popolo *classification*)."""

    commune = "commune"
    communal_council = "communal_council"
    productive_organization = "productive_organization"
    bank = "bank"
    committee = "committee"
    union = "union"
    cooperative = "cooperative"
    movement = "movement"
    other = "other"


class Electorate(StrEnum):
    """Who makes up a body: numbered seats, everyone on a roll, or only a census number.

    On a roll each person holds a seat of her own, so that presence and votes follow one rule.
    """

    seats = "seats"
    roll = "roll"
    census = "census"


class Holding(StrEnum):
    """How a person holds a seat. The principal comes before the alternates."""

    principal = "principal"
    alternate = "alternate"


class Paper(StrEnum):
    """Sheet sizes: Letter (carta) in Venezuela, A4 elsewhere."""

    letter = "letter"
    a4 = "a4"


def fold(text: str) -> str:
    """Lower case without accents, single spaces: how names are compared and searched."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in spread if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", bare).strip()


def identity_key(text: str) -> str:
    """An identity number in one form: "v 12.345.678" and "V-12345678" are the same "V-12345678".

    A Venezuelan cédula without its letter is taken as V. Anything else is kept, upper case, without
    spaces and dots, so that numbers of other countries work too. Empty text stays empty.
    """
    bare = re.sub(r"[\s.]", "", text.upper())
    match = re.fullmatch(r"([VE]?)-?(\d{5,9})", bare)
    return f"{match[1] or 'V'}-{match[2]}" if match else bare


def identity_shown(number: str | None) -> str:
    """An identity number as people write it: V-12.345.678."""
    match = re.fullmatch(r"([VE])-(\d+)", number or "")
    return f"{match[1]}-{int(match[2]):,}".replace(",", ".") if match else number or ""


def in_term(start: date | None, end: date | None, day: date) -> bool:
    """Whether a term from ``start`` through ``end`` (both inclusive, open if None) covers ``day``."""
    return (start is None or start <= day) and (end is None or day <= end)


@dataclass(frozen=True)
class Candidate:
    """Someone whose name may be typed into a field. ``detail`` tells namesakes apart (may be empty)."""

    person_id: int
    name: str
    identity_number: str | None = None
    detail: str = ""


def labelled(candidates: Iterable[Candidate]) -> list[tuple[str, Candidate]]:
    """Each candidate with the text that stands for her alone: her name, or «name · identity number».

    Namesakes without a number are told apart by their organization, and by their number in this
    house where even that is the same.
    """
    whole = list(candidates)
    namesakes = Counter(fold(each.name) for each in whole)
    first = [
        each.name
        if namesakes[fold(each.name)] == 1
        else f"{each.name} · {identity_shown(each.identity_number) or each.detail or f'#{each.person_id}'}"
        for each in whole
    ]
    same = Counter(fold(text) for text in first)
    return [
        (text if same[fold(text)] == 1 else f"{text} · #{each.person_id}", each)
        for text, each in zip(first, whole, strict=True)
    ]


def named(candidates: Iterable[Candidate], text: str) -> list[Candidate]:
    """Whom a typed text can mean: the one whose label it is, else all who have that name.

    Capital letters, accents and spaces make no difference. Nobody: it is a free name.
    """
    wished = fold(text)
    if not wished:
        return []
    known = labelled(candidates)
    exact = [each for label, each in known if fold(label) == wished]
    return exact or [each for _, each in known if fold(each.name) == wished]
