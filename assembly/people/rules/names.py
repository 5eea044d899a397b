"""How names and identity numbers are compared, shown and found by what was typed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


def fold(text: str) -> str:
    """Lower case without accents and invisible signs, single spaces: how names are compared and searched."""
    return re.sub(r"\s+", " ", _spread(_spread(text).casefold())).strip()


def _spread(text: str) -> str:
    """Letters without their accents, signs in their plain form, nothing invisible."""
    spread = unicodedata.normalize("NFKD", text)
    return "".join(char for char in spread if unicodedata.category(char) not in ("Mn", "Me", "Cf"))


def name_key(text: str) -> str:
    """A folded name as it is stored beside the name (spread letters may make it longer than that)."""
    return fold(text)[:200]


def natural_key(text: str) -> list[tuple[int, int, str]]:
    """A sort key in which "Sector 2" comes before "Sector 10", and accents do not matter."""
    parts = re.findall(r"[0-9]+|[^0-9]+", fold(text))
    return [(0, int(part), "") if part[0] in "0123456789" else (1, 0, part) for part in parts]


def identity_key(text: str) -> str:
    """An identity number in one form: "v 12.345.678" and "V-12345678" are the same "V-12345678".

    A Venezuelan cédula without its letter is taken as V; "C.I." before it and zeros in front mean
    nothing. Anything else is kept, upper case, without spaces and dots, so that numbers of other
    countries work too. Empty text stays empty.
    """
    plain = _spread(_spread(re.sub(r"[ºª]", "", text)).upper())
    bare = re.sub(r"[–—−‐‑]", "-", re.sub(r"[\s.,:]", "", plain))
    match = re.fullmatch(r"(?:C\.?I-?)?([VE]?)-?0*([1-9][0-9]{4,8})", bare)
    return f"{match[1] or 'V'}-{match[2]}" if match else bare


def identity_shown(number: str | None) -> str:
    """An identity number as people write it: V-12.345.678."""
    match = re.fullmatch(r"([VE])-(\d+)", number or "")
    return f"{match[1]}-{int(match[2]):,}".replace(",", ".") if match else number or ""


def identity_masked(number: str | None) -> str:
    """Its end alone, «… 678»: enough to compare with a card in the hand, on papers that lie open."""
    return f"… {number[-3:]}" if number and len(number) > 6 else ""


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
    """Whom a typed text can mean: the one whose label or number it is, else all who have that name.

    Capital letters, accents and spaces make no difference. Nobody: it is a free name.
    """
    wished, number = fold(text), identity_key(text)
    if not wished:
        return []
    known = labelled(candidates)
    exact = [
        each for label, each in known if fold(label) == wished or each.identity_number == number
    ]
    return exact or [each for _, each in known if fold(each.name) == wished]


def bare_name(text: str) -> str:
    """The name in a typed text that may be a label («name · number»), folded."""
    return fold(text.split(" · ")[0])
