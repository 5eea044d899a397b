"""Money on the real database: what is written stays, and what contradicts is asked about."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest
from sqlalchemy import select

from assembly.errors import RuleViolation
from assembly.journal import queries as journal
from assembly.journal.models import JournalEntry
from assembly.money import actions, queries
from assembly.money.models import Entry
from assembly.money.rules import Due, EntryKind, Period, Share
from tests.money.scene import DAY, TREASURER, till
from tests.motions.scene import AT
from tests.projects.scene import sown_nursery

D = Decimal


@pytest.fixture
def cash(session, commune):
    return till(session, commune)


def held(session, fund, currency="VES", **more):
    return queries.fund_balances(session, fund.id, **more).get(currency, D(0))


def violated(code, act, *args, field=None, **more):
    with pytest.raises(RuleViolation) as caught:
        act(*args, **more)
    assert (caught.value.code, caught.value.field) == (code, field)


def objected(act, *args, **more):
    with pytest.raises(actions.Objected) as caught:
        act(*args, **more)
    return [each.code for each in caught.value.found]


def approve(session, cash, amount="500", currency="VES"):
    return actions.approve_sum(
        session,
        decision=cash.decision,
        amount=D(amount),
        currency=currency,
        actor=TREASURER,
        at=AT,
    )


def test_what_came_and_went_is_the_balance(session, cash):
    """1,000 there, 250.50 came, 100.25 went: 1,150.25."""
    approve(session, cash)
    cash.write(session, EntryKind.income, "250.50")
    cash.write(session, EntryKind.expense, "100.25", decision=cash.decision)
    assert held(session, cash.fund) == D("1150.25")
    assert [e.number for e in session.scalars(select(Entry).order_by(Entry.id))] == [1, 2, 3]


def test_currencies_stay_apart(session, cash):
    cash.write(session, EntryKind.income, "20", currency="USD")
    assert queries.fund_balances(session, cash.fund.id) == {"USD": D(20), "VES": D(1000)}


def test_spending_without_a_decision_is_asked_about_and_then_kept_with_its_reason(session, cash):
    assert objected(cash.write, session, EntryKind.expense, "50") == ["no_decision"]
    made = cash.write(session, EntryKind.expense, "50", as_it_is="Urgencia del bote de agua")
    assert made.as_it_is == "Urgencia del bote de agua"
    assert held(session, cash.fund) == D(950)


def test_spending_over_what_was_approved_names_both_numbers(session, cash):
    """500 approved, 450 spent: 60 more would be 510."""
    approve(session, cash)
    cash.write(session, EntryKind.expense, "450", decision=cash.decision)
    with pytest.raises(actions.Objected) as caught:
        cash.write(session, EntryKind.expense, "60", decision=cash.decision)
    [found] = caught.value.found
    assert (found.code, found.asked, found.known) == ("above_decision", D(510), D(500))
    cash.write(session, EntryKind.expense, "50", decision=cash.decision)
    assert queries.spent_on(session, cash.decision.id, "VES") == D(500)


def test_a_decision_that_names_no_sum_in_the_currency_covers_nothing(session, cash):
    approve(session, cash, currency="USD")
    codes = objected(cash.write, session, EntryKind.expense, "10", decision=cash.decision)
    assert codes == ["not_approved"]


def test_a_fund_does_not_pay_what_it_does_not_hold(session, cash):
    approve(session, cash, "5000")
    codes = objected(cash.write, session, EntryKind.expense, "1000.01", decision=cash.decision)
    assert codes == ["above_balance"]


def test_a_form_sent_twice_makes_one_entry(session, cash):
    mark = uuid4()
    once = cash.write(session, EntryKind.income, "5", mark=mark)
    assert cash.write(session, EntryKind.income, "5", mark=mark) is once
    violated("sent_already", cash.write, session, EntryKind.income, "6", mark=mark)
    assert held(session, cash.fund) == D(1005)


def test_a_day_to_come_is_refused(session, cash):
    violated(
        "money.in_the_future",
        cash.write,
        session,
        EntryKind.income,
        "5",
        day=date(2026, 5, 21),
        field="day",
    )


def test_an_entry_is_undone_by_another_and_only_once(session, cash):
    approve(session, cash)
    wrong = cash.write(session, EntryKind.expense, "90", decision=cash.decision)
    undo = {"entry": wrong, "day": DAY, "reason": "Eran 9", "actor": TREASURER, "at": AT}
    undone = actions.reverse_entry(session, **undo)
    assert undone.reverses_id == wrong.id
    assert held(session, cash.fund) == D(1000)
    assert queries.spent_on(session, cash.decision.id, "VES") == D(0)
    assert session.get(Entry, wrong.id).amount == D(90)
    violated("money.reversed_already", actions.reverse_entry, session, **undo)
    violated("money.not_reversible", actions.reverse_entry, session, **(undo | {"entry": undone}))
    violated(
        "money.reason_missing",
        actions.reverse_entry,
        session,
        **(undo | {"reason": " "}),
        field="reason",
    )


def test_a_gift_in_kind_is_listed_and_in_no_balance(session, cash):
    violated("money.goods_missing", cash.write, session, EntryKind.in_kind, "0", field="goods")
    cash.write(session, EntryKind.in_kind, "80", currency="USD", goods="2 sacos de cemento")
    assert queries.fund_balances(session, cash.fund.id) == {"VES": D(1000)}
    accounts = queries.accounts_of(session, cash.fund.body_id, Period(DAY, DAY))
    assert [each.goods for each in accounts.goods] == ["2 sacos de cemento"]


def test_money_moves_between_funds_and_back_as_one(session, cash, commune):
    social = actions.make_fund(
        session, body=commune.body, name="Fondo social", actor=TREASURER, at=AT
    )
    move = {
        "source": cash.fund,
        "target": social,
        "day": DAY,
        "currency": "VES",
        "what": "Traspaso",
    }
    made = actions.transfer(session, **move, amount=D(300), actor=TREASURER, at=AT)
    assert (held(session, cash.fund), held(session, social)) == (D(700), D(300))
    codes = objected(actions.transfer, session, **move, amount=D(701), actor=TREASURER, at=AT)
    assert codes == ["above_balance"]
    actions.reverse_entry(
        session, entry=made.pair, day=DAY, reason="No era", actor=TREASURER, at=AT
    )
    assert (held(session, cash.fund), held(session, social)) == (D(1000), D(0))


def test_changing_currency_takes_what_was_given_and_adds_what_was_received(session, cash):
    actions.exchange(
        session,
        fund=cash.fund,
        day=DAY,
        given=D(400),
        given_currency="VES",
        received=D("10.50"),
        received_currency="USD",
        what="Casa de cambio",
        actor=TREASURER,
        at=AT,
    )
    assert queries.fund_balances(session, cash.fund.id) == {"USD": D("10.50"), "VES": D(600)}


def count(session, cash, counted, **more):
    given = {"fund": cash.fund, "currency": "VES", "day": DAY, "what": "Diferencia al contar"}
    return actions.count_cash(session, **(given | more), counted=D(counted), actor=TREASURER, at=AT)


def test_a_count_shows_its_difference_and_sets_the_balance(session, cash):
    """1,000 by the entries, 985 counted: 15 less."""
    counting = count(session, cash, "985")
    assert (counting.expected, counting.counted - counting.expected) == (D(1000), D(-15))
    assert held(session, cash.fund) == D(985)
    assert count(session, cash, "985").entry is None


def test_a_count_of_a_day_before_later_entries_is_refused(session, cash):
    cash.write(session, EntryKind.income, "5")
    violated(
        "money.entries_after_count", count, session, cash, "1", day=date(2026, 5, 19), field="day"
    )


def lend(session, cash, commune, **more):
    given = {
        "body": commune.body,
        "what": "Plantas de café",
        "unit": "plantas",
        "in_money": False,
        "day": DAY,
        "name": "Familia Guaregua",
        "parts": [Due(D(150), date(2030, 12, 31)), Due(D(150), date(2031, 12, 31))],
    }
    return actions.agree_debt(session, **(given | more), actor=TREASURER, at=AT)


def test_a_debt_is_paid_back_in_steps_and_never_over(session, cash, commune):
    debt = lend(session, cash, commune)
    pay = {"debt": debt, "day": DAY, "actor": TREASURER, "at": AT}
    actions.repay(session, **pay, amount=D(100), paid_as="12 kg de café seco")
    [row], _more = queries.debts_page(session, commune.body.id, day=DAY)
    assert (row.owed.left, row.owed.overdue) == (D(200), D(0))
    with pytest.raises(RuleViolation) as caught:
        actions.repay(session, **pay, amount=D("200.5"))
    assert caught.value.params == {"said": D("200.5"), "known": D(200)}
    actions.repay(session, **pay, amount=D(200))
    assert queries.debts_page(session, commune.body.id, day=DAY) == ([], False)
    settled, _more = queries.debts_page(session, commune.body.id, day=DAY, settled=True)
    assert [each.debt.id for each in settled] == [debt.id]


def test_a_loan_of_money_goes_out_of_a_fund_and_comes_back_into_one(session, cash, commune):
    approve(session, cash)
    parts = [Due(D(200), date(2026, 8, 31))]
    more = {"unit": "VES", "in_money": True, "parts": parts, "fund": cash.fund}
    assert objected(lend, session, cash, commune, **more) == ["no_decision"]
    debt = lend(session, cash, commune, **more, decision=cash.decision)
    assert held(session, cash.fund) == D(800)
    pay = {"debt": debt, "day": DAY, "actor": TREASURER, "at": AT}
    actions.repay(session, **pay, amount=D(50), fund=cash.fund)
    assert held(session, cash.fund) == D(850)


def test_a_surplus_needs_its_decision_and_is_divided_to_the_last_cent(session, cash):
    """100,01 in 40 %, 40 % and 20 %: 40.004, 40.004, 20.002. The cent goes to the first cut most."""
    shares = [
        Share("Reinversión", Fraction(2, 5)),
        Share("Fondo social", Fraction(2, 5)),
        Share("Caja", Fraction(1, 5)),
    ]
    given = {"fund": cash.fund, "day": DAY, "amount": D("100.01"), "currency": "VES"}
    given |= {"shares": shares, "actor": TREASURER, "at": AT}
    violated(
        "money.surplus_without_decision",
        actions.divide_surplus,
        session,
        **given,
        decision=None,
        field="decision",
    )
    made = actions.divide_surplus(session, **given, decision=cash.decision)
    assert [each.amount for each in made.shares] == [D("40.01"), D("40.00"), D("20.00")]
    there = {
        each.fund.name: each.balances.get("VES") for each in queries.holdings(session, made.body_id)
    }
    assert there == {"Caja": D("919.99"), "Reinversión": D("40.01"), "Fondo social": D("40.00")}


def test_accounts_add_up_fund_by_fund(session, cash, commune):
    """1,000 before; in the quarter 300 came, 100 went (and 40 more, undone), 50 moved away."""
    approve(session, cash)
    social = actions.make_fund(
        session, body=commune.body, name="Fondo social", actor=TREASURER, at=AT
    )
    cash.write(session, EntryKind.income, "300", category="Ventas")
    spend = {"decision": cash.decision, "category": "Transporte"}
    cash.write(session, EntryKind.expense, "100", **spend)
    wrong = cash.write(session, EntryKind.expense, "40", **spend)
    actions.reverse_entry(session, entry=wrong, day=DAY, reason="Repetido", actor=TREASURER, at=AT)
    actions.transfer(
        session,
        source=cash.fund,
        target=social,
        day=DAY,
        amount=D(50),
        currency="VES",
        what="Traspaso",
        actor=TREASURER,
        at=AT,
    )
    accounts = queries.accounts_of(session, commune.body.id, Period(date(2026, 4, 1), DAY))
    box, other = accounts.funds
    assert (box.opening, box.came, box.went, box.moved, box.closing) == (1000, 300, 100, -50, 1150)
    assert (other.opening, other.came, other.went, other.moved, other.closing) == (0, 0, 0, 50, 50)
    assert [(c.category, c.came, c.went) for c in accounts.categories] == [
        ("Transporte", 0, 100),
        ("Ventas", 300, 0),
    ]


def test_funds_have_names_of_their_own_and_close_only_empty(session, cash, commune):
    make = {"body": commune.body, "actor": TREASURER, "at": AT}
    violated("money.fund_exists", actions.make_fund, session, **make, name=" caja ", field="name")
    violated("money.fund_without_name", actions.make_fund, session, **make, name="", field="name")
    change = {"fund": cash.fund, "name": "Caja", "actor": TREASURER, "at": AT}
    violated(
        "money.fund_not_empty", actions.change_fund, session, **change, active=False, field="active"
    )


def test_every_act_is_in_the_journal(session, cash, commune):
    approve(session, cash)
    count(session, cash, "1000")
    actions.give_opinion(
        session,
        body=commune.body,
        period=Period(DAY, DAY),
        text="Conforme",
        actor=TREASURER,
        at=AT,
    )
    verbs = set(session.scalars(select(JournalEntry.verb)))
    assert verbs >= {
        "fund.make",
        "entry.write",
        "decision.approve_sum",
        "fund.count",
        "accounts.opinion",
    }
    assert journal.verify(session) is None


def test_a_form_that_was_sent_before_and_says_something_else_is_not_lost(session, cash):
    """The back button, another amount, sent again: it is said, not taken for the same."""
    social = actions.make_fund(session, body=cash.fund.body, name="Social", actor=TREASURER, at=AT)
    debt = actions.agree_debt(
        session,
        body=cash.fund.body,
        what="Abono",
        unit="VES",
        in_money=True,
        day=DAY,
        parts=[Due(D(90), None)],
        name="Ana",
        actor=TREASURER,
        at=AT,
    )
    plain = {"day": DAY, "actor": TREASURER, "at": AT, "mark": uuid4()}
    move = {"source": cash.fund, "target": social, "currency": "VES", "what": "Fondo"}
    count = {"fund": cash.fund, "currency": "VES", "what": "Diferencia"}
    for act, amount, more in (
        (actions.transfer, "amount", move),
        (actions.count_cash, "counted", count),
        (actions.repay, "amount", {"debt": debt}),
    ):
        plain["mark"] = uuid4()
        made = act(session, **{amount: D(40)}, **more, **plain)
        assert act(session, **{amount: D(40)}, **more, **plain) is made
        violated("sent_already", act, session, **{amount: D(50)}, **more, **plain)


def test_one_word_is_one_line_of_the_accounts_however_it_is_typed(session, cash):
    for typed in ("Transporte", " transporte", "TRANSPORTE "):
        cash.write(session, EntryKind.income, "10", category=typed)
    accounts = queries.accounts_of(session, cash.fund.body_id, Period(DAY, DAY))
    assert [(each.category, each.came) for each in accounts.categories] == [("Transporte", D(30))]


def test_a_gift_that_was_undone_is_no_gift(session, cash):
    given = [
        cash.write(session, EntryKind.in_kind, "0", goods=goods) for goods in ("Arroz", "Harina")
    ]
    actions.reverse_entry(
        session, entry=given[0], day=DAY, reason="Era un préstamo", actor=TREASURER, at=AT
    )
    accounts = queries.accounts_of(session, cash.fund.body_id, Period(DAY, DAY))
    assert [each.goods for each in accounts.goods] == ["Harina"]


def test_what_takes_the_place_of_a_delivery_is_asked_back_and_not_both(session, commune):
    """150 plants, corrected to 120: one family owes for one delivery, two workdays."""
    made = sown_nursery(session, commune)
    owed = {"owed": D(2), "owed_unit": "jornadas"}
    first = made.deliver(150, **owed)
    made.deliver(120, **owed, corrects=first)
    session.flush()
    [waiting] = queries.deliveries_to_give_back(session, commune.body.id)
    assert waiting.log.corrects_id == first.id
