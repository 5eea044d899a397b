"""Pages of projects, as a browser sends and gets them."""

import io
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import select

from assembly.projects.actions import projects as actions
from assembly.projects.models import Asset, Log, Project, StockBalance
from assembly.projects.queries import logs
from assembly.projects.rules import AssetType, LogType, ProjectStatus
from tests.attachments.files import WINDOWS_PROGRAM, png
from tests.html import form_data
from tests.pages import in_english, text_of
from tests.projects.scene import (
    COORDINATOR,
    NOW,
    make_asset,
    make_project,
)

pytestmark = pytest.mark.usefixtures("on_the_wednesday")


def filled(client, address, **typed):
    """The form of a page as a browser sends it, with these things typed."""
    return {**form_data(client.get(address).get_data(as_text=True), "note"), **typed}


def stock_of(session, asset):
    session.expire_all()
    return session.scalar(select(StockBalance.value).where(StockBalance.asset_id == asset.id))


def test_a_project_is_set_up_once_however_often_it_is_sent(session, commune, secretary):
    address = f"/projects/bodies/{commune.body.id}/new"
    sent = {
        "name": "Taller textil",
        "kind": "workshop",
        "decision_id": 0,
        "organization_id": 0,
        "parent_id": 0,
        "coordinating": commune.principals[0].name,
        "budget": "1,250.5",
        "currency": "USD",
        "mark": str(uuid4()),
    }
    for _ in range(2):
        assert secretary.post(address, data=sent).status_code == 303
    (project,) = session.scalars(select(Project))
    assert (project.budget, project.coordinator) == (Decimal("1250.5"), commune.principals[0])
    for changed in ({"name": "Otro"}, {"budget": "1,300"}):
        other = secretary.post(address, data={**sent, **changed})
        assert other.status_code == 422
        assert "sent before" in text_of(other)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": " "}, "Write a name."),
        ({"budget": "doce"}, "«doce» is not a number."),
        ({"budget": "10"}, "Say in which currency."),
        ({"start_date": "2026-05-02", "end_date": "2026-05-01"}, "The end lies before"),
        ({"cap": "-1"}, "below zero"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_kept(
    session, commune, secretary, typed, words
):
    address = f"/projects/bodies/{commune.body.id}/new"
    sent = {"name": "Taller", "kind": "workshop", "decision_id": 0, "organization_id": 0}
    sent |= {"parent_id": 0, "purpose": "Coser por encargo", **typed}
    answer = secretary.post(address, data=sent)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "Coser por encargo" in answer.text
    assert session.scalars(select(Project)).all() == []


def test_a_loss_is_noted_from_a_phone_in_one_form(session, nursery, secretary):
    address = f"/projects/{nursery.project.id}/note?type=loss"
    page = secretary.get(address).text
    assert "The last time: 70" in page
    sent = {
        "type": "loss",
        "day": "2026-05-20",
        "asset": nursery.batch.id,
        "value": "1,000",
        "reason": "fungus",
        "mark": str(uuid4()),
    }
    for _ in range(2):  # a bad connection
        assert secretary.post(address, data=sent).status_code == 303
    assert stock_of(session, nursery.batch) == 3460
    assert "Noted: Loss 1,000 · fungus" in text_of(
        secretary.get(f"/projects/{nursery.project.id}/note")
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"value": "4461"}, "There is not that much: at most 4,460 at that time."),
        ({"value": "-4"}, "A number below zero cannot be noted"),
        ({"value": ""}, "Write how many."),
        ({"reason": ""}, "Say why."),
        ({"asset": "0"}, "Say of what."),
        ({"day": "2026-05-21"}, "This day has not come yet."),
        ({"day": "2025-10-05"}, "This is before it was there: it began on October 6, 2025."),
        ({"day": "ayer"}, "Write the day."),
    ],
)
def test_a_wrong_log_is_told_and_nothing_typed_is_lost(session, nursery, secretary, typed, words):
    address = f"/projects/{nursery.project.id}/note?type=loss"
    sent = {
        "type": "loss",
        "day": "2026-05-20",
        "asset": nursery.batch.id,
        "value": "5",
        "reason": "fungus",
        "note": "Hilera del fondo",
        "mark": str(uuid4()),
        **typed,
    }
    answer = secretary.post(address, data=sent)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "Hilera del fondo" in answer.text
    assert stock_of(session, nursery.batch) == 4460


