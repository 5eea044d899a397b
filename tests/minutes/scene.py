"""A Wednesday at Monte Sinaí (the scene of the domain's §7), held through the public actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.commitments import actions as commitments
from assembly.meetings import actions as meetings
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import ItemKind, ItemStatus, MeetingKind, NoticeMeans
from assembly.motions import actions as motions
from assembly.motions import queries as motions_queries
from assembly.motions.models import Motion
from assembly.voting import actions as voting
from assembly.voting.models import Vote
from assembly.voting.rules import PRESETS, Method, Option, Preset, Tally
from tests.commune import Commune

NINE = datetime(2026, 5, 20, 13, 0, tzinfo=UTC)  # 9:00 in Caracas
EVENING = datetime(2026, 5, 20, 23, 30, tzinfo=UTC)
SECRETARY = Actor(account_id=None, name="Yelitza Rondón")
ACT = {"actor": SECRETARY, "at": EVENING}

DELIVER = "Entregar 3.000 plantas a 24 familias, hasta 200 por familia, a cambio de dos jornadas."
AMENDED = (
    "Entregar 3.000 plantas a 24 familias, hasta 200 por familia y 150 si tiene menos de 1 ha, "
    "a cambio de dos jornadas."
)
REPORT = (
    "Se informa que se sembraron **6.000** semillas, germinaron 4.980 y se embolsaron 4.720.\n\n"
    "| Causa | Plantas |\n|---|---|\n| hongo | 190 |\n| sequía | 70 |\n\n"
    "Existencia esperada 4.460; el conteo dio 4.401, diferencia de −59."
)


def at(hour: int, minute: int = 0) -> datetime:
    """A moment of that Wednesday, by the clock of Caracas."""
    return NINE + timedelta(hours=hour - 9, minutes=minute)


@dataclass
class Wednesday:
    """The meeting and what was made in it."""

    commune: Commune
    meeting: Meeting
    items: dict[str, AgendaItem] = field(default_factory=dict)
    motions: dict[str, Motion] = field(default_factory=dict)
    votes: dict[str, Vote] = field(default_factory=dict)


def wednesday(session: Session, commune: Commune, *, end: bool = True) -> Wednesday:
    """Hold the whole meeting and flush; it is ready to have its minutes closed."""
    made = _convened(session, commune)
    _opened(session, made)
    _nursery(session, made)
    _election(session, made)
    _roll_call(session, made)
    meetings.defer_item(session, item=made.items["other"], **ACT)
    if end:
        meetings.end_session(session, meeting=made.meeting, when=at(13, 5), **ACT)
    session.flush()
    return made


def _convened(session: Session, commune: Commune) -> Wednesday:
    commune.principals[0].name = "Pedro Rojas"
    commune.principals[1].name = "Ana Belén Guaregua"
    meeting = meetings.create_meeting(
        session,
        body=commune.body,
        kind=MeetingKind.ordinary,
        scheduled_at=NINE,
        place="Casa de la comuna",
        number=31,
        **ACT,
    )
    made = Wednesday(commune, meeting)
    agenda = (
        ("roll", "Lista y quórum", ItemKind.roll_call),
        ("nursery", "Vivero de café: entrega de plantas", ItemKind.motion),
        ("election", "Elección de la coordinación del vivero", ItemKind.election),
        ("accounts", "Rendición de cuentas del trimestre", ItemKind.accounts),
        ("other", "Puntos varios", ItemKind.other_business),
    )
    for key, title, kind in agenda:
        made.items[key] = meetings.add_item(
            session, meeting=meeting, title=title, kind=kind, presenter_name="Juan Rondón", **ACT
        )
    meetings.convene(session, meeting=meeting, **ACT)
    meetings.record_notice(
        session,
        meeting=meeting,
        means=NoticeMeans.personal,
        given_on=date(2026, 5, 17),
        organization_ids=[seat.organization_id for seat in commune.seats],
        given_by="Yelitza Rondón",
        **ACT,
    )
    return made


def _opened(session: Session, made: Wednesday) -> None:
    commune, meeting = made.commune, made.meeting
    # Eleven seats: the alternate sits for a sick principal in the first, ten principals beside her.
    present = [commune.alternates[0].id, *(each.id for each in commune.principals[1:11])]
    meetings.call_roll(
        session, meeting=meeting, number=1, when=at(9), present=present, head_count=None, **ACT
    )
    secretary = commune.accounts["secretary"].person
    chair = commune.accounts["chair"].person
    chair.name, secretary.name = "Carmen Díaz", "Yelitza Rondón"
    meetings.set_chair_and_secretary(
        session, meeting=meeting, chair=chair, secretary=secretary, **ACT
    )


def _nursery(session: Session, made: Wednesday) -> None:
    commune, meeting, item = made.commune, made.meeting, made.items["nursery"]
    meetings.open_item(session, item=item, when=at(9, 20), **ACT)
    meetings.write_text(session, item=item, text=REPORT, version=0, **ACT)
    for person in commune.principals[11:15]:  # late arrivals: fifteen seats
        meetings.arrive(session, meeting=meeting, person=person, when=at(9, 48), **ACT)
    motion = motions.submit_motion(
        session,
        body=commune.body,
        text=DELIVER,
        title="Entrega de plantas",
        item=item,
        mover_id=commune.principals[1].id,
        seconder_name="José Cova",
        **ACT,
    )
    amendment = motions.propose_amendment(
        session, motion=motion, text=AMENDED, item=item, mover_name="María Solano", **ACT
    )
    made.motions |= {"deliver": motion, "amend": amendment}
    made.votes["amend"] = vote(session, item, Tally(15, 0, 0), motion=amendment)
    made.votes["deliver"] = carried = vote(session, item, Tally(12, 1, 2), motion=motion)
    voting.add_dissent(
        session,
        vote=carried,
        name="José Cova",
        text="Sin precio no hay reposición de bolsas.",
        **ACT,
    )
    voting.cite_mandate(
        session,
        vote=carried,
        seat_id=commune.seats[1].id,
        person_id=commune.principals[1].id,
        assembly="Asamblea de El Guásimo",
        held_on=date(2026, 5, 5),
        text="Votar a favor si hay tope por familia.",
        **ACT,
    )
    (decision,) = motions_queries.decisions_of_item(session, item.id)
    for text, who, due in (
        ("Compra cal y bolsas", "Juan Rondón", date(2026, 5, 28)),
        ("Entrega la lista de familias", "María Solano", date(2026, 5, 23)),
    ):
        commitments.take_on(
            session,
            meeting=meeting,
            text=text,
            due_on=due,
            item=item,
            decision=decision,
            responsible=who,
            **ACT,
        )
    meetings.close_item(session, item=item, when=at(11), **ACT)


def _election(session: Session, made: Wednesday) -> None:
    item = made.items["election"]
    meetings.open_item(session, item=item, when=at(11, 5), **ACT)
    meetings.write_text(
        session,
        item=item,
        text="Votación secreta con papeletas. Queda electa Yusmary Rojas.",
        version=0,
        **ACT,
    )
    made.votes["election"] = vote(
        session,
        item,
        Tally(9, 5, 0, 1, 0),
        question="Yusmary Rojas coordina el vivero",
        method=Method.secret_paper,
        tellers="Rosa Tineo y Petra Guaina",
    )
    meetings.close_item(session, item=item, when=at(12), **ACT)


def _roll_call(session: Session, made: Wednesday) -> None:
    commune, item = made.commune, made.items["accounts"]
    leaving = commune.principals[3]
    meetings.depart(session, meeting=made.meeting, person=leaving, when=at(11, 30), **ACT)
    meetings.open_item(session, item=item, when=at(12, 5), **ACT)
    meetings.write_text(
        session, item=item, text="Se leen las cuentas. La contraloría opina.", version=0, **ACT
    )
    motion = motions.submit_motion(
        session, body=commune.body, text="Aprobar las cuentas.", title="Cuentas", item=item, **ACT
    )
    made.motions["accounts"] = motion
    opened = voting.open_vote(
        session,
        item=item,
        method=Method.roll_call,
        requirement=PRESETS[Preset.absolute_seats],
        motion=motion,
        **ACT,
    )
    options = {seat.id: Option.yes for seat in commune.seats}
    options[commune.seats[3].id] = options[commune.seats[15].id] = Option.absent
    options[commune.seats[7].id] = Option.no
    voting.record_roll_call(session, vote=opened, options=options, **ACT)
    voting.close_vote(session, vote=opened, **ACT)
    made.votes["accounts"] = opened
    meetings.close_item(session, item=item, when=at(13), **ACT)


def vote(
    session: Session,
    item: AgendaItem,
    tally: Tally,
    *,
    motion: Motion | None = None,
    question: str = "",
    method: Method = Method.show_of_hands,
    tellers: str = "",
) -> Vote:
    """Put to the vote, count and close, by more than half of the seats."""
    opened = voting.open_vote(
        session,
        item=item,
        method=method,
        requirement=PRESETS[Preset.absolute_seats],
        motion=motion,
        question=question,
        **ACT,
    )
    voting.record_counts(session, vote=opened, tally=tally, tellers=tellers, **ACT)
    voting.close_vote(session, vote=opened, **ACT)
    return opened


__all__ = ["ACT", "EVENING", "NINE", "SECRETARY", "ItemStatus", "Wednesday", "at", "wednesday"]
