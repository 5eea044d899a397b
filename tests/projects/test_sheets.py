"""Many logs at once: typed from the paper form, brought in a file, taken away."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from assembly import clock
from assembly.projects.actions import importing
from assembly.projects.models import Asset, Log, StockBalance
from assembly.projects.rules import AssetType, LogType
from assembly.projects.rules.importing import Column, guess
from tests.html import form_data
from tests.projects.scene import COORDINATOR, NOW, make_asset, make_project, sown_nursery
from tests.projects.test_logs_actions import checkpoints_agree
from tests.projects.test_views import in_english, stock_of, text_of


@pytest.fixture(autouse=True)
def on_the_wednesday():
    with clock.stopped_at(NOW):
        yield


@pytest.fixture
def nursery(session, commune):
    made = sown_nursery(session, commune)
    session.commit()
    return made


@pytest.fixture
def secretary(sign_in):
    return in_english(sign_in("secretary"))


def line(number, **typed):
    return {f"lines-{number}-{name}": value for name, value in typed.items()}


def count(session):
    session.expire_all()
    return session.scalar(select(func.count()).select_from(Log))


def test_the_paper_form_is_typed_in_one_sitting(session, nursery, secretary):
    address = f"/projects/{nursery.project.id}/sheet"
    batch = nursery.batch.id
    sent = form_data(secretary.get(address).text)
    sent |= line(0, day="2026-05-11", type="loss", asset=batch, value="60", reason="pest")
    sent |= line(1, type="delivery", asset=batch, value="200", whom="Familia Rondón")
    sent |= line(4, day="2026-05-12", type="count", asset=batch, value="4.150")
    client = secretary
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "es"
    for _ in range(2):  # the connection was bad
        assert client.post(address, data=sent).status_code == 303
    session.expire_all()
    made = session.scalars(select(Log).order_by(Log.id.desc()).limit(3)).all()[::-1]
    assert [each.type for each in made] == [LogType.loss, LogType.delivery, LogType.count]
    # The day is written once for the lines below it.
    assert made[1].at.date() == date(2026, 5, 11)
    assert made[1].delivery.name == "Familia Rondón"
    assert stock_of(session, nursery.batch) == 4150


def test_one_wrong_line_and_nothing_of_the_form_is_noted(session, nursery, secretary):
    before = count(session)
    sent = form_data(secretary.get(f"/projects/{nursery.project.id}/sheet").text)
    batch = nursery.batch.id
    sent |= line(0, day="2026-05-11", type="loss", asset=batch, value="60", reason="pest")
    sent |= line(1, type="delivery", asset=batch, value="9000", whom="Familia Rondón")
    answer = secretary.post(f"/projects/{nursery.project.id}/sheet", data=sent)
    assert answer.status_code == 422
    assert "There is not that much: at most 4,400" in text_of(answer)
    assert "Familia Rondón" in answer.text
    assert count(session) == before
    empty = secretary.post(f"/projects/{nursery.project.id}/sheet", data={})
    assert empty.status_code == 422
    assert "Nothing was typed yet." in text_of(empty)


FARMOS = (
    b"name,timestamp,type,asset,quantity,units,notes,status\n"
    b"Harvest beans,2026-05-01T13:30:00+00:00,harvest,Caraota,120.5,kg,first,done\n"
    b"Harvest,2026-05-08,harvest,Caraota,1,quintal,second,done\n"
    b"Sold,2026-05-09,sale,Caraota,20,kg,,done\n"
    b"Weeding,2026-05-30,activity,,,,,pending\n"
)


def bring(client, project, content, name="logs.csv"):
    answer = client.post(
        f"/projects/{project.id}/import",
        data={"file": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 303
    return answer.location


def test_a_table_of_farmos_is_shown_and_then_noted_once(session, commune, secretary):
    project = make_project(session, commune, kind="crop", name="Caraota negra")
    session.commit()
    preview = bring(secretary, project, FARMOS)
    page = secretary.get(preview)
    assert "Would note 4 entries. New: Caraota." in text_of(page)
    assert count(session) == 0
    sent = {**form_data(page.text, preview), "do": "import"}
    assert secretary.post(preview, data=sent).status_code == 303
    asset = session.scalars(select(Asset)).one()
    # By hand: 120.5 + 46 (a quintal) − 20.
    assert stock_of(session, asset) == Decimal("146.5")
    assert session.scalars(select(Log).order_by(Log.id)).first().at.hour == 13  # 9:30 in Caracas
    checkpoints_agree(session, project)
    again = bring(secretary, project, FARMOS)
    sent = {**form_data(secretary.get(again).text, again), "do": "import"}
    answer = secretary.post(again, data=sent)
    assert answer.status_code == 422
    assert "imported already" in text_of(answer)
    assert count(session) == 4


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("ayer;merma;Tanda 1;5;;hongo", "«ayer» is not a day."),
        ("21/05/2026;merma;Tanda 1;5;;hongo", "This day has not come yet."),
        ("11/05/2026;baile;Tanda 1;5;;hongo", "«baile» is nothing that this project notes."),
        ("11/05/2026;merma;Tanda 9;5;;hongo", "There is no «Tanda 9» here."),
        ("11/05/2026;merma;Tanda 1;-5;;hongo", "A number below zero"),
        ("11/05/2026;merma;Tanda 1;cinco;;hongo", "«cinco» is not a number."),
        ("11/05/2026;merma;Tanda 1;5;kg;hongo", "kg cannot be said in unit."),
        ("11/05/2026;merma;Tanda 1;5;brazas;hongo", "does not use the unit «brazas»"),
        ("11/05/2026;merma;Tanda 1;5;;", "Say why."),
        ("11/05/2026;merma;Tanda 1;;;hongo", "Write how many."),
        ("11/05/2026;entrega;Tanda 1;5;;", "Write who received it."),
    ],
)
def test_each_wrong_row_is_named_and_nothing_is_noted(session, nursery, secretary, row, words):
    before = count(session)
    table = f"día;qué;lote;cantidad;unidad;razón\n10/05/2026;merma;tanda 1;2;;plaga\n{row}\n"
    preview = bring(secretary, nursery.project, table.encode())
    page = secretary.get(preview)
    assert words in text_of(page)
    sent = {**form_data(page.text, preview), "do": "import"}
    assert secretary.post(preview, data=sent).status_code == 422
    assert count(session) == before


def test_a_table_that_takes_more_than_there_is_is_refused_whole(session, nursery, secretary):
    before = count(session)
    table = "dia;que;lote;cantidad;razon\n" + "11/05/2026;merma;Tanda 1;2000;hongo\n" * 3
    preview = bring(secretary, nursery.project, table.encode())
    page = secretary.get(preview)
    sent = {**form_data(page.text, preview), "do": "import"}
    answer = secretary.post(preview, data=sent)
    assert answer.status_code == 422
    assert "Tanda 1: 1,540 are missing." in text_of(answer)
    assert count(session) == before


def test_columns_are_known_by_their_names_in_both_languages():
    assert guess(["Fecha", "¿Qué?", "Lote", "Cuánto", "x"]) == {
        Column.day: 0,
        Column.type: 1,
        Column.asset: 2,
        Column.value: 3,
    }
    assert guess(["timestamp", "quantity units"]) == {Column.day: 0, Column.unit: 1}


def test_everything_goes_out_with_safe_cells(session, nursery, secretary):
    nursery.note(LogType.loss, date(2026, 5, 19), 5, reason="pest", note='=HYPERLINK("x")')
    session.commit()
    address = f"/projects/{nursery.project.id}/export"
    answer = secretary.get(f"{address}.csv")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1 + 7
    assert rows[-1][2:5] == ["Loss", "Tanda 1", "5"]
    assert rows[-1][9] == '\'=HYPERLINK("x")'
    book = CalamineWorkbook.from_filelike(io.BytesIO(secretary.get(f"{address}.xlsx").data))
    cells = book.get_sheet_by_index(0).to_python()
    assert cells[-1][4] == 5
    assert cells[-1][9] == '=HYPERLINK("x")'  # a text: no formula was made of it


def test_medicines_leave_without_names_for_others(session, commune, secretary, sign_in):
    project = make_project(session, commune, kind="health", name="Farmacia")
    make_asset(session, project, "Losartán", AssetType.product)
    session.commit()
    table = "dia;que;lote;cantidad;para quien\n"
    table += "10/05/2026;entrada;Losartán;60;\n11/05/2026;entrega;Losartán;30;Familia Secreta\n"
    preview = bring(secretary, project, table.encode())
    sent = {**form_data(secretary.get(preview).text, preview), "do": "import"}
    assert secretary.post(preview, data=sent).status_code == 303
    assert b"Familia Secreta" in secretary.get(f"/projects/{project.id}/export.csv").data
    assert (
        b"Familia Secreta" not in sign_in("member").get(f"/projects/{project.id}/export.csv").data
    )


def test_a_thousand_rows_are_noted_with_few_questions(session, nursery, count_queries):
    rows = [
        importing.Row(
            number, date(2026, 5, 1), None, LogType.loss, nursery.batch.id, "Tanda 1", None,
            Decimal(1), "unit", "pest", "", "", "", True,
        )
        for number in range(1000)
    ]  # fmt: skip
    with count_queries() as counted:
        importing.import_logs(
            session,
            project=nursery.project,
            rows=rows,
            file_digest="0" * 64,
            actor=COORDINATOR,
            at=NOW,
        )
    assert counted.count < 60
    assert (
        session.scalar(select(StockBalance.value).where(StockBalance.asset_id == nursery.batch.id))
        == 3460
    )
