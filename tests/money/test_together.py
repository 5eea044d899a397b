"""Several deliveries that come back are written down as debts at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from assembly import clock
from assembly.money.models import Debt
from tests.money.scene import till
from tests.projects.scene import NOW, sown_nursery


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
