"""A body chooses what its minutes print: seen before, frozen in what is closed."""

from __future__ import annotations

import subprocess

from sqlalchemy import select

from assembly.journal.models import JournalEntry
from assembly.minutes import actions, press, queries
from assembly.minutes.models import Layout
from assembly.minutes.rules import SHIPPED_PARTS, Part
from tests.minutes.documents import document, item, row
from tests.minutes.scene import ACT, wednesday
from tests.minutes.test_actions import close

HEADS = ("Asistencia</h2>", "Orden del día</h2>", "Vivero</h2>")
WHOLE = {"items": (item(1, title="Vivero"),), "rows": (row(1),)}


def choose(session, body, *parts):
    actions.choose_parts(session, body=body, parts=parts, **ACT)


def test_parts_are_printed_in_the_order_chosen_and_no_others(session):
    shipped = press.html(document(**WHOLE), "es")
    assert [shipped.index(head) for head in HEADS] == sorted(map(shipped.index, HEADS))
    assert "Firman al llegar" in shipped
    html = press.html(document(**WHOLE, parts=("debate", "attendance")), "es")
    assert html.index("Vivero</h2>") < html.index("Asistencia</h2>")
    for absent in ("Orden del día</h2>", "Quórum", "Firman al llegar"):
        assert absent not in html
    assert "Conformes firman" in html


def test_closed_minutes_keep_theirs(session, commune):
    made = wednesday(session, commune)
    choose(session, commune.body, Part.debate, Part.attendance)
    minutes = close(session, made.meeting)
    choose(session, commune.body, *SHIPPED_PARTS)
    assert queries.document(minutes).parts == ("debate", "attendance")


def test_as_shipped_there_is_no_row_and_the_journal_tells_changes_only(session, commune):
    for parts in ((Part.debate, Part.attendance), (Part.debate, Part.attendance), SHIPPED_PARTS):
        choose(session, commune.body, *parts)
    assert session.scalars(select(Layout)).all() == []
    verbs = list(session.scalars(select(JournalEntry.verb)))
    assert verbs.count("layout.choose") == 2


def sent(**places) -> dict[str, str]:
    """A form: the parts with a place are printed."""
    data = {}
    for part, place in places.items():
        data |= {f"print_{part}": "y", f"place_{part}": str(place)}
    return data


def test_the_page_tries_before_it_saves(session, commune, sign_in):
    secretary, address = sign_in("secretary"), f"/minutes/bodies/{commune.body.id}/layout"
    wished = sent(debate=1, attendance=2, annexes=3)
    tried = secretary.post(address, data=wished | {"try": "1"}).text
    assert "Todavía no se ha guardado." in tried
    assert "parts=debate,attendance,annexes" in tried.replace("%2C", ",")
    assert queries.parts_of(session, commune.body.id) == ()
    assert secretary.post(address, data=wished).status_code == 303
    session.expire_all()
    chosen = queries.parts_of(session, commune.body.id)
    assert chosen == (Part.debate, Part.attendance, Part.annexes)
    wrong = secretary.post(address, data=wished | {"place_debate": "0"})
    assert wrong.status_code == 422
    assert 'value="0"' in wrong.text


def test_the_example_is_a_paper_in_that_order(session, commune, sign_in):
    address = f"/minutes/bodies/{commune.body.id}/layout/example.pdf"
    for parts, first in (("debate,attendance", "1"), ("nonsense", "Quórum")):
        answer = sign_in("secretary").get(address, query_string={"parts": parts})
        done = subprocess.run(
            ["pdftotext", "-", "-"], input=answer.data, capture_output=True, check=True
        )
        assert first in done.stdout.decode()
        assert ("Orden del día" in done.stdout.decode()) is (parts == "nonsense")


def test_only_who_keeps_the_record_chooses(commune, sign_in):
    address = f"/minutes/bodies/{commune.body.id}/layout"
    for who, code in (("administrator", 200), ("chair", 200), ("oversight", 403), ("member", 403)):
        assert sign_in(who).get(address).status_code == code