def test_something_new_comes_with_its_first_log(session, commune, secretary):
    project = make_project(session, commune, kind="recycling", name="Reciclaje")
    session.commit()
    sent = {
        "type": "collection",
        "day": "2026-05-20",
        "asset": 0,
        "new_asset": "Cartón",
        "unit": "kg",
        "value": "12.5",
        "households": "31",
        "mark": str(uuid4()),
    }
    for _ in range(2):
        answer = secretary.post(f"/projects/{project.id}/note?type=collection", data=sent)
        assert answer.status_code == 303
    (asset,) = session.scalars(select(Asset))
    assert (asset.name, asset.type, asset.unit) == ("Cartón", AssetType.material, "kg")
    assert stock_of(session, asset) == Decimal("12.5")


def test_whoever_works_in_the_team_notes_and_others_read(session, commune, nursery, sign_in):
    member = in_english(sign_in("spokesperson"))  # principal of the first seat
    note = f"/projects/{nursery.project.id}/note"
    assert member.get(f"/projects/{nursery.project.id}").status_code == 200
    assert "Note something" not in member.get(f"/projects/{nursery.project.id}").text
    assert member.get(note).status_code == 403
    assert member.post(f"{note}?type=loss", data={}).status_code == 403
    actions.add_member(
        session,
        project=nursery.project,
        person_id=commune.principals[0].id,
        actor=COORDINATOR,
        at=NOW,
    )
    session.commit()
    assert member.get(note).status_code == 200


def test_a_log_is_corrected_on_its_page(session, nursery, secretary):
    wrong = logs.last_of_type(session, nursery.project.id, LogType.loss)
    session.commit()
    address = f"/projects/logs/{wrong.id}/correct"
    sent = form_data(secretary.get(address).text)
    assert (sent["value"], sent["reason"]) == (["70"], ["drought"])
    answer = secretary.post(address, data={**sent, "value": "60"})
    assert answer.status_code == 303
    assert stock_of(session, nursery.batch) == 4470
    assert "Corrected by a newer entry." in text_of(secretary.get(f"/projects/logs/{wrong.id}"))
    new = session.scalars(select(Log).where(Log.corrects_id == wrong.id)).one()
    assert new.at == wrong.at  # day and hour were left as they were
    again = secretary.post(address, data={**sent, "value": "50", "mark": str(uuid4())})
    assert again.status_code == 422
    assert "corrected already" in text_of(again)


def test_a_correction_shows_every_decimal_that_was_noted(session, nursery, secretary):
    wrong = nursery.note(LogType.receipt, date(2026, 5, 18), "0.0625", asset=nursery.seed)
    session.commit()
    sent = form_data(secretary.get(f"/projects/logs/{wrong.id}/correct").text)
    assert sent["value"] == ["0.0625"]


def test_a_log_is_withdrawn_with_a_reason(session, nursery, secretary):
    wrong = logs.last_of_type(session, nursery.project.id, LogType.loss)
    session.commit()
    address = f"/projects/logs/{wrong.id}/withdraw"
    assert secretary.post(address, data={"note": ""}).status_code == 422
    assert secretary.post(address, data={"note": "Era de otro vivero"}).status_code == 303
    assert stock_of(session, nursery.batch) == 4530


def test_a_batch_shows_where_every_seedling_went(session, nursery, secretary):
    nursery.note(LogType.count, date(2026, 5, 19), 4401)
    session.commit()
    page = text_of(secretary.get(f"/projects/assets/{nursery.batch.id}"))
    assert "4,401 in stock 83 % germination unknown losses" in page
    assert "Expected 4,460, counted 4,401: difference −59" in page
    picture = secretary.get(f"/projects/assets/{nursery.batch.id}").text
    for words in ("Sown 6,000", "Came up 4,980", "fungus 190, drought 70", "difference −59"):
        assert words in picture


def test_a_closed_project_takes_nothing_more(session, nursery, secretary):
    address = f"/projects/{nursery.project.id}/status"
    answer = secretary.post(address, data={"status": "closed", "reason": ""})
    assert answer.status_code == 422
    assert "Write why it is closed." in text_of(answer)
    sent = {"status": "closed", "reason": "Terminó el ciclo"}
    assert secretary.post(address, data=sent).status_code == 303
    session.expire_all()
    assert nursery.project.status is ProjectStatus.closed
    sent = {"type": "loss", "day": "2026-05-20", "asset": nursery.batch.id, "value": "1"}
    answer = secretary.post(
        f"/projects/{nursery.project.id}/note?type=loss", data={**sent, "reason": "pest"}
    )
    assert answer.status_code == 422
    assert "This project is closed" in text_of(answer)
    assert "Vivero de café" in text_of(secretary.get("/projects/?show=closed"))


