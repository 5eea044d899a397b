"""The board: what is ready, late, expiring, owed and called; its papers; its cost."""

from datetime import date
from decimal import Decimal

import pytest

from assembly import clock
from assembly.projects.actions import projects as actions
from assembly.projects.actions import workdays
from assembly.projects.queries.board import board
from assembly.projects.queries.deliveries import by_family
from assembly.projects.rules import AssetType, LogType
from tests.projects.scene import (
    COORDINATOR,
    NOW,
    Nursery,
    make_asset,
    make_project,
    sown_nursery,
)
from tests.projects.test_views import in_english, text_of

TODAY = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def on_the_wednesday():
    with clock.stopped_at(NOW):
        yield


@pytest.fixture
def nursery(session, commune):
    made = sown_nursery(session, commune)
    made.batch.ready_on = date(2026, 6, 15)
    made.note(LogType.delivery, date(2026, 5, 6), 100, recipient="X", done=False)  # late
    made.deliver(150, commune.principals[0], owed=Decimal("7.5"), owed_unit="kg")
    made.deliver(50, commune.principals[0], owed=Decimal("2.5"), owed_unit="kg")
    actions.add_target(
        session, project=made.project, type=LogType.delivery, value=Decimal(3000), unit="unit",
        due_on=date(2026, 5, 1), actor=COORDINATOR, at=NOW,
    )  # fmt: skip
    workdays.call_workday(
        session,
        body=commune.body,
        call=workdays.Call(
            title="Llenar bolsas", day=date(2026, 5, 23), project_id=made.project.id
        ),
        actor=COORDINATOR,
        at=NOW,
    )
    session.commit()
    return made


def test_what_needs_an_eye(session, commune, nursery):
    seen = board(session, now=NOW, today=TODAY)
    assert [each.name for each in seen.ready] == ["Tanda 1"]
    assert [each.type for each in seen.late] == [LogType.delivery]
    assert [(each.value, done) for each, done in seen.overdue] == [(3000, 200)]
    assert seen.owed == [(nursery.project.id, "kg", Decimal(10))]
    assert [each.title for each in seen.coming] == ["Llenar bolsas"]
    assert [each.value for each in seen.cards[0].there] == [4260, Decimal("0.25")]


def test_medicine_that_expires_soon_stands_there_first_to_expire_first(session, commune):
    project = make_project(session, commune, kind="health", name="Farmacia")
    pharmacy = Nursery(session, project, None, None)
    for name, day in (("B", date(2026, 6, 20)), ("A", date(2026, 5, 1)), ("C", date(2027, 1, 1))):
        asset = make_asset(session, project, name, AssetType.product, expires_on=day)
        pharmacy.note(LogType.receipt, TODAY, 5, asset=asset)
    make_asset(session, project, "Nada", AssetType.product, expires_on=date(2026, 5, 2))
    seen = board(session, now=NOW, today=TODAY)
    assert [each.asset.name for each in seen.expiring] == ["A", "B"]


def test_what_each_family_has_had(session, commune, nursery):
    nursery.deliver(40, None, recipient="Familia Díaz")
    nursery.deliver(10, None, recipient="familia diaz")
    assert [
        (each.name, each.value, each.times) for each in by_family(session, nursery.project.id)
    ] == [
        ("Familia Díaz", 50, 2),
        (commune.principals[0].name, 200, 2),
    ]


def test_the_board_on_its_page(session, nursery, sign_in):
    page = text_of(in_english(sign_in("member")).get("/projects/"))
    for words in (
        "planned for May 6, 2026",
        "Delivery: 200 / 3,000 was due on May 1, 2026",
        "ready on Jun 15, 2026",
        "Delivered to be paid back: 10 kg",
        "Workday: Llenar bolsas",
        "4,260 Tanda 1",
    ):
        assert words in page, words
    page = text_of(in_english(sign_in("member")).get(f"/projects/{nursery.project.id}/deliveries"))
    assert "Vocera El Cedro 200 2" in page


def test_its_papers_are_made(session, commune, nursery, sign_in):
    client = sign_in("member")
    for where in (
        f"/printing/bodies/{commune.body.id}/projects.pdf",
        f"/printing/projects/{nursery.project.id}.pdf",
        f"/printing/projects/{nursery.project.id}/form.pdf",
    ):
        answer = client.get(where)
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), where


def test_it_asks_as_often_for_thirty_projects_as_for_one(
    session, commune, nursery, sign_in, count_queries
):
    client = sign_in("member")
    client.get("/projects/")
    with count_queries() as few:
        client.get("/projects/")
    for number in range(30):
        project = make_project(session, commune, name=f"Proyecto {number}")
        make_asset(session, project, "Tanda", AssetType.plant)
        actions.add_target(
            session, project=project, type=LogType.delivery, value=Decimal(3), unit="unit",
            due_on=None, actor=COORDINATOR, at=NOW,
        )  # fmt: skip
    session.commit()
    with count_queries() as many:
        client.get("/projects/")
    assert many.count == few.count
