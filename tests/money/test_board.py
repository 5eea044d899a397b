"""Money on the board of projects: earned and spent against the budget, funds, what is owed; its cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assembly import clock
from assembly.money import actions, queries
from assembly.money.phrases.board import budget_drawing
from assembly.money.rules import Due, EntryKind
from tests.money.scene import DAY, TREASURER, till
from tests.motions.scene import AT
from tests.projects.scene import make_project

ACT = {"actor": TREASURER, "at": AT}


@pytest.fixture
def nursery(session, commune):
    """Budget 800 Bs; earned 300; spent 200 and 50 that was undone; lent 100, of which 30 came back."""
    with clock.stopped_at(AT):
        made = make_project(session, commune, budget=Decimal(800), currency="VES")
        fund = till(session, commune)
        why = {"project": made, "as_it_is": "urgente"}
        fund.write(session, EntryKind.income, "300", project=made)
        fund.write(session, EntryKind.expense, "200", **why)
        wrong = fund.write(session, EntryKind.expense, "50", **why)
        actions.reverse_entry(session, entry=wrong, day=DAY, reason="doble", **ACT)
        fund.write(session, EntryKind.expense, "7.5", currency="USD", **why)
        fund.write(session, EntryKind.in_kind, "90", project=made, goods="Abono")
        owes = {"what": "Plantas", "unit": "plantas", "in_money": False, "day": DAY, "name": "X"}
        parts = [Due(Decimal(60), date(2027, 1, 1)), Due(Decimal(90), None)]
        debt = actions.agree_debt(session, body=commune.body, parts=parts, **owes, **ACT)
        actions.repay(session, debt=debt, day=DAY, amount=Decimal(40), **ACT)
        session.commit()
        yield made


def test_each_sum_by_hand(session, commune, nursery):
    seen = queries.money_board(session, body_id=commune.body.id)
    # Earned 300; spent 200 + 50 − 50 = 200; in dollars nothing earned, 7.50 spent; gifts in neither.
    assert [(each.currency, each.earned, each.spent) for each in seen.projects[nursery.id]] == [
        ("USD", 0, Decimal("7.5")),
        ("VES", 300, 200),
    ]
    # 1000 + 300 − 200 = 1100.
    assert [each.balances for each in seen.funds] == [{"USD": Decimal("-7.5"), "VES": 1100}]
    assert [(each.unit, each.left, each.debts) for each in seen.owed] == [("plantas", 110, 1)]
    assert seen.spent(nursery) == 200


def test_a_budget_is_drawn_and_what_is_above_it_hatched(nursery):
    def drawn(spent: int) -> list[tuple[str, float]]:
        bars = budget_drawing(nursery, Decimal(spent)).bars
        return [(each.fill, each.width) for each in bars[0].pieces]

    # The drawing is 340 wide: a quarter of the budget is 85; of 1600 spent, 800 are half.
    assert drawn(0) == [("open", 340)]
    assert drawn(200) == [("open", 340), ("stayed", 85)]
    assert drawn(1600) == [("stayed", 170), ("lost", 170)]


def test_it_stands_on_the_board_and_on_the_poster_at_a_constant_cost(
    session, commune, nursery, sign_in, count_queries
):
    client = sign_in("member")
    with count_queries() as few:
        page = client.get("/projects/").text
    for words in ("Bs\u00a0200,00 de Bs\u00a0800,00", "Entró Bs\u00a0300,00, salió Bs\u00a0200,00",
                  "Bs\u00a01.100,00", "110\u00a0plantas"):  # fmt: skip
        assert words in page
    for number in range(5):
        make_project(session, commune, name=f"Otro {number}", budget=Decimal(9), currency="USD")
    session.commit()
    with count_queries() as many:
        client.get("/projects/")
    assert many.count == few.count
    poster = client.get(f"/printing/bodies/{commune.body.id}/projects.pdf")
    assert poster.mimetype == "application/pdf"
