"""What is made on the land: beans, hens, and the works of the aqueduct."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from assembly.demo.commune import Commune
from assembly.demo.works.team import begin
from assembly.projects.models import Project
from assembly.projects.rules import AssetType, LogType

L = LogType
A = AssetType


def beans(session: Session, commune: Commune, day: date) -> Project:
    team = begin(
        session,
        commune,
        day,
        "crop",
        "Caraota negra",
        purpose="Sembrar en común media hectárea para el comedor y la semilla del año que viene.",
        organization_id=commune.organizations["Granos La Montaña"].id,
        coordinator="Víctor Azócar",
        since=130,
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


def hens(session: Session, commune: Commune, day: date) -> Project:
    """Animals: hens bought and hatched, eggs by the week, what a fox took."""
    team = begin(
        session,
        commune,
        day,
        "animals",
        "Gallinas ponedoras",
        purpose="Huevos para el comedor de la escuela, y gallinas que se reparten al segundo año.",
        coordinator="María Solano",
        since=110,
    )
    team.has("Gallinas", A.animal, begun_on=team.before(110))
    team.has("Huevos", A.product, begun_on=team.before(110))
    team.has("Maíz molido", A.material, "kg", begun_on=team.before(110))
    team.note(108, L.receipt, "Gallinas", "60", note="Pollas de la granja de El Progreso")
    team.note(107, L.receipt, "Maíz molido", "240")
    team.note(60, L.loss, "Gallinas", "4", reason="predator")
    team.note(45, L.birth, "Gallinas", "22")
    team.note(33, L.loss, "Gallinas", "3", reason="illness")
    for week, eggs in enumerate((255, 270, 282, 290)):
        ago = 27 - 7 * week
        team.note(ago, L.harvest, "Huevos", str(eggs))
        team.note(ago, L.input, "Maíz molido", "42")
        team.note(ago, L.delivery, "Huevos", "180", recipient="Comedor de la escuela")
    team.note(2, L.count, "Gallinas", "75")
    return team.project


def aqueduct(session: Session, commune: Commune, day: date) -> Project:
    """Building works: the intake of Agua Fría, repaired in two Saturdays, piece by piece."""
    team = begin(
        session,
        commune,
        day,
        "works",
        "Acueducto de Agua Fría",
        purpose="Que noventa familias dejen de cargar agua: toma limpia y tubería nueva.",
        coordinator="Efraín Silva",
        since=20,
        approved="Reparar la toma",
    )
    team.has("Tubería de dos pulgadas", A.material, "m", begun_on=team.before(15))
    team.has("Cemento", A.material, "kg", begun_on=team.before(15))
    team.has("Línea de agua", A.structure, "m", begun_on=team.before(15))
    team.note(15, L.receipt, "Tubería de dos pulgadas", "60")
    team.note(14, L.receipt, "Cemento", "170")
    team.note(11, L.activity, note="Se limpió la toma y se hizo el dique de piedra.")
    team.note(11, L.input, "Cemento", "127.5")
    team.note(11, L.input, "Tubería de dos pulgadas", "38")
    team.note(11, L.output, "Línea de agua", "38")
    team.note(4, L.input, "Tubería de dos pulgadas", "17.5")
    team.note(4, L.output, "Línea de agua", "17.5")
    team.note(4, L.loss, "Tubería de dos pulgadas", "1.5", reason="broken")
    team.note(3, L.observation, note="Llega agua a La Unión; falta el ramal de arriba.")
    return team.project
