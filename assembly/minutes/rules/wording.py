"""How minutes open and close: a text of a body with placeholders, filled from the meeting.

`{name}` stands for something known of the meeting. What stands in [brackets] with a placeholder is
left out when that is not known: «Hoy, {date_in_words}[, siendo {time_in_words}]». Outside of
brackets the words for «no data» are put.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

PLACEHOLDERS: Final = (
    "date_in_words",
    "time_in_words",
    "end_time_in_words",
    "place",
    "body",
    "commune",
    "number",
    "call",
    "attendance",
    "present",
    "seats",
    "required",
    "quorum",
    "chair",
    "secretary",
)
"""In the order in which minutes use them."""

LONGEST: Final = 4000
"""Characters of an opening or a closing."""

_TOKEN = re.compile(r"\{\s*([^{}\[\]]*?)\s*\}|([{}\[\]])|([^{}\[\]]+)")


class WordingError(ValueError):
    """A wording that cannot be used.

    `code` is one of: `wording_unknown_placeholder` (`detail` names it), `wording_brace` (a single
    { or }), `wording_bracket` (a [ without ], or one inside another), `wording_too_long`.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Texts:
    """How minutes open and close in one language."""

    opening: str
    closing: str


SHIPPED: Final[Mapping[str, Texts]] = MappingProxyType(
    {
        "es": Texts(
            "Hoy, {date_in_words}[, siendo {time_in_words}][, constituidas en {call} "
            "{attendance}], {quorum}.[ Dirige el debate {chair}.][ Levanta el acta {secretary}.]",
            "[Siendo {end_time_in_words} se levanta la sesión. ]"
            "Es todo, terminó, se leyó y conformes firman.",
        ),
        "en": Texts(
            "Today, {date_in_words}[, at {time_in_words}][, on {call}, with {attendance} "
            "present], {quorum}.[ {chair} leads the debate.][ {secretary} takes the minutes.]",
            "[At {end_time_in_words} the session is closed. ]"
            "That is all; it was read aloud, and those who agree sign.",
        ),
    }
)
"""What a body has that wrote no wording of its own."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words, or a placeholder by its name."""

    words: str = ""
    name: str = ""


_Part = tuple[bool, tuple[_Piece, ...]]  # whether it stands in brackets, and what


def check(text: str) -> None:
    """Raise `WordingError` if `text` cannot be used as a wording."""
    if len(text) > LONGEST:
        raise WordingError("wording_too_long", str(LONGEST))
    _parts(text)


def fill(text: str, known: Mapping[str, str | None], *, no_data: str) -> str:
    """`text` with its placeholders filled; None is what is not known. Raises `WordingError`."""
    written = []
    for optional, pieces in _parts(text):
        names = [piece.name for piece in pieces if piece.name]
        if optional and names and any(known.get(name) is None for name in names):
            continue
        words = "".join(
            (known.get(piece.name) or no_data) if piece.name else piece.words for piece in pieces
        )
        # Brackets without a placeholder are brackets.
        written.append(f"[{words}]" if optional and not names else words)
    return "".join(written)


def _parts(text: str) -> list[_Part]:
    parts: list[_Part] = []
    pieces: list[_Piece] = []
    inside = False
    for name, sign, words in _tokens(text):
        if sign in ("[", "]"):
            if (sign == "[") == inside:
                raise WordingError("wording_bracket")
            parts.append((inside, tuple(pieces)))
            pieces, inside = [], not inside
        elif sign:
            raise WordingError("wording_brace")
        elif words:
            pieces.append(_Piece(words=words))
        elif name in PLACEHOLDERS:
            pieces.append(_Piece(name=name))
        else:
            raise WordingError("wording_unknown_placeholder", name)
    if inside:
        raise WordingError("wording_bracket")
    return [*parts, (False, tuple(pieces))]


def _tokens(text: str) -> list[tuple[str, str, str]]:
    """(placeholder, sign, words): one of them is what stands there."""
    return [
        (match[1] or "", match[2] or "", match[3] or "")
        if match[1] != ""
        else ("", "{", "")  # {} names nothing
        for match in _TOKEN.finditer(text)
    ]
