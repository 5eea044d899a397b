"""What is made in the town: recycling, pharmacy, workshop."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.demo.commune import Commune
from assembly.demo.works.team import begin
from assembly.projects.models import Project
from assembly.projects.rules import AssetType, LogType

L = LogType
A = AssetType


def recycling(session: Session, commune: Commune, day: date) -> Project:
    team = begin(
        session,
        commune,
        day,
        "recycling",
        "Recolección y reciclaje",
        purpose="Recoger casa por casa lo que sirve, venderlo y pagar con eso la ruta.",
        coordinator="Rosa Tineo",
        since=120,
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


def pharmacy(session: Session, commune: Commune, day: date) -> Project:
    team = begin(
        session,
        commune,
        day,
        "health",
        "Farmacia comunal",
        purpose="Medicinas para quien las necesita, y una visita al mes a cada enfermo crónico.",
        coordinator="Petra Guaina",
        since=90,
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


def workshop(session: Session, commune: Commune, day: date) -> Project:
    team = begin(
        session,
        commune,
        day,
        "workshop",
        "Taller textil",
        purpose="Coser por encargo y pagar con lo que queda obras de la comuna.",
        coordinator="Hortensia Salazar",
        since=100,
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
