"""What the pages of each kind of project show: plants, crops, medicines, what is collected."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import select

from assembly.projects.models import ProjectKind
from assembly.projects.queries import logs
from assembly.projects.rules import AssetType, LogType
from tests.pages import text_of
from tests.projects.scene import Nursery, make_asset, make_project

pytestmark = pytest.mark.usefixtures("on_the_wednesday")


def test_plants_are_planned_backwards_from_what_is_wanted(session, nursery, secretary):
    address = f"/projects/{nursery.project.id}/plan"
    page = text_of(secretary.get(address))
    assert "Our own batches: 83 % come up, 94.8 % are potted, 5.5 % die in the bag." in page
    asked = "?wanted=3000&ready_on=2026-12-15&germination=83&potting=94.8&loss=5.55&weeks=8&months=6&grains=4000"
    page = text_of(secretary.get(address + asked))
    assert "Sow 4,039 grains by April 20, 2026 1.01 kg of seed" in page
    assert "Pot 3,177 by June 15, 2026" in page
    wrong = secretary.get(address + asked.replace("germination=83", "germination=0"))
    assert wrong.status_code == 422
    assert "Write a share above 0" in text_of(wrong)
    nothing = secretary.get(address + "?wanted=&ready_on=ayer")
    assert nothing.status_code == 422
    assert "Write how many plants are wanted." in text_of(nothing)
    early = secretary.get(address + asked.replace("2026-12-15", "0001-01-01"))
    assert "This date is too far away." in text_of(early)


def test_what_can_be_promised_is_what_is_ready_less_what_is_planned(session, nursery, secretary):
    nursery.batch.ready_on = date(2026, 6, 1)
    for _ in range(50):  # what is planned before it hides no delivery
        nursery.note(LogType.observation, date(2026, 6, 1), done=False)
    nursery.note(LogType.delivery, date(2026, 6, 10), 3000, recipient="24 familias", done=False)
    session.commit()
    page = text_of(secretary.get(f"/projects/{nursery.project.id}/plan"))
    assert "June 2026 4,460 3,000 1,460" in page


def test_the_lot_that_expires_first_is_proposed_first(session, commune, secretary):
    project = make_project(session, commune, kind="health", name="Farmacia")
    pharmacy = Nursery(session, project, None, None)
    lots = {}
    for name, day in (("B", date(2026, 8, 1)), ("A", date(2026, 6, 1)), ("Z", date(2026, 5, 1))):
        lots[name] = make_asset(session, project, name, AssetType.product, expires_on=day)
        pharmacy.note(LogType.receipt, date(2026, 5, 19), 5, asset=lots[name])
    session.commit()
    page = secretary.get(f"/projects/{project.id}/note?type=delivery").text
    # Z has expired: it is not given out any more.
    assert f'<option selected value="{lots["A"].id}">' in page


def test_a_plot_shows_what_a_hectare_gave(session, commune, secretary):
    project = make_project(session, commune, kind="crop", name="Caraota")
    field = Nursery(session, project, None, None)
    make_asset(session, project, "Lote 1", AssetType.land, hectares=Decimal("0.5"))
    beans = make_asset(session, project, "Caraota", AssetType.product, "kg")
    for value in ("310", "145.5"):
        field.note(LogType.harvest, date(2026, 5, 19), value, asset=beans, place="Lote 1")
    field.note(LogType.harvest, date(2026, 5, 19), "50", asset=beans, place="otro lado")
    session.commit()
    page = text_of(secretary.get(f"/projects/{project.id}"))
    assert "Yield of Lote 1 911 kg a hectare" in page  # (310 + 145.5) / 0.5
    assert "Harvest 505.5 kg" in page


def test_recycling_shows_weights_and_households_by_month(session, commune, secretary):
    project = make_project(session, commune, kind="recycling", name="Reciclaje")
    route = Nursery(session, project, None, None)
    paper = make_asset(session, project, "Cartón", AssetType.material, "kg")
    for day, value, homes in ((date(2026, 4, 8), 210, 118), (date(2026, 5, 6), 235, 124)):
        route.note(LogType.collection, day, value, asset=paper, households=Decimal(homes))
    route.note(LogType.sale, date(2026, 5, 7), 400, asset=paper, amount=Decimal(24), currency="USD")
    session.commit()
    page = text_of(secretary.get(f"/projects/{project.id}"))
    assert "Collection round 445 kg; 242 households" in page
    assert "Sale 400 kg; 24 USD" in page
    assert "Apr 210, May 235" in page


def test_what_one_project_gave_to_another_stands_at_both(session, commune, nursery, secretary):
    workshop = make_project(session, commune, kind="workshop", name="Taller textil")
    shop = Nursery(session, workshop, None, None)
    shop.note(LogType.contribution, date(2026, 5, 19), 90, unit="USD", for_project=nursery.project)
    session.commit()
    assert "From the project Taller textil 90 USD" in text_of(
        secretary.get(f"/projects/{nursery.project.id}")
    )
    assert "for the project Vivero de café" in text_of(secretary.get(f"/projects/{workshop.id}"))


def test_medicines_name_nobody_to_others(session, commune, sign_in, secretary):
    project = make_project(session, commune, kind="health", name="Farmacia")
    medicine = make_asset(session, project, "Losartán", AssetType.product, lot_number="L-1")
    session.commit()
    for type_, typed in (("receipt", {}), ("delivery", {"recipient": "Familia Secreta"})):
        answer = secretary.post(
            f"/projects/{project.id}/note?type={type_}",
            data={
                "type": type_,
                "day": "2026-05-20",
                "asset": medicine.id,
                "value": "30",
                "terms": "gift",
                "mark": str(uuid4()),
                **typed,
            },
        )
        assert answer.status_code == 303
    delivery = logs.last_of_type(session, project.id, LogType.delivery)
    pages = [
        f"/projects/{project.id}",
        f"/projects/{project.id}/logs",
        f"/projects/assets/{medicine.id}",
        f"/projects/logs/{delivery.id}",
    ]
    session.commit()
    member = sign_in("member")
    for page in pages:
        assert "Familia Secreta" not in member.get(page).text, page
        assert "Familia Secreta" in secretary.get(page).text, page


def test_a_commune_adds_a_kind_of_its_own_and_uses_it(session, commune, secretary):
    address = f"/projects/bodies/{commune.body.id}/kinds"
    assert secretary.post(address, data={"name": "Panadería"}).status_code == 422
    sent = {
        "name": "Panadería",
        "logs": ["output", "input", "loss", "sale"],
        "units": "canilla\nkg\n",
        "reasons": "quemado\n",
        "stages": "",
    }
    assert secretary.post(address, data=sent).status_code == 303
    assert secretary.post(address, data=sent).status_code == 422
    kind = session.scalars(select(ProjectKind)).one()
    answer = secretary.post(
        f"/projects/bodies/{commune.body.id}/new",
        data={"name": "La panadería", "kind": f"own-{kind.id}", "decision_id": 0}
        | {"organization_id": 0, "parent_id": 0, "mark": str(uuid4())},
    )
    assert answer.status_code == 303
    page = text_of(secretary.get(f"{answer.location}/note?type=loss"))
    assert "quemado" in page
    assert "canilla" in secretary.get(f"{answer.location}/note?type=output").text
