"""What a project has, brought as a table: looked at first, then written down whole or not at all."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from assembly import clock
from assembly.projects.models import Asset
from assembly.projects.rules import AssetType
from assembly.projects.rules.asset_table import AssetColumn, asset_columns
from assembly.projects.rules.importing import texts_of
from tests.html import form_data
from tests.projects.scene import NOW, make_asset, make_project

GOOD = (
    "Nombre;Qué es;Unidad;Lote;Desde;Hectáreas;Color\n"
    "Tanda 7;Lote de plantas;;2026-1;06/10/2025;;rojo\n"
    "Cafetal La Ceiba;land;;;;1,5;\n"
    "Sacos;Material;kg;;2026-01-15;;\n"
)


@pytest.fixture
def address(session, commune):
    with clock.stopped_at(NOW):
        project = make_project(session, commune)
        make_asset(session, project, "Tanda 1", AssetType.plant)
        session.commit()
        yield f"/projects/{project.id}/assets/import"


def brought(client, address, text):
    sent = {"file": (io.BytesIO(text.encode()), "t.csv")}
    answer = client.post(address, data=sent, content_type="multipart/form-data")
    assert answer.status_code == 303
    return answer.location


def names(session):
    return list(session.scalars(select(Asset.name).order_by(Asset.id)))


def test_a_row_may_end_early():
    columns = asset_columns(["nombre", "tipo", "nota"])
    assert texts_of(["Tanda 9 "], columns) == {AssetColumn.name: "Tanda 9"}


def test_a_table_is_shown_and_then_written_down_as_it_was_shown(session, address, sign_in):
    client = sign_in("secretary")
    there = brought(client, address, GOOD)
    page = client.get(there).text
    assert "Color" in page  # named as not understood
    assert names(session) == ["Tanda 1"]
    sent = form_data(page)
    assert client.post(there, data=sent | {"plan": "0"}).status_code == 422
    assert client.post(there, data=sent).status_code == 303
    made = session.scalars(select(Asset).order_by(Asset.id)).all()[1:]
    assert [
        (each.name, each.type, each.unit, each.lot_number, each.begun_on, each.hectares)
        for each in made
    ] == [
        ("Tanda 7", AssetType.plant, "unit", "2026-1", date(2025, 10, 6), None),
        ("Cafetal La Ceiba", AssetType.land, "unit", "", None, Decimal("1.5")),
        ("Sacos", AssetType.material, "kg", "", date(2026, 1, 15), None),
    ]
    assert client.get(there).status_code == 303  # the file is not kept
    assert sign_in("member").get(address).status_code == 403


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("tanda 1;;;;;;", "Tanda 1"),  # there already, however it is written
        ("X;dragón;;;;;", "dragón"),
        ("X;;toneladas;;;;", "toneladas"),
        ("X;;;;ayer;;", "ayer"),
        ("X;;;;;mucho;", "mucho"),
        (";plant;;;;;", "Escriba un nombre."),
        ("X;;;;;;\nX;;;;;;", "X"),  # twice in the table
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written_down(session, address, sign_in, row, said):
    client = sign_in("secretary")
    there = brought(client, address, GOOD.splitlines()[0] + "\n" + row + "\n")
    page = client.get(there).text
    assert "está mal" in page or "están mal" in page
    assert said.casefold() in page.casefold()
    assert client.post(there, data=form_data(page)).status_code == 422
    assert names(session) == ["Tanda 1"]
