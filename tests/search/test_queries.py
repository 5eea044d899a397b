"""Finding, on both databases."""

from datetime import date

import pytest

from assembly.search import actions, queries
from assembly.search.rules import Found


@pytest.fixture
def indexed(session, commune):
    texts = [
        (Found.item, 1, "Vivero de café", "Se sembraron 6.000 semillas", date(2026, 5, 20)),
        (Found.motion, 1, "Entrega de plantas", "Hasta 200 por familia, café", date(2026, 5, 13)),
        (Found.decision, 1, "A-2026-22 Cal y bolsas", "Juan Rondón compra", date(2026, 5, 6)),
    ]
    for kind, number, title, text, dated in texts:
        actions.index(
            session,
            kind=kind,
            object_id=number,
            body_id=commune.body.id,
            dated=dated,
            title=title,
            text=text,
        )
    session.commit()
    return session


def titles(session, typed, **filters):
    return [document.title for document in queries.find(session, typed, **filters)[0]]


def test_accents_do_not_matter_and_the_newest_comes_first(indexed):
    assert titles(indexed, "CAFE") == ["Vivero de café", "Entrega de plantas"]
    assert titles(indexed, "café") == ["Vivero de café", "Entrega de plantas"]


def test_all_words_must_be_there_as_beginnings(indexed):
    assert titles(indexed, "fam caf") == ["Entrega de plantas"]
    assert titles(indexed, "rondon") == ["A-2026-22 Cal y bolsas"]
    assert titles(indexed, "café rondon") == []


def test_codes_are_found_as_they_are_written(indexed):
    assert titles(indexed, "A-2026-22") == ["A-2026-22 Cal y bolsas"]


def test_one_kind_only(indexed):
    assert titles(indexed, "cafe", kind=Found.motion) == ["Entrega de plantas"]


@pytest.mark.parametrize(
    "typed", ['"', "*", "NEAR(", "a AND", "' OR 1=1 --", "(", "-", "\\", "!&|", ":*"]
)
def test_what_an_index_would_choke_on_is_only_words(indexed, typed):
    assert isinstance(titles(indexed, typed), list)


def test_a_changed_text_is_found_by_its_new_words_only(indexed, commune):
    actions.index(
        indexed,
        kind=Found.item,
        object_id=1,
        body_id=commune.body.id,
        dated=date(2026, 5, 20),
        title="Vivero",
        text="cacao",
    )
    assert titles(indexed, "sembraron") == []
    assert titles(indexed, "cacao") == ["Vivero"]
    actions.forget(indexed, kind=Found.item, object_id=1)
    assert titles(indexed, "cacao") == []


def test_pages_are_bounded(session, commune):
    for number in range(queries.PAGE + 1):
        actions.index(
            session,
            kind=Found.item,
            object_id=number,
            body_id=commune.body.id,
            dated=date(2026, 1, 1),
            title=f"Punto {number}",
            text="vivero",
        )
    first, more = queries.find(session, "vivero")
    assert (len(first), more) == (queries.PAGE, True)
    second, more = queries.find(session, "vivero", page=2)
    assert (len(second), more) == (1, False)
