"""The accounts of a quarter are read to the assembly: their figures stand in the minutes, and stay there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assembly import clock, paper
from assembly.errors import RuleViolation
from assembly.meetings.rules import ItemKind, MeetingStatus
from assembly.minutes import phrases, press, queries, snapshot
from assembly.minutes.queries.documents import document_of
from assembly.money import actions
from assembly.money.rules import EntryKind, quarter_of
from assembly.web.i18n import in_language
from tests.minutes.test_actions import close
from tests.money.scene import DAY, TREASURER, till
from tests.motions.scene import AT, add_item, wednesday
from tests.papers import complaints

ACT = {"actor": TREASURER, "at": AT}
SPRING = quarter_of(DAY)


@pytest.fixture(autouse=True)
def on_the_wednesday():
    with clock.stopped_at(AT):
        yield


@pytest.fixture
def till_(session, commune):
    """1,000 Bs on the day, 250 came, 100 went, 40 lie in another fund; ten days later 70 more came."""
    made = till(session, commune)
    made.write(session, EntryKind.income, "250", category="Ventas")
    made.write(session, EntryKind.expense, "100", category="Transporte", decision=made.decision,
               as_it_is="urgente")  # fmt: skip
    other = actions.make_fund(session, body=commune.body, name="Social", **ACT)
    move = {"day": DAY, "what": "Al fondo social", "currency": "VES"}
    actions.transfer(session, source=made.fund, target=other, amount=Decimal(40), **move, **ACT)
    return made


@pytest.fixture
def item(session, till_, commune):
    scene = wednesday(session, commune, number=32)
    return add_item(session, scene.meeting, "Cuentas", kind=ItemKind.accounts)


def told(document):
    (found,) = [each for item in document.items for each in item.accounts]
    return found


def test_the_figures_and_the_opinion_stand_in_the_minutes(session, commune, item, tmp_path):
    actions.read_accounts(session, item=item, period=SPRING, **ACT)
    actions.give_opinion(session, body=commune.body, period=SPRING, text="Conformes.", **ACT)
    document = document_of(session, item.meeting_id)
    found = told(document)
    # By hand: 1000 + 250 − 100 − 40 = 1110 in the cash box, 40 in the other; together 1150.
    assert [(each.fund, each.closing) for each in found.funds] == [
        ("Caja", "1110"),
        ("Social", "40"),
    ]
    assert (found.until, found.last) == (date(2026, 5, 27), date(2026, 6, 30))
    with in_language("es"):
        (drawing,) = phrases.accounts.drawings(found)
        assert [bar.aside for bar in drawing.bars] == [
            "Bs\u00a01.000,00", "Bs\u00a0250,00", "Bs\u00a0100,00", "Bs\u00a01.150,00",
        ]  # fmt: skip
        said = " ".join(phrases.accounts.aloud(found))
    assert "entre fondos −Bs\u00a040,00; hay Bs\u00a01.110,00" in said.replace(
        "Bs\u00a0−", "−Bs\u00a0"
    )
    html = press.html(document, "es")
    for words in ("Conformes.", "<svg", "Ventas", "Como estaban el 27 de mayo de 2026."):
        assert words in html
    laid = paper.lay_out(html, title="Acta", lang="es", variant=paper.PdfVariant.ARCHIVE)
    # TAG-002: the head of a draft's pages, as on all papers of few pages.
    assert complaints(laid.content, tmp_path, but=("TAG-002",)) == []
    assert snapshot.from_json(snapshot.to_json(document)) == document


def test_after_closing_nothing_changes_them(session, commune, till_, item):
    actions.read_accounts(session, item=item, period=SPRING, **ACT)
    item.meeting.status = MeetingStatus.ended
    minutes = close(session, item.meeting)
    frozen = told(queries.document(minutes))
    till_.write(session, EntryKind.income, "70")
    actions.give_opinion(session, body=commune.body, period=SPRING, text="Tarde.", **ACT)
    session.commit()
    assert told(queries.document(queries.minutes(session, minutes.id))) == frozen
    assert told(document_of(session, item.meeting_id)) != frozen
    with pytest.raises(RuleViolation, match="minutes_closed"):
        actions.take_out_accounts(session, item=item, period=SPRING, **ACT)


def test_they_are_chosen_at_the_desk(session, item, sign_in):
    session.commit()
    secretary = sign_in("secretary")
    desk = f"/meetings/{item.meeting_id}/desk?item={item.id}"
    assert "Se leen aquí" in secretary.get(desk).text
    sent = {"first": "2026-04-01", "next": desk}
    for _twice in range(2):
        answer = secretary.post(f"/money/items/{item.id}/accounts", data=sent)
        assert (answer.status_code, answer.location) == (303, desk)
    page = secretary.get(f"/minutes/meetings/{item.meeting_id}/draft").text
    assert (
        page.count("Cuentas, abril a junio de 2026") == 2
    )  # the heading and the words of the picture
    assert (
        secretary.post(f"/money/items/{item.id}/accounts", data={"first": "1"}).status_code == 404
    )
    assert (
        sign_in("treasurer").post(f"/money/items/{item.id}/accounts", data=sent).status_code == 403
    )
    secretary.post(f"/money/items/{item.id}/no_accounts", data=sent)
    assert "abril a junio" not in secretary.get(f"/minutes/meetings/{item.meeting_id}/draft").text