def test_targets_are_reached_by_what_was_noted(session, nursery, secretary):
    address = f"/projects/{nursery.project.id}/targets"
    sent = {"type": "potting", "value": "5900", "unit": "unit", "due_on": "2026-06-30"}
    assert secretary.post(address, data=sent).status_code == 303
    assert secretary.post(address, data=sent).status_code == 422
    page = secretary.get(f"/projects/{nursery.project.id}").text
    assert "Potting by Jun 30, 2026" in page
    assert "4,720 of 5,900" in page


def test_a_project_asks_as_often_with_many_logs_as_with_few(
    session, nursery, secretary, count_queries
):
    address = f"/projects/{nursery.project.id}"
    secretary.get(address)
    with count_queries() as few:
        secretary.get(address)
    for number in range(30):
        nursery.deliver(1 + number, None, recipient=f"Familia {number}")
        make_asset(session, nursery.project, f"Bolsas {number}", AssetType.material)
    session.commit()
    with count_queries() as many:
        secretary.get(address)
    assert many.count == few.count


def test_the_list_of_projects_asks_as_often_for_many(session, commune, secretary, count_queries):
    make_project(session, commune)
    session.commit()
    secretary.get("/projects/")
    with count_queries() as few:
        secretary.get("/projects/")
    for number in range(30):
        make_project(session, commune, name=f"Proyecto {number}", coordinator_id=1)
    session.commit()
    with count_queries() as many:
        secretary.get("/projects/")
    assert many.count == few.count


def test_what_is_written_of_a_project_is_changed_and_otherwise_stays(
    session, commune, nursery, secretary
):
    actions.edit_project(
        session,
        project=nursery.project,
        data=actions.ProjectData(
            name="Vivero de café",
            coordinator_id=commune.principals[1].id,
            cap=Decimal("1200.5"),
            start_date=date(2025, 9, 1),
        ),
        actor=COORDINATOR,
        at=NOW,
    )
    session.commit()
    address = f"/projects/{nursery.project.id}/edit"
    sent = form_data(secretary.get(address).text)
    assert secretary.post(address, data=sent).status_code == 303
    session.expire_all()
    assert nursery.project.coordinator_id == commune.principals[1].id
    assert nursery.project.cap == Decimal("1200.5")
    assert secretary.post(address, data={**sent, "name": "El vivero"}).status_code == 303
    session.expire_all()
    assert nursery.project.name == "El vivero"
    assert nursery.project.start_date == date(2025, 9, 1)


def with_photo(nursery, content, name="foto.png"):
    return {
        "type": "loss",
        "day": "2026-05-20",
        "asset": nursery.batch.id,
        "value": "5",
        "reason": "pest",
        "mark": str(uuid4()),
        "photo": (io.BytesIO(content), name),
    }


def test_a_photo_comes_with_the_log_once(session, nursery, secretary):
    address = f"/projects/{nursery.project.id}/note?type=loss"
    sent = with_photo(nursery, png())
    for _ in range(2):  # a bad connection
        again = {**sent, "photo": (io.BytesIO(png()), "foto.png")}
        answer = secretary.post(address, data=again, content_type="multipart/form-data")
        assert answer.status_code == 303
    log = logs.last_of_type(session, nursery.project.id, LogType.loss)
    session.commit()
    assert secretary.get(f"/projects/logs/{log.id}").text.count("foto.png") == 1


def test_a_file_that_is_no_photo_is_refused_and_the_rest_kept(session, nursery, secretary):
    address = f"/projects/{nursery.project.id}/note?type=loss"
    sent = {**with_photo(nursery, WINDOWS_PROGRAM, "foto.jpg"), "note": "Hilera 3"}
    answer = secretary.post(address, data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Hilera 3" in answer.text
    assert stock_of(session, nursery.batch) == 4460


def test_a_number_that_no_row_can_have_takes_nobody_out(session, nursery, secretary):
    address = f"/projects/{nursery.project.id}"
    for act in ("leave", "untarget"):
        assert secretary.post(f"{address}/{act}", data={"row": "9" * 30}).status_code == 303


def test_what_was_put_away_comes_back_only_if_its_name_is_free(session, nursery, secretary):
    old = nursery.batch
    secretary.post(f"/projects/assets/{old.id}/archive", data={})
    make_asset(session, nursery.project, old.name, AssetType.plant)
    session.commit()
    answer = secretary.post(f"/projects/assets/{old.id}/archive", data={"active": "1"})
    assert f"There is something called «{old.name}» here already." in text_of(
        secretary.get(answer.location)
    )
    session.expire_all()
    assert not old.active
