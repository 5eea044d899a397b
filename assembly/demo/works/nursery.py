"""The nursery, with the numbers of the Wednesday's story, and the workdays for it and for the road."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.demo.accounts import HOUSE
from assembly.demo.commune import Commune
from assembly.demo.works.team import Team, begin
from assembly.motions.models import Decision
from assembly.projects.actions import projects, workdays
from assembly.projects.models import Project
from assembly.projects.rules import AssetType, LogType, Terms

L = LogType
A = AssetType


def nursery(session: Session, commune: Commune, day: date) -> Project:
    team = begin(
        session,
        commune,
        day,
        "nursery",
        "Vivero de café",
        purpose="Renovar los cafetales viejos del valle con matas sanas, de semilla propia.",
        organization_id=commune.organizations["Vivero y café Monte Sinaí"].id,
        coordinator="Luis Marcano",
        since=240,
        budget=Decimal(150),
        currency="USD",
        cap=Decimal(200),
        small_cap=Decimal(150),
        small_below=Decimal(1),
        approved="Vivero de café",
    )
    team.join("Yusmary Rojas", "Juan Rondón", "Ana Belén Guaregua")
    _batches(team)
    team.has("Cafetal La Ceiba", A.land, hectares=Decimal("1.5"), begun_on=team.before(300))
    team.note(300, L.count, "Cafetal La Ceiba", "4200", note="Matas de más de treinta años.")
    for type_, value, days in ((L.delivery, 3000, 40), (L.potting, 6000, 60)):
        projects.add_target(
            session,
            project=team.project,
            type=type_,
            value=Decimal(value),
            unit="unit",
            due_on=team.before(-days),
            actor=HOUSE,
            at=team.now,
        )
    return team.project


def _batches(team: Team) -> None:
    """Two batches of one lot; the first is that of the story."""
    seed = team.has(
        "Lote Monte Claro",
        A.seed,
        "kg",
        origin="Monte Claro, matas de don Argenis",
        lot_number="2025-03",
        grains_per_kg=2800,
        begun_on=team.before(232),
    )
    team.note(232, L.receipt, "Lote Monte Claro", "4.5")
    for name, ready, sown in (("Tanda 1", -20, 226), ("Tanda 2", -160, 70)):
        begun, out = team.before(sown), team.before(ready)
        team.has(name, A.plant, parent_id=seed.id, begun_on=begun, ready_on=out)
    of_lot = {"source": seed, "place": "Germinador de la escuela"}
    team.note(226, L.seeding, "Tanda 1", "6000", source_value=Decimal("2.15"), **of_lot)
    team.note(175, L.germination, "Tanda 1", "4980")
    team.note(150, L.potting, "Tanda 1", "4720")
    team.note(149, L.move, "Tanda 1", place="Cobertizo de El Cedro")
    team.note(96, L.loss, "Tanda 1", "190", reason="fungus")
    team.note(41, L.loss, "Tanda 1", "70", reason="drought")
    team.note(1, L.count, "Tanda 1", "4401", note="Contaron Yusmary y Juan, hilera por hilera.")
    team.note(70, L.seeding, "Tanda 2", "2500", source_value=Decimal("0.9"), **of_lot)
    team.note(20, L.germination, "Tanda 2", "2110")
    families = {"recipient": "24 familias de la lista", "terms": Terms.workdays}
    team.note(-10, L.delivery, "Tanda 1", "3000", done=False, **families)


def hold_workday(session: Session, commune: Commune, day: date) -> None:
    """The Saturday before the story: bags are filled; and the one of the story is called."""
    project = session.scalars(select(Project).where(Project.kind == "nursery")).one()
    evening = datetime.combine(day, time(22), UTC)
    held = workdays.call_workday(
        session,
        body=commune.parliament,
        call=workdays.Call(
            title="Llenar bolsas para la tanda 2",
            day=day - timedelta(days=4),
            begins=time(7),
            place="Cobertizo de El Cedro",
            bring="Palas y carretillas",
            project_id=project.id,
        ),
        actor=HOUSE,
        at=evening,
    )
    names = ("Yusmary Rojas", "Juan Rondón", "Petra Guaina", "Félix Tovar")
    hands = [workdays.Hand(commune.people[name].id, "", 1) for name in names]
    workdays.note_hands(
        session,
        workday=held,
        hands=[*hands, workdays.Hand(None, "Liceo de Monte Claro", 11)],
        hours=Decimal("4.5"),
        actor=HOUSE,
        at=evening,
    )
    workdays.tell_done(
        session, workday=held, done="Se llenaron 1.900 bolsas.", actor=HOUSE, at=evening
    )
    road = session.scalars(select(Decision).where(Decision.title.contains("limpiar la vía"))).one()
    workdays.call_workday(
        session,
        body=commune.parliament,
        call=workdays.Call(
            title="Abrir el paso en la vía de Río Arriba",
            day=day + timedelta(days=3),
            begins=time(7),
            place="La Ceiba",
            bring="Palas, agua y machete",
            decision_id=road.id,
        ),
        actor=HOUSE,
        at=evening,
    )
