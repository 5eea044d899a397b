"""The Wednesday of the story: session 31, from the notice to its end, and what follows from it.

All of it is invented.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from assembly.demo.accounts import HOUSE
from assembly.demo.commune import Commune
from assembly.demo.elections import elect
from assembly.demo.scribe import Scribe
from assembly.demo.sessions import Open
from assembly.meetings import actions as meetings
from assembly.meetings.models import Meeting
from assembly.meetings.rules import ItemKind
from assembly.motions import actions as motions
from assembly.projects.actions.reports import report_in
from assembly.projects.queries.reports import reportable
from assembly.voting import actions as voting

DELIVERY = "Entregar 3.000 plantas a 24 familias, hasta 200 por familia, a cambio de dos jornadas."
AMENDED = (
    "Entregar 3.000 plantas a 24 familias, hasta 200 por familia y 150 si tiene menos de 1 ha, "
    "a cambio de dos jornadas."
)

LETTER = """Santa Bárbara, lunes

Al Ministerio:

Las lluvias tumbaron el talud entre La Ceiba y Río Arriba. Pasa una persona a pie, no pasa un camión
con sacos. Son ciento diez familias de dos consejos comunales. Pedimos una máquina por dos días.
Nosotros ponemos la cuadrilla y la comida.

Por la comuna Monte Sinaí,
Carmen Díaz
"""


def session_31(session: Session, commune: Commune, day: date, taken: Open) -> Meeting:
    """Eleven of sixteen at nine; a landslide, the nursery, an amendment, a dissent, a power cut."""
    scribe = Scribe(session, commune, day)
    scribe.convene(
        31,
        [
            ("Vivero de café: entrega de plantas", ItemKind.report, "Luis Marcano", 40),
            ("Elección de la coordinación del vivero", ItemKind.election, "", 30),
        ],
    )
    accounts = next(each for each in scribe.meeting.items if each.kind is ItemKind.accounts)
    scribe.do(meetings.move_item, item=accounts, number=6)
    late = ["El Guásimo", "La Unión", "San José", "Río Arriba"]
    scribe.open("9:00", absent=[*late, "Banco de la comuna"], alternates=["El Cedro"])
    scribe.item(
        "Lista y quórum",
        "9:04",
        "Se pasa lista. Por El Cedro viene el suplente: la principal está enferma.",
    )
    _minutes_and_agenda(scribe)
    _landslide(scribe)
    _nursery(scribe, taken)
    item = scribe.item(
        "Elección de la coordinación del vivero",
        "10:50",
        "Se postulan Yusmary Rojas y Efraín Silva. Cada quien dice lo que haría en el vivero.",
    )
    elect(
        scribe,
        item,
        "Coordinación del vivero",
        {"Yusmary Rojas": 9, "Efraín Silva": 5},
        blank=1,
        tellers="Rosa Tineo y Petra Guaina",
    )
    _accounts(scribe)
    item = scribe.item(
        "Compromisos pendientes",
        "12:10",
        "Se revisan los compromisos abiertos. El de la vía sigue vencido.",
    )
    scribe.report(taken.pop("lime"), "Falta la mitad de las bolsas.", done=False, days=8)
    scribe.report(taken["road"], "El Ministerio no responde; se insiste.", done=False, days=7)
    scribe.depart("Víctor Azócar", "12:30")
    item = scribe.item("Puntos varios", "12:40", "El sábado hay jornada: limpiar la vía.")
    scribe.take_on(item, "Eulogio Perdomo", "Llevar las palas y el agua a la jornada", 3)
    scribe.end("13:05")
    return scribe.meeting


def _minutes_and_agenda(scribe: Scribe) -> None:
    item = scribe.item(
        "Acta anterior",
        "9:08",
        "Se lee el acta de la sesión anterior. Donde dice «180 dólares» debe decir «160 dólares».",
    )
    scribe.vote(item, 11, 0, 0, question="Corregir el monto del fondo con una nota marginal")
    item = scribe.item("Orden del día", "9:20", "Se lee el orden del día.")
    scribe.vote(item, 11, 0, 0, question="Agregar como punto previo el derrumbe en la vía")


def _landslide(scribe: Scribe) -> None:
    item = scribe.add_item(
        "Derrumbe en la vía",
        "9:25",
        "El derrumbe tapa media vía entre La Ceiba y Río Arriba. Se puede pasar a pie.",
    )
    scribe.attach(item, "Carta al Ministerio por el derrumbe", "carta-derrumbe.txt", LETTER)
    motion = scribe.move(
        item,
        "Jornada para limpiar la vía",
        "Hacer el sábado una jornada para abrir el paso en la vía de Río Arriba.",
        "Betty Machuca",
        "Efraín Silva",
    )
    scribe.vote(item, 11, 0, 0, motion=motion)
    scribe.take_on(
        item, "Betty Machuca", "Avisar a las familias de los dos lados", 2, scribe.decision(motion)
    )


def _nursery(scribe: Scribe, taken: Open) -> None:
    item = scribe.item(
        "Vivero de café: entrega de plantas",
        "9:40",
        "Luis Marcano informa: se sembraron 6.000, germinaron 4.980, se embolsaron 4.720. Merma en "
        "bolsa 260 (hongo 190, sequía 70). Existencia esperada 4.460; el conteo del martes da "
        "4.401, diferencia de −59. Las cifras del vivero quedan abajo.",
    )
    nursery = next(
        each for each in reportable(scribe.session, item.meeting.body_id) if each.kind == "nursery"
    )
    report_in(scribe.session, item=item, project=nursery, actor=HOUSE, at=scribe.now)
    motion = scribe.move(item, "Entrega de plantas", DELIVERY, "Luis Marcano", "Carmen Díaz")
    for name in ("Ana Belén Guaregua", "Juan Rondón", "Eulogio Perdomo", "Nicolasa Quijada"):
        scribe.arrive(name, "9:48")
    amendment = scribe.do(
        motions.propose_amendment,
        motion=motion,
        text=AMENDED,
        reason="Quien tiene poca tierra no puede cuidar 200 plantas.",
        item=item,
        mover_id=scribe.person("Ana Belén Guaregua").id,
        seconder_id=scribe.person("Efraín Silva").id,
    )
    scribe.now = scribe.hour("10:15")
    scribe.vote(item, 13, 2, 0, motion=amendment)
    scribe.now = scribe.hour("10:40")
    vote = scribe.vote(item, 12, 1, 2, motion=motion)
    scribe.do(
        voting.add_dissent,
        vote=vote,
        person_id=scribe.person("José Cova").id,
        text="Sin precio no hay reposición de bolsas.",
    )
    seat = scribe.commune.seats["El Guásimo"]
    scribe.do(
        voting.cite_mandate,
        vote=vote,
        seat_id=seat.id,
        person_id=scribe.person("Ana Belén Guaregua").id,
        organization_id=seat.organization_id,
        held_on=scribe.day - timedelta(days=15),
        text="Entregar por jornadas, no por dinero.",
    )
    decision = scribe.decision(motion)
    taken["list"] = scribe.take_on(
        item, "María Solano", "Entregar la lista de las 24 familias", 3, decision
    )
    taken["bags"] = scribe.take_on(item, "Yusmary Rojas", "Apartar las 3.000 plantas", 8, decision)


def _accounts(scribe: Scribe) -> None:
    item = scribe.item(
        "Rendición de cuentas, trimestre 1",
        "11:20",
        "A las 11:20 se va la luz; la sesión sigue en papel.\n\n"
        "Omaira Velásquez manda las cuentas del trimestre por escrito. Se leen.\n\n"
        "| Fondo | Entró | Salió | Queda |\n|---|---|---|---|\n"
        "| Vivero | 310 | 150 | 160 |\n| Transporte | 420 | 395 | 25 |\n\n"
        "La contraloría opina que las cuentas están completas y pide dos soportes que faltan.",
    )
    motion = scribe.move(
        item,
        "Cuentas del primer trimestre",
        "Aprobar las cuentas del primer trimestre y pedir los dos soportes que faltan.",
        "Rosa Tineo",
        "Petra Guaina",
    )
    scribe.vote(item, 14, 0, 1, motion=motion)
    scribe.take_on(
        item, "Omaira Velásquez", "Traer los dos soportes que faltan", 7, scribe.decision(motion)
    )


def convene_32(session: Session, commune: Commune, day: date) -> Meeting:
    """The next Wednesday, proposed by itself, with what was left over and the open commitments."""
    scribe = Scribe(session, commune, day)
    scribe.convene(
        32, [("Entrega de plantas: primer informe", ItemKind.report, "María Solano", 20)]
    )
    return scribe.meeting
