"""Several deliveries that come back are written down as debts at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import select

from assembly import clock
from assembly.money.models import Debt
from tests.html import form_data
from tests.money.scene import till
from tests.projects.scene import NOW, sown_nursery


def test_a_delivery_is_proposed_as_people_write_it_and_on_the_day_it_was(session, commune, sign_in):
    """6,125 kg given at nine in the evening of 20 May in Caracas: one o'clock of the 21st in UTC."""
    with clock.stopped_at(NOW):
        till(session, commune)
        made = sown_nursery(session, commune).deliver(
            50, None, owed=Decimal("6.125"), owed_unit="kg"
        )
        made.at = datetime(2026, 5, 21, 1, tzinfo=UTC)
        session.commit()
        address = f"/money/bodies/{commune.body.id}/debts/new?delivery=1"
        form = form_data(sign_in("treasurer").get(address).text)
    assert (form["day"], form["parts-0-amount"]) == (["2026-05-20"], ["6,125"])


def test_those_that_are_marked_become_debts_as_they_were_agreed(session, commune, sign_in):
    with clock.stopped_at(NOW):
        till(session, commune)
        nursery = sown_nursery(session, commune)
        due = {"owed_unit": "kg", "due_on": date(2027, 1, 15)}
        nursery.deliver(50, commune.principals[0], owed=Decimal("2.5"), **due)
        nursery.deliver(40, None, recipient="Familia Díaz", owed=Decimal(2), **due)
        nursery.deliver(30, None, recipient="Familia Rojas", owed=Decimal(1), **due)
        session.commit()
        treasurer, body = sign_in("treasurer"), commune.body.id
        page = f"/money/bodies/{body}/debts"
        assert treasurer.get(page).text.count('name="delivery"') == 3
        assert 'name="delivery"' not in sign_in("member").get(page).text
        address, chosen = f"{page}/deliveries", {"delivery": ["1", "2", "999", "x"]}
        assert sign_in("member").post(address, data=chosen).status_code == 403
        for _twice in range(2):
            assert treasurer.post(address, data=chosen).status_code == 303
        assert "Familia Rojas" in treasurer.get(page).text
    debts = session.scalars(select(Debt).order_by(Debt.id)).all()
    assert [(each.unit, [(p.amount, p.due_on) for p in each.parts]) for each in debts] == [
        ("kg", [(Decimal("2.5"), date(2027, 1, 15))]),
        ("kg", [(Decimal(2), date(2027, 1, 15))]),
    ]
    assert [each.name for each in debts] == ["", "Familia Díaz"]
