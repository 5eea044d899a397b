"""Pages of money, as a browser sends and gets them."""

import re
import sys
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from sqlalchemy import select

from assembly import clock
from assembly.attachments.models import Attachment
from assembly.money import actions, queries
from assembly.money.models import Debt, Entry, Fund, Opinion
from assembly.money.rules import EntryKind
from tests.attachments import files
from tests.html import form_data
from tests.money.scene import TREASURER, till
from tests.motions.scene import AT

pytestmark = pytest.mark.both_databases


@pytest.fixture
def cash(session, commune):
    return till(session, commune)


@pytest.fixture(autouse=True)
def at_noon():
    with clock.stopped_at(AT):
        yield


@pytest.fixture
def treasurer(sign_in):
    client = sign_in("treasurer")
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)).split())


def entry_form(cash, **more):
    return {
        "kind": "expense",
        "day": "2026-05-20",
        "amount": "50",
        "currency": "VES",
        "what": "Bags for the nursery",
        "decision": "0",
        "project": "0",
        "mark": str(uuid4()),
        **more,
    }


def test_an_expense_by_its_decision(session, cash, treasurer):
    actions.approve_sum(
        session, decision=cash.decision, amount=Decimal(60), currency="VES", actor=TREASURER, at=AT
    )
    address = f"/money/funds/{cash.fund.id}/entries/new"
    data = entry_form(cash, decision=str(cash.decision.id), category="Nursery", voucher="0041")
    assert treasurer.post(address, data=data).status_code == 303
    made = session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    assert (made.amount, made.voucher, made.decision_id) == (Decimal(50), "0041", cash.decision.id)
    page = text_of(treasurer.get(f"/money/funds/{cash.fund.id}"))
    assert "Bs 950.00" in page
    assert "Bags for the nursery" in page


def test_a_decision_too_old_to_be_offered_is_cited_by_its_address(
    session, cash, treasurer, monkeypatch
):
    monkeypatch.setattr(sys.modules["assembly.motions.queries.decisions"], "CITED", 0)
    address, cited = f"/money/funds/{cash.fund.id}/entries/new", cash.decision.id
    assert cash.decision.code not in treasurer.get(address).text
    assert cash.decision.code in treasurer.get(f"{address}?decision={cited}").text
    sent = entry_form(cash, decision=str(cited), as_it_is="Agreed then")
    assert treasurer.post(address, data=sent).status_code == 303


def test_a_rate_is_kept_as_the_central_bank_tells_it(session, cash, treasurer):
    rate = {"rate": "36.5123", "rate_currency": "Bs", "rate_source": "BCV"}
    data = entry_form(cash, kind="income", currency="USD", amount="10", **rate)
    answer = treasurer.post(f"/money/funds/{cash.fund.id}/entries/new", data=data)
    assert answer.status_code == 303
    made = session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    assert (made.rate, made.rate_currency) == (Decimal("36.5123"), "VES")


def test_what_objects_is_said_and_everything_typed_stays(session, cash, treasurer):
    address = f"/money/funds/{cash.fund.id}/entries/new"
    answer = treasurer.post(address, data=entry_form(cash, amount="1200", party="Ferretería"))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "No decision is cited" in page
    assert "The fund holds Bs 1,000.00; this takes Bs 1,200.00 out of it." in page
    typed = form_data(answer.get_data(as_text=True))
    assert (typed["amount"], typed["party"]) == (["1200"], ["Ferretería"])
    data = {**typed, "as_it_is": "Emergency"}
    assert treasurer.post(address, data=data).status_code == 303
    assert queries.fund_balances(session, cash.fund.id)["VES"] == Decimal(-200)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("12..5", "is not an amount"),
        ("-5", "without a minus sign"),
        ("0", "above zero"),
        ("1.005", "at most 2 decimals"),
        ("=1+1", "is not an amount"),
    ],
)
def test_a_bad_amount_is_said_beside_its_field(cash, treasurer, amount, said):
    answer = treasurer.post(
        f"/money/funds/{cash.fund.id}/entries/new", data=entry_form(cash, amount=amount)
    )
    assert answer.status_code == 422
    body = answer.get_data(as_text=True)
    error = re.search(r'id="amount-error">([^<]+)<', body)
    assert error
    assert said in error[1]
    assert form_data(body)["what"] == ["Bags for the nursery"]


def test_sent_twice_it_is_written_once(session, cash, treasurer):
    data = entry_form(cash, kind="income", amount="7")
    for _time in range(2):
        assert (
            treasurer.post(f"/money/funds/{cash.fund.id}/entries/new", data=data).status_code == 303
        )
    assert queries.fund_balances(session, cash.fund.id)["VES"] == Decimal(1007)


def test_only_the_treasurer_writes_and_only_oversight_gives_an_opinion(session, cash, sign_in):
    address = f"/money/funds/{cash.fund.id}/entries/new"
    for login in ("secretary", "chair", "administrator", "oversight", "member"):
        assert sign_in(login).post(address, data=entry_form(cash)).status_code == 403
    opinion = f"/money/bodies/{cash.fund.body_id}/accounts/opinion"
    for login in ("treasurer", "secretary", "chair", "administrator"):
        assert sign_in(login).post(opinion, data={"text": "Conforme"}).status_code == 403
    council = sign_in("oversight")
    data = {"text": "Conforme con los soportes.", "mark": str(uuid4())}
    for _time in range(2):
        assert council.post(opinion, data=data).status_code == 303
    assert session.scalars(select(Opinion.text)).all() == ["Conforme con los soportes."]
    page = council.get(f"/money/bodies/{cash.fund.body_id}/accounts").get_data(as_text=True)
    assert "Conforme con los soportes." in page


