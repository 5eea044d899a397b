"""What the commune makes together, in one story each: nursery, recycling, pharmacy, workshop, beans.

All of it is invented; the numbers of the nursery are those of the Wednesday's story.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.demo.accounts import HOUSE
from assembly.demo.commune import Commune
from assembly.motions.models import Decision
from assembly.projects.actions import assets, logs, projects, workdays
from assembly.projects.actions.noted import Noted
from assembly.projects.models import Asset, Log, Project
from assembly.projects.rules import AssetType, LogType, Terms

L = LogType
A = AssetType


@dataclass
class Team:
    """Who notes in a project, and when: the days are counted back from the Wednesday of the story."""

    session: Session
    commune: Commune
    day: date
    project: Project
    things: dict[str, Asset] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The evening of the Wednesday."""
        return datetime.combine(self.day, time(22), UTC)

    def before(self, days: int) -> date:
        """So many days before the Wednesday."""
        return self.day - timedelta(days=days)

    def has(self, name: str, type_: AssetType, unit: str = "unit", **more: object) -> Asset:
        """Something that the project has."""
        data = assets.AssetData(name=name, **more)  # type: ignore[arg-type]
        asset = assets.add_asset(
            self.session,
            project=self.project,
            type=type_,
            unit=unit,
            data=data,
            actor=HOUSE,
            at=self.now,
        )
        self.things[name] = asset
        return asset

    def note(
        self, days: int, type_: LogType, thing: str = "", value: str = "", **more: object
    ) -> Log:
        """Something noted so many days before."""
        noted = Noted(
            type_,
            self.before(days),
            asset=self.things[thing] if thing else None,
            value=Decimal(value) if value else None,
            **more,  # type: ignore[arg-type]
        )
        return logs.note_log(
            self.session, project=self.project, noted=noted, actor=HOUSE, at=self.now
        )

    def join(self, *names: str) -> None:
        """These people work in it."""
        for name in names:
            projects.add_member(
                self.session,
                project=self.project,
                person_id=self.commune.people[name].id,
                actor=HOUSE,
                at=self.now,
            )


def hold_workday(session: Session, commune: Commune, day: date) -> None:
    """The Saturday before the story: bags are filled; and the one of the story is called."""
    nursery = session.scalars(select(Project).where(Project.kind == "nursery")).one()
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
            project_id=nursery.id,
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


def begin_projects(session: Session, commune: Commune, day: date) -> dict[str, Project]:
    """The projects as they stand on the eve of the Wednesday."""
    return {
        "nursery": _nursery(session, commune, day),
        "recycling": _recycling(session, commune, day),
        "pharmacy": _pharmacy(session, commune, day),
        "workshop": _workshop(session, commune, day),
        "beans": _beans(session, commune, day),
    }


def _team(
    session: Session,
    commune: Commune,
    day: date,
    kind: str,
    name: str,
    more: Mapping[str, object],
) -> Team:
    project = projects.create_project(
        session,
        body=commune.parliament,
        kind=kind,
        data=projects.ProjectData(name=name, **more),  # type: ignore[arg-type]
        actor=HOUSE,
        at=datetime.combine(day, time(22), UTC),
    )
    return Team(session, commune, day, project)


