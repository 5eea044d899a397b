"""Pages of the register of decisions."""

import re
from datetime import timedelta

import pytest

from assembly.motions import actions
from tests.html import form_data
from tests.motions.scene import AT, DAY, PUT, SECRETARY, carry, put
from tests.pages import in_english, text_of

pytestmark = pytest.mark.both_databases


@pytest.fixture
def register(session, scene):
    """Three decisions; the first is annulled by the last."""
    made = [
        carry(
            session, scene, put(session, scene, text, title=title), decided_on=DAY + timedelta(days)
        )
        for text, title, days in (
            ("Vender el café a 5 dólares", "Precio del café", 0),
            (PUT, "Vivero", 7),
            ("Vender el café a 6 dólares", "Nuevo precio", 365),
        )
    ]
    actions.annul_decision(
        session, decision=made[0], by=made[2], reason="Subió", actor=SECRETARY, at=AT
    )
    return made


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ["A-2027-1", "A-2026-2", "A-2026-1"]),
        ("q=cafe dolar", ["A-2027-1", "A-2026-1"]),
        ("q=CAFÉ&standing=in_force", ["A-2027-1"]),
        ("year=2026", ["A-2026-2", "A-2026-1"]),
        ("standing=annulled", ["A-2026-1"]),
        ("q=platano", []),
        ("body=1&q=viv", ["A-2026-2"]),
        ("body=77", []),
        ("year=x&body=x&page=x&standing=x", ["A-2027-1", "A-2026-2", "A-2026-1"]),
        ('q=") OR 1=1 NEAR *', []),
    ],
)
def test_the_register_is_filtered(session, register, sign_in, asked, shown):
    page = in_english(sign_in("member")).get(f"/motions/decisions?{asked}").get_data(as_text=True)
    assert re.findall(r'<span class="num code">(.*?)</span>', page) == shown


def test_the_register_has_pages(session, scene, secretary):
    for number in range(52):
        carry(session, scene, put(session, scene, f"Texto {number}"))
    first = secretary.get("/motions/decisions").get_data(as_text=True)
    assert first.count('class="num code"') == 50
    second = secretary.get("/motions/decisions?page=2").get_data(as_text=True)
    assert re.findall(r'<span class="num code">(.*?)</span>', second) == ["A-2026-2", "A-2026-1"]


def test_a_decision_and_the_one_that_annulled_it(session, register, sign_in):
    client = in_english(sign_in("member"))
    old = text_of(client.get(f"/motions/decisions/{register[0].id}"))
    assert "Annulled" in old
    assert "A-2027-1" in old
    assert "Subió" in old
    new = text_of(client.get(f"/motions/decisions/{register[2].id}"))
    assert "In force" in new
    assert "A-2026-1 · Precio del café" in new


def test_the_secretary_notes_what_a_later_decision_annuls(session, register, secretary):
    address = f"/motions/decisions/{register[1].id}/annul"
    data = form_data(secretary.get(address).get_data(as_text=True))
    assert data["by"] == [str(register[2].id)]
    empty = secretary.post(address, data=data)
    assert empty.status_code == 422
    assert "Write why" in text_of(empty)
    earlier = secretary.post(address, data=data | {"by": str(register[0].id), "reason": "x"})
    assert earlier.status_code == 422
    assert secretary.post(address, data=data | {"reason": "Cambió"}).status_code == 303
    again = secretary.post(address, data=data | {"reason": "Cambió"})
    assert again.status_code == 422
    session.expire_all()
    assert register[1].annulled_by_id == register[2].id


def test_members_annul_nothing(register, sign_in):
    address = f"/motions/decisions/{register[1].id}/annul"
    assert sign_in("spokesperson").get(address).status_code == 403
