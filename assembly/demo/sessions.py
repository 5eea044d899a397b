"""Four Wednesdays before the one of the story: what a year of weekly meetings leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from assembly.commitments.models import Commitment
from assembly.demo.commune import Commune
from assembly.demo.scribe import Scribe
from assembly.meetings.models import Meeting
from assembly.meetings.rules import ItemKind
from assembly.voting.rules import Method, Option, Preset

Open = dict[str, Commitment]
"""The commitments that are still open, by a short name, from one session to the next."""


def session_27(session: Session, commune: Commune, day: date, taken: Open) -> Meeting:
    """The road and the water: one motion carried, one deferred."""
    scribe = Scribe(session, commune, day)
    scribe.convene(
        27,
        [
            ("Acueducto de Agua Fría", ItemKind.motion, "Efraín Silva", 30),
            ("Proyectos de la comuna", ItemKind.motion, "Carmen Díaz", 15),
            ("Reglamento de la casa de la comuna", ItemKind.motion, "Betty Machuca", 30),
        ],
    )
    scribe.open("9:10", absent=["Río Arriba", "Banco de la comuna"], alternates=["San José"])
    scribe.item("Lista y quórum", "9:10", "Se pasa lista. Hay quórum en primera convocatoria.")
    item = scribe.item("Orden del día", "9:20", "Se lee el orden del día y se aprueba.")
    scribe.vote(item, no=0, question="Aprobar el orden del día", method=Method.consensus)
    item = scribe.item(
        "Acueducto de Agua Fría",
        "9:30",
        "Efraín Silva informa que la toma del acueducto está tapada desde las lluvias y que "
        "**noventa familias** cargan agua.\n\n"
        "- Hacen falta 60 metros de tubería de dos pulgadas.\n"
        "- La cuadrilla puede trabajar dos sábados.",
    )
    motion = scribe.move(
        item,
        "Reparar la toma de Agua Fría",
        "Reparar la toma del acueducto de Agua Fría con 60 metros de tubería de dos pulgadas, "
        "en dos jornadas de sábado.",
        "Efraín Silva",
        "Nicolasa Quijada",
    )
    scribe.arrive("Nicolasa Quijada", "9:45")
    scribe.vote(item, 14, 0, 1, motion=motion)
    decision = scribe.decision(motion)
    taken["pipe"] = scribe.take_on(
        item, "Efraín Silva", "Conseguir los 60 metros de tubería", 7, decision
    )
    taken["crew"] = scribe.take_on(
        item, "Eulogio Perdomo", "Convocar la cuadrilla para los dos sábados", 5, decision
    )
    item = scribe.item("Proyectos de la comuna", "10:20", "Se leen los cinco, uno por uno.")
    motion = scribe.move(
        item,
        "Proyectos de la comuna: otro año",
        "Seguir otro año con la recolección y el reciclaje, la farmacia, el taller textil, la "
        "caraota y las gallinas, y que cada uno informe a la asamblea.",
        "Carmen Díaz",
        "Rosa Tineo",
    )
    scribe.vote(item, 15, 0, 0, motion=motion)
    scribe.item(
        "Reglamento de la casa de la comuna",
        "10:40",
        "Se lee el borrador. Varias vocerías piden llevarlo antes a sus asambleas.",
    )
    scribe.defer("Reglamento de la casa de la comuna")
    scribe.item("Puntos varios", "11:20", "Se recuerda el pago de la electricidad de la casa.")
    scribe.end("11:45")
    return scribe.meeting


def session_28(session: Session, commune: Commune, day: date, taken: Open) -> Meeting:
    """No quorum at nine; on second call an hour later. A motion is rejected."""
    scribe = Scribe(session, commune, day)
    scribe.convene(28, [("Precio del transporte", ItemKind.motion, "Hortensia Salazar", 20)])
    far = ["Agua Fría", "Los Naranjos", "San José", "La Ceiba", "Río Arriba"]
    none = [*far, "Monte Claro", "Granos La Montaña", "Banco de la comuna"]
    scribe.open("9:00", absent=none)
    scribe.open("10:00", absent=none[:-2], call=2)
    scribe.item(
        "Lista y quórum",
        "10:05",
        "En la primera convocatoria no hubo quórum por la crecida del río. Se hizo la segunda.",
    )
    scribe.item("Acta anterior", "10:10", "Se lee el acta anterior y se aprueba sin observaciones.")
    item = scribe.item(
        "Compromisos pendientes", "10:20", "La tubería no ha llegado; se pide una semana más."
    )
    scribe.report(taken.pop("crew"), "La cuadrilla está convocada para los dos sábados.")
    scribe.report(taken["pipe"], "El proveedor ofrece entregarla el lunes.", done=False, days=7)
    item = scribe.item(
        "Precio del transporte",
        "10:40",
        "Hortensia Salazar propone subir el aporte por saco para reparar el camión.",
    )
    motion = scribe.move(
        item,
        "Aporte por saco transportado",
        "Subir a 2 % el aporte por cada saco de café, cacao o granos que lleve el camión.",
        "Hortensia Salazar",
        "Víctor Azócar",
    )
    scribe.vote(item, 4, 5, 1, motion=motion)
    scribe.item("Reglamento de la casa de la comuna", "11:10", "Faltan dos asambleas por opinar.")
    scribe.defer("Reglamento de la casa de la comuna")
    scribe.end("11:40")
    return scribe.meeting


def session_29(session: Session, commune: Commune, day: date, taken: Open) -> Meeting:
    """The rules of the house by roll call, with two thirds of the seats."""
    scribe = Scribe(session, commune, day)
    scribe.convene(29, [("Semilla de café para el vivero", ItemKind.motion, "Luis Marcano", 30)])
    scribe.open("9:05", absent=["Río Arriba"], alternates=["El Progreso", "La Ceiba"])
    scribe.item("Lista y quórum", "9:05", "Se pasa lista. Hay quórum en primera convocatoria.")
    scribe.item("Acta anterior", "9:15", "Se lee y se aprueba sin observaciones.")
    scribe.item("Compromisos pendientes", "9:25", "Llegó la tubería.")
    scribe.report(taken.pop("pipe"), "Llegaron los 60 metros; quedan en la casa de Efraín Silva.")
    item = scribe.item(
        "Reglamento de la casa de la comuna",
        "9:40",
        "Las doce asambleas opinaron. Se lee el texto con los cambios que pidieron.",
    )
    motion = scribe.move(
        item,
        "Reglamento de la casa de la comuna",
        "Aprobar el reglamento de la casa de la comuna en sus nueve artículos, tal como fue leído.",
        "Orlando Lezama",
        "Carmen Díaz",
        special=True,
    )
    scribe.roll_call(
        item,
        motion,
        {"Granos La Montaña": Option.abstain, "Las Delicias": Option.no},
        Preset.two_thirds_seats,
    )
    item = scribe.item(
        "Semilla de café para el vivero",
        "10:30",
        "Luis Marcano informa que hay semilla del lote Monte Claro, de matas sanas.",
    )
    motion = scribe.move(
        item,
        "Vivero de café: otro año",
        "Seguir con el vivero de café otro año y sembrar 6.000 semillas más del lote Monte Claro.",
        "Luis Marcano",
        "Yusmary Rojas",
    )
    scribe.vote(item, 15, 0, 0, motion=motion)
    taken["seed"] = scribe.take_on(
        item, "Luis Marcano", "Preparar los germinadores", 10, scribe.decision(motion)
    )
    scribe.item("Puntos varios", "11:30", "Se agradece a La Unión el almuerzo.")
    scribe.end("11:50")
    return scribe.meeting


def session_30(session: Session, commune: Commune, day: date, taken: Open) -> Meeting:
    """Commitments and a point deferred for lack of time."""
    scribe = Scribe(session, commune, day)
    scribe.convene(
        30,
        [
            ("Compra de cal y bolsas", ItemKind.motion, "Juan Rondón", 20),
            ("Rendición de cuentas, trimestre 1", ItemKind.accounts, "Omaira Velásquez", 40),
        ],
    )
    scribe.open("9:00", absent=["Agua Fría", "Banco de la comuna"], alternates=["El Cedro"])
    scribe.item("Lista y quórum", "9:00", "Se pasa lista. Hay quórum en primera convocatoria.")
    scribe.item("Acta anterior", "9:10", "Se lee y se aprueba sin observaciones.")
    item = scribe.item("Compromisos pendientes", "9:20", "Los germinadores están listos.")
    scribe.report(taken.pop("seed"), "Listos los cuatro germinadores.")
    item = scribe.item(
        "Compra de cal y bolsas",
        "9:40",
        "Para embolsar faltan 5.000 bolsas y diez sacos de cal. Hay 180 dólares en el fondo.",
    )
    motion = scribe.move(
        item,
        "Comprar cal y bolsas para el vivero",
        "Comprar con el fondo del vivero 5.000 bolsas y diez sacos de cal, hasta 150 dólares.",
        "Juan Rondón",
        "Yusmary Rojas",
    )
    scribe.vote(item, 13, 0, 1, motion=motion)
    decision = scribe.decision(motion)
    taken["lime"] = scribe.take_on(item, "Juan Rondón", "Comprar la cal y las bolsas", 8, decision)
    taken["road"] = scribe.take_on(
        item, "Eulogio Perdomo", "Pedir al Ministerio la máquina para la vía", 5
    )
    item = scribe.item("Puntos varios", "11:00", "Se avisa que el miércoles próximo hay elección.")
    scribe.ballots(
        item,
        "¿Se hace la merienda del vivero con el fondo de la casa?",
        {"La Unión": "no", "San José": "no", "La Ceiba": "abstain", "Río Arriba": "no"},
        booth=["La Ceiba", "Río Arriba", "Los Naranjos"],
    )
    scribe.defer("Rendición de cuentas, trimestre 1")
    scribe.end("11:30")
    return scribe.meeting


PAST: tuple[Callable[[Session, Commune, date, Open], Meeting], ...] = (
    session_27,
    session_28,
    session_29,
    session_30,
)


def days_before(day: date) -> list[date]:
    """The Wednesdays of the past sessions, the earliest first."""
    return [day - timedelta(weeks=back) for back in range(len(PAST), 0, -1)]