def _nursery(session: Session, commune: Commune, day: date) -> Project:
    approved = select(Decision.id).where(Decision.title.startswith("Vivero de café"))
    team = _team(
        session,
        commune,
        day,
        "nursery",
        "Vivero de café",
        {
            "purpose": "Renovar los cafetales viejos del valle con matas sanas, de semilla propia.",
            "organization_id": commune.organizations["Vivero y café Monte Sinaí"].id,
            "coordinator_id": commune.people["Luis Marcano"].id,
            "decision_id": session.scalar(approved),
            "start_date": day - timedelta(days=240),
            "budget": Decimal(150),
            "currency": "USD",
            "cap": Decimal(200),
        },
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


def _recycling(session: Session, commune: Commune, day: date) -> Project:
    team = _team(
        session,
        commune,
        day,
        "recycling",
        "Recolección y reciclaje",
        {
            "purpose": "Recoger casa por casa lo que sirve, venderlo y pagar con eso la ruta.",
            "coordinator_id": commune.people["Rosa Tineo"].id,
            "start_date": day - timedelta(days=120),
        },
    )
    for name in ("Cartón", "Plástico PET", "Aluminio"):
        team.has(name, A.material, "kg", begun_on=team.before(120))
    for week, (paper, plastic, tin, homes) in enumerate(
        (
            (210, 64, "11.5", 118),
            (235, 70, "9", 124),
            (198, 81, "14.25", 121),
            (260, 77, "12", 133),
        ),
    ):
        ago = 30 - 7 * week
        route = {"place": "Ruta La Esperanza", "households": Decimal(homes)}
        team.note(ago, L.collection, "Cartón", str(paper), **route)
        team.note(ago, L.collection, "Plástico PET", str(plastic), place="Ruta La Esperanza")
        team.note(ago, L.collection, "Aluminio", str(tin), place="Ruta La Esperanza")
    team.note(12, L.loss, "Cartón", "38", reason="rain")
    team.note(
        8, L.sale, "Cartón", "600", amount=Decimal(36), currency="USD", recipient="Papelera del Norte"
    )  # fmt: skip
    team.note(
        8, L.sale, "Aluminio", "40", amount=Decimal("32.5"), currency="USD", recipient="Chatarrera"
    )  # fmt: skip
    return team.project


def _pharmacy(session: Session, commune: Commune, day: date) -> Project:
    team = _team(
        session,
        commune,
        day,
        "health",
        "Farmacia comunal",
        {
            "purpose": "Medicinas para quien las necesita, y una visita al mes a cada enfermo crónico.",
            "coordinator_id": commune.people["Petra Guaina"].id,
            "start_date": day - timedelta(days=90),
        },
    )
    for name, lot, expires, much in (
        ("Losartán 50 mg", "L-0412", -35, "600"),
        ("Losartán 50 mg (lote nuevo)", "L-0977", -420, "900"),
        ("Suero oral", "S-118", -200, "80"),
    ):
        team.has(
            name, A.product, lot_number=lot, expires_on=team.before(expires), begun_on=team.before(80)
        )  # fmt: skip
        team.note(80, L.receipt, name, much, note="Donación de la Red de Comunas")
    families = ("María Solano", "Eulogio Perdomo", "Betty Machuca", "Nicolasa Quijada")
    for place, name in enumerate(families):
        team.note(
            40 - 9 * place,
            L.delivery,
            "Losartán 50 mg",
            "30",
            recipient_id=commune.people[name].id,
        )
    team.note(15, L.loss, "Suero oral", "4", reason="broken")
    team.note(25, L.visit, value="31", unit="unit")
    team.note(-8, L.visit, value="34", unit="unit", done=False, note="Segunda ronda")
    return team.project


def _workshop(session: Session, commune: Commune, day: date) -> Project:
    team = _team(
        session,
        commune,
        day,
        "workshop",
        "Taller textil",
        {
            "purpose": "Coser por encargo y pagar con lo que queda obras de la comuna.",
            "coordinator_id": commune.people["Hortensia Salazar"].id,
            "start_date": day - timedelta(days=100),
        },
    )
    team.has("Tela azul", A.material, "m", begun_on=team.before(60))
    team.has("Camisa escolar", A.product, begun_on=team.before(60))
    team.note(
        58, L.order, "Camisa escolar", "120", recipient="Escuela de Monte Claro", note="Para septiembre"
    )  # fmt: skip
    team.note(50, L.receipt, "Tela azul", "160", amount=Decimal(240), currency="USD")
    team.note(42, L.input, "Tela azul", "88.5")
    team.note(40, L.output, "Camisa escolar", "64")
    team.note(39, L.loss, "Camisa escolar", "2", reason="faulty")
    team.note(
        20,
        L.sale,
        "Camisa escolar",
        "60",
        amount=Decimal(420),
        currency="USD",
        recipient="Escuela de Monte Claro",
    )
    nursery = session.scalars(select(Project).where(Project.kind == "nursery")).first()
    team.note(
        10,
        L.contribution,
        value="90",
        unit="USD",
        for_project=nursery,
        note="Para bolsas y cal del vivero",
    )
    return team.project


def _beans(session: Session, commune: Commune, day: date) -> Project:
    team = _team(
        session,
        commune,
        day,
        "crop",
        "Caraota negra",
        {
            "purpose": "Sembrar en común media hectárea para el comedor y la semilla del año que viene.",
            "organization_id": commune.organizations["Granos La Montaña"].id,
            "coordinator_id": commune.people["Víctor Azócar"].id,
            "start_date": day - timedelta(days=130),
        },
    )
    team.has("Lote de la escuela", A.land, hectares=Decimal("0.5"), begun_on=team.before(130))
    team.has("Caraota", A.product, "kg", begun_on=team.before(130))
    team.has("Abono orgánico", A.material, "kg", begun_on=team.before(130))
    team.note(128, L.receipt, "Abono orgánico", "300")
    team.note(120, L.input, "Abono orgánico", "240", place="Lote de la escuela")
    team.note(28, L.harvest, "Caraota", "310", place="Lote de la escuela")
    team.note(21, L.harvest, "Caraota", "145.5", place="Lote de la escuela")
    team.note(14, L.delivery, "Caraota", "120", recipient="Comedor de la escuela")
    return team.project
