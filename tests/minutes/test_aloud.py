"""Read in the room, and told over the loudspeaker: the same facts, from the same document."""

import html
import re

import pytest

from assembly.minutes.phrases import summary
from assembly.web.i18n import in_language
from tests.minutes.documents import decision, document, item, motion, vote
from tests.minutes.scene import wednesday
from tests.minutes.test_actions import close
from tests.minutes.test_after import later

pytestmark = pytest.mark.usefixtures("session")


def told(answer) -> str:
    """The words of a page's text, without marks."""
    main = re.search(r"<main.*</main>", answer.text, re.S).group()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_the_draft_is_read_aloud_in_the_language_of_the_body(session, commune, sign_in):
    held = wednesday(session, commune)
    session.commit()
    page = sign_in("secretary").get(f"/minutes/meetings/{held.meeting.id}/aloud")
    words = told(page)
    for expected in (
        "Hoy, veinte de mayo de dos mil veintiséis",
        "Punto 2. Vivero de café: entrega de plantas",
        "germinaron 4.980",
        # domain.md §7, step 12
        "12 a favor, 1 en contra, 2 abstenciones. La regla pide más de la mitad",
        "Voto salvado de José Cova",
        "Acuerdo A-2026-1",
        "Es todo, terminó, se leyó y conformes firman.",
    ):
        assert expected in words, expected
    assert 'lang="es"' in page.text
    assert "V-20" not in words  # nobody reads identity numbers aloud


def test_members_read_closed_minutes_only(session, commune, sign_in):
    held = wednesday(session, commune)
    session.commit()
    member = sign_in("member")
    for page in ("aloud", "summary"):
        assert member.get(f"/minutes/meetings/{held.meeting.id}/{page}").status_code == 403
    minutes = close(session, held.meeting)
    session.commit()
    for page in ("aloud", "summary"):
        assert member.get(f"/minutes/{minutes.id}/{page}").status_code == 200
        assert member.get(f"/minutes/999/{page}").status_code == 404


def test_the_summary_tells_decisions_commitments_and_the_next_session(session, commune, sign_in):
    held = wednesday(session, commune)
    session.commit()
    minutes = close(session, held.meeting)
    session.commit()
    later(session, commune)
    text = html.unescape(sign_in("member").get(f"/minutes/{minutes.id}/summary").text)
    for expected in (
        "Parlamento comunal, Comuna Monte Sinaí: sesión ordinaria 31, miércoles 20 de mayo de 2026.",
        "Estuvieron presentes 11 de 16 vocerías.",
        "- A-2026-1. Entrega de plantas: Entregar 3.000 plantas",
        "- Juan Rondón: Compra cal y bolsas, para el jueves 28 de mayo de 2026",
        "Próxima sesión: miércoles 27 de mayo de 2026 a las 9:00",
    ):
        assert expected in text, expected


def test_a_session_in_which_nothing_was_decided():
    with in_language("es"):
        assert summary.decisions(document()) == []
        assert summary.next_meeting(None) == ""


def test_every_commitment_is_told_once():
    made = document(
        items=(item(1, motions=(motion(votes=(vote(),), decision=decision()),)),),
        decisions=(decision(23),),
    )
    with in_language("en"):
        assert [title for title, _text in summary.decisions(made)] == [
            "A-2026-22. Entrega de plantas",
            "A-2026-23. Entrega de plantas",
        ]
        assert (
            summary.commitments(made)
            == ["Juan Rondón: Compra cal y bolsas, by Thursday, May 28, 2026"] * 2
        )