def test_a_count_tells_its_difference(cash, treasurer):
    data = {"day": "2026-05-20", "amount": "985", "currency": "Bs", "mark": str(uuid4())}
    answer = treasurer.post(f"/money/funds/{cash.fund.id}/count", data=data, follow_redirects=True)
    assert "a difference of Bs −15.00" in text_of(answer)


def test_shares_that_are_no_whole_are_said_with_their_sum(session, cash, treasurer):
    address = f"/money/funds/{cash.fund.id}/surplus"
    data = {
        "day": "2026-05-20",
        "amount": "100",
        "currency": "VES",
        "decision": str(cash.decision.id),
        "project": "0",
        "mark": str(uuid4()),
        "shares-0-name": "Fondo social",
        "shares-0-share": "40%",
        "shares-1-name": "Reinversión",
        "shares-1-share": "50%",
    }
    none = treasurer.post(address, data={key: data[key] for key in data if "share" not in key})
    assert (none.status_code, "Say at least one share." in text_of(none)) == (422, True)
    answer = treasurer.post(address, data=data)
    assert answer.status_code == 422
    assert "Together the shares come to 90%" in text_of(answer)
    assert form_data(answer.get_data(as_text=True))["shares-1-name"] == ["Reinversión"]
    answer = treasurer.post(address, data={**data, "shares-1-share": "60 %"}, follow_redirects=True)
    assert "Bs 40.00" in text_of(answer)
    names = session.scalars(select(Fund.name).order_by(Fund.name)).all()
    assert names == ["Caja", "Fondo social", "Reinversión"]


def test_a_debt_is_agreed_and_paid_back(session, cash, treasurer):
    data = {
        "debtor": "Familia Guaregua",
        "day": "2026-05-20",
        "what": "Coffee plants",
        "unit": "plants",
        "parts-0-amount": "150",
        "parts-0-due_on": "2030-12-31",
        "parts-1-amount": "150",
        "parts-1-due_on": "2031-12-31",
        "project": "0",
        "fund": "0",
        "decision": "0",
        "mark": str(uuid4()),
    }
    address = f"/money/bodies/{cash.fund.body_id}/debts/new"
    assert treasurer.post(address, data=data).status_code == 303
    debt = session.scalars(select(Debt)).one()
    pay = {"day": "2026-05-20", "amount": "301", "fund": "0", "mark": str(uuid4())}
    answer = treasurer.post(f"/money/debts/{debt.id}/repay", data=pay)
    assert answer.status_code == 422
    assert "301 is more than what is owed: 300." in text_of(answer)
    pay["amount"] = "100"
    answer = treasurer.post(f"/money/debts/{debt.id}/repay", data=pay, follow_redirects=True)
    assert "left: 200 plants" in text_of(answer)
    # Lent out of a fund in the commune's own unit, it can come back into one.
    lent = {"unit": "kg de café", "fund": str(cash.fund.id), "as_it_is": "Acordado"}
    assert treasurer.post(address, data=data | lent | {"mark": str(uuid4())}).status_code == 303
    assert session.scalars(select(Debt).order_by(Debt.id.desc())).first().in_money


def test_what_people_typed_stays_text(session, cash, treasurer):
    cash.write(session, EntryKind.income, "1", what="<script>alert(1)</script>", party="=1+1")
    page = treasurer.get(f"/money/bodies/{cash.fund.body_id}/entries").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_pages_ask_as_often_for_three_entries_as_for_three_hundred(
    session, cash, treasurer, count_queries
):
    pages = [
        f"/money/bodies/{cash.fund.body_id}",
        f"/money/bodies/{cash.fund.body_id}/entries",
        f"/money/bodies/{cash.fund.body_id}/accounts",
        f"/money/funds/{cash.fund.id}",
    ]

    def asked():
        found = []
        for page in pages:
            with count_queries() as counted:
                treasurer.get(page)
            found.append(counted.count)
        return found

    for _each in range(3):
        cash.write(session, EntryKind.income, "1")
    few = asked()
    last = queries.last_number(session, cash.fund.body_id)
    columns = {c.name for c in Entry.__table__.columns} - {"id", "uuid", "number"}
    model = session.scalars(select(Entry).where(Entry.number == last)).one()
    values = {name: getattr(model, name) for name in columns}
    session.add_all(Entry(**values, number=last + n) for n in range(1, 300))
    session.commit()
    assert asked() == few


def test_a_voucher_is_for_who_keeps_the_money_and_who_oversees_it(session, cash, sign_in):
    entry = session.scalars(select(Entry)).one()
    address = f"/attachments/entries/{entry.id}"
    keeper = sign_in("treasurer")
    sent = {
        "file": (BytesIO(files.png()), "factura.png"),
        "title": "Factura 0041",
        "restricted": "y",
        "once": str(uuid4()),
    }
    assert keeper.post(address, data=sent).status_code == 303
    [voucher] = session.scalars(select(Attachment))
    for login, code in (("treasurer", 200), ("oversight", 200), ("member", 403), ("chair", 200)):
        assert sign_in(login).get(f"/attachments/{voucher.id}").status_code == code
    assert sign_in("secretary").get(f"/attachments/{voucher.id}/withdraw").status_code == 403
    assert "Factura 0041" in text_of(keeper.get(f"/money/entries/{entry.id}"))
