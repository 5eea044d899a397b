"""Motions: their moves, their codes, and what changed between two texts.

The moves are stories of a session told step by step; the differences were marked by hand on paper.
"""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.motions.rules import (
    MOVES,
    SETTLED,
    MotionStatus,
    Op,
    Segment,
    code,
    may_become,
    word_diff,
)


@pytest.mark.parametrize(
    ("story", "allowed"),
    [
        ("draft submitted scheduled debated carried", True),
        ("draft submitted debated rejected", True),  # put from the floor
        ("draft withdrawn", True),
        ("debated withdrawn", True),
        ("debated deferred scheduled debated carried", True),
        ("submitted referred scheduled", True),
        ("draft debated", False),  # nobody has put it yet
        ("submitted carried", False),  # never without debate
        ("scheduled rejected", False),
        ("carried rejected", False),  # only a later assembly annuls
        ("carried debated", False),
        ("rejected submitted", False),
        ("withdrawn submitted", False),
        ("debated draft", False),
        ("deferred carried", False),
    ],
)
def test_a_motion_is_put_debated_and_decided(story: str, allowed: bool) -> None:
    steps = [MotionStatus(word) for word in story.split()]
    assert all(may_become(old, new) for old, new in pairwise(steps)) is allowed


def test_every_state_has_its_moves_and_the_settled_have_none() -> None:
    assert set(MOVES) == set(MotionStatus)
    assert {status for status, after in MOVES.items() if not after} == SETTLED
    assert not any(status in after for status, after in MOVES.items())


def test_the_codes_of_the_register() -> None:
    assert code("P", 2026, 14) == "P-2026-14"
    assert code("A", 2026, 22) == "A-2026-22"


def marked(text: str) -> list[Segment]:
    """Read a difference as marked on paper: `stays [-goes-] {+comes+} stays`."""
    found = []
    rest = text
    while rest:
        for op, start, end in ((Op.delete, "[-", "-]"), (Op.insert, "{+", "+}")):
            if rest.startswith(start):
                piece, rest = rest[len(start) :].split(end, 1)
                found.append(Segment(op, piece))
                break
        else:
            cut = min((rest.find(s) for s in ("[-", "{+") if s in rest), default=len(rest))
            found.append(Segment(Op.equal, rest[:cut]))
            rest = rest[cut:]
    return found


@pytest.mark.parametrize(
    "paper",
    [
        # The amendment of the nursery.
        "Entregar 3.000 plantas a 24 familias, hasta 200 por familia{+ y 150 si tiene menos "
        "de 1 ha+}, a cambio de dos jornadas.",
        # A number is one word, whatever stands in it.
        "Entregar [-3.000-]{+3.500+} plantas",
        "una diferencia de [--59-]{+59+} plantas",
        "una diferencia de [-−59-]{+−95+}, es decir $[-200-]{+250+}",
        "hasta el [-15/05-]{+20/05+}, a las 9:00",
        # An accent changes the word, not a letter of it.
        "El [-vivéro-]{+vivero+} de café",
        # One short word between two changes goes with them.
        "Reparar [-la vía de arriba-]{+el camino de abajo+} el sábado",
        # A number between two changes stays readable on its own.
        "Dar [-unas-]{+las+} 150 [-matas-]{+plantas+}",
        # A longer stretch that stayed is left standing.
        "[-Hoy-]{+Mañana+} se limpia la quebrada [-temprano-]{+tarde+}",
        "[-Hoy-]{+Mañana+} vienen [-todos-]{+veinte+}",
        # Paragraphs are marked each on its own.
        "1. [-Limpiar-]{+Barrer+} la plaza.\n\n2. Pintar {+toda +}la escuela.\n",
        "Se acuerda:\n\n[-Sembrar-]{+Regar+}\n\n[-Cosechar-]{+Podar+}\n\nEs todo.",
        "Se acuerda:\n{+1. Sembrar.\n+}2. Regar.\n",
        "Se aprueba{+, con una condición+}.",
        "{+Uno. +}Dos.",
        "[-Todo-]{+Nada+}",
        "{+Texto nuevo+}",
        "[-Texto viejo-]",
        "Sin cambios.",
        "",
    ],
)
def test_a_difference_reads_as_marked_by_hand(paper: str) -> None:
    pieces = marked(paper)
    old = "".join(piece.text for piece in pieces if piece.op is not Op.insert)
    new = "".join(piece.text for piece in pieces if piece.op is not Op.delete)
    assert word_diff(old, new) == pieces


words = ["el", "de", "vivero", "3.000", "−59", "30%", "y/o", "P-2026-14", "café"]
marks = ["cafe\N{COMBINING ACUTE ACCENT}", "«", "»", ",", ".", "-", " ", " ", "\n\n"]
vocabulary = st.sampled_from([*words, *marks])
texts = st.lists(vocabulary, max_size=40).map("".join) | st.text(max_size=60)


@given(texts, texts)
def test_nothing_is_lost_in_a_difference(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(p.text for p in pieces if p.op is not Op.insert) == old
    assert "".join(p.text for p in pieces if p.op is not Op.delete) == new


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert word_diff(text, text) == ([Segment(Op.equal, text)] if text else [])


@given(texts, texts)
def test_pieces_alternate_and_what_went_comes_first(old: str, new: str) -> None:
    allowed = {
        (Op.equal, Op.delete),
        (Op.equal, Op.insert),
        (Op.delete, Op.insert),
        (Op.delete, Op.equal),
        (Op.insert, Op.equal),
    }
    pieces = word_diff(old, new)
    assert all(piece.text for piece in pieces)
    assert {(one.op, two.op) for one, two in pairwise(pieces)} <= allowed


@given(texts, texts)
def test_no_word_is_split(old: str, new: str) -> None:
    def breaks(char: str) -> bool:
        return char.isspace() or unicodedata.category(char)[0] in "PS"

    for without in (Op.insert, Op.delete):
        pieces = [piece.text for piece in word_diff(old, new) if piece.op is not without]
        assert all(breaks(one[-1]) or breaks(two[0]) for one, two in pairwise(pieces))


def test_a_long_text_of_one_word_is_compared_all_the_same() -> None:
    old = "plantas " * 3000
    pieces = word_diff(old, old + "entregadas")
    assert pieces == [Segment(Op.equal, old), Segment(Op.insert, "entregadas")]
    pieces = word_diff(old, "Las " + old)
    assert pieces == [Segment(Op.insert, "Las "), Segment(Op.equal, old)]


def test_a_programme_of_a_thousand_paragraphs_is_compared_by_paragraph() -> None:
    lines = [f"{n}. La comuna acuerda el punto {n} de su programa.\n" for n in range(1000)]
    changed = list(lines)
    for n in (10, 500, 990):
        changed[n] = changed[n].replace("acuerda", "aprueba")
    pieces = word_diff("".join(lines), "".join(changed))
    assert [(piece.op, piece.text) for piece in pieces if piece.op is not Op.equal] == [
        (Op.delete, "acuerda"),
        (Op.insert, "aprueba"),
    ] * 3


def test_where_thousands_of_words_changed_they_are_shown_whole() -> None:
    old, new = (" ".join(f"{letter}{n}" for n in range(2500)) for letter in "xy")
    middle = old + " vivero " + old, new + " vivero " + new
    assert word_diff(*middle) == [Segment(Op.delete, middle[0]), Segment(Op.insert, middle[1])]
