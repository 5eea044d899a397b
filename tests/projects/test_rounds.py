"""A collection round is noted in one go: the weight of each material, households once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from assembly import clock
from assembly.projects.models import Log
from assembly.projects.rules import AssetType, Part
from tests.html import form_data
from tests.projects.scene import NOW, make_asset, make_project


@pytest.fixture
def round_(session, commune):
    with clock.stopped_at(NOW):
        project = make_project(session, commune, kind="recycling", name="Reciclaje")
        for name in ("Aluminio", "Cartón", "Vidrio"):
            make_asset(session, project, name, AssetType.material, "kg")
        session.commit()
        yield f"/projects/{project.id}/round"


def noted(session):
    return [
        (log.asset.name, [(each.part, each.value) for each in log.quantities], log.place)
        for log in session.scalars(select(Log).order_by(Log.id))
    ]


def test_each_material_is_noted_and_the_households_once(session, round_, sign_in):
    client = sign_in("secretary")
    sent = form_data(client.get(round_).text)
    sent |= {"place": "La Esperanza", "households": "118"}
    sent |= {"weights-0-value": "11,5", "weights-1-value": "210"}
    for _twice in range(2):  # by a bad connection
        assert client.post(round_, data=sent).status_code == 303
    assert noted(session) == [
        ("Aluminio", [(Part.main, Decimal("11.5")), (Part.households, 118)], "La Esperanza"),
        ("Cartón", [(Part.main, 210)], "La Esperanza"),
    ]
    assert sign_in("member").get(round_).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"weights-1-value": "doscientos"}, "weights-1-value"),
        ({"weights-1-value": "210", "day": date(2026, 6, 1).isoformat()}, "day"),
        ({}, None),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_noted(session, round_, sign_in, wrong, field):
    client = sign_in("secretary")
    sent = form_data(client.get(round_).text) | {"note": "con lluvia"} | wrong
    answer = client.post(round_, data=sent)
    assert answer.status_code == 422
    assert "con lluvia" in answer.text
    said = f'id="{field}-error"' if field else "Escriba el peso de al menos un material."
    assert said in answer.text
    assert noted(session) == []
