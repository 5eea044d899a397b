"""The demo commune on its next Wednesday, in the middle of the session: something on every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from assembly.db import Base
from assembly.demo.accounts import HOUSE, PASSWORD
from assembly.demo.commune import Commune
from assembly.demo.make import make_demo
from assembly.demo.scribe import Scribe
from assembly.meetings import actions as meetings
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import ItemKind
from assembly.minutes import closing
from assembly.motions import actions as motions
from assembly.people import actions as people
from assembly.people.models import Account
from assembly.people.rules import card_code, card_digest
from assembly.projects.models import Project
from assembly.roles import Role
from assembly.voting import actions as voting
from assembly.voting import queries as voting_queries
from assembly.voting.models import Vote
from assembly.voting.rules import PRESETS, Channel, Method, Preset, Slip, Tally, Terms
from tests.test_routes import routes

DAY = date(2026, 5, 20)
NOW = datetime(2026, 5, 27, 14, 30, tzinfo=UTC)
"""Half past ten in Caracas, a week after the story."""

NO_PAGES = {
    "money.export": "a table to take away",
    "projects.export": "a table to take away",
    "attachments.download": "a file",
    "jobs.job": "only while there is a work; has tests of its own",
    "jobs.file": "a file",
    "people.card": "only with the code of a card; has tests of its own",
    "home.healthz": "text for machines",
    "meetings.rules_example": "a piece of a page",
    "meetings.now": "a piece of a page",
    "meetings.wall_part": "a piece of a page",
    "minutes.wording_example": "a piece of a page",
    "voting.requirements_example": "a piece of a page",
    "voting.turnout": "a piece of a page",
    "voting.published_file": "a file",
    "voting.published_lines": "a file",
    "voting.ballots_blt": "a file",
    "voting.booth": "only in a booth; has a test of its own",
    "voting.leave_booth": "only in a booth; has a test of its own",
    "voting.out_of_booth": "only in a booth; has a test of its own",
    "minutes.data_schema": "data for machines",
    "home.setup": "only in an empty house; has a test of its own",
    "people.login": "only for who is not signed in; has a test of its own",
}


@dataclass
class House:
    """Where everything lies: for each part of an address the number that shows most."""

    app: Flask
    ids: dict[str, int] = field(default_factory=dict)
    # For pages that need another one than most.
    others: dict[str, dict[str, object]] = field(default_factory=dict)
    more: list[str] = field(default_factory=list)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Endpoint and address of each page that is read."""
        for rule in routes(self.app, "GET"):
            if rule.endpoint in NO_PAGES or rule.rule.endswith(".pdf"):
                continue
            yield rule.endpoint, self.address(rule)
        yield from (("more", address) for address in self.more)

    def address(self, rule: Rule) -> str:
        values = {part: self.ids.get(part) for part in rule.arguments}
        values |= self.others.get(rule.endpoint, {})
        return self.app.url_map.bind("localhost").build(rule.endpoint, values)


def furnish(app: Flask, session: Session) -> House:
    """Make the demo, close the minutes of its last session, and hold half of the next."""

    def close(meeting: Meeting, at: datetime) -> None:
        if meeting.number == 31:  # one is enough: papers take long
            closing.close(session, meeting.id, first_number=31, actor=HOUSE, at=at)

    commune = make_demo(session, day=DAY, close=close)
    _grant_all(session, commune)
    scribe = Scribe(session, commune, DAY + timedelta(weeks=1))
    scribe.meeting = _numbered(session, 32)
    scribe.open("9:00", absent=["Río Arriba", "Banco de la comuna"], alternates=["San José"])
    house = House(app)
    _hold(scribe, house)
    _hand_out_cards(session, commune, scribe.meeting, house)
    _prepare_the_next(session, commune, house)
    session.commit()
    for table in Base.metadata.tables.values():
        key = f"{table.name}_id"
        if "id" in table.c and key not in house.ids:
            found = session.scalar(select(table.c.id).order_by(table.c.id))
            house.ids[key] = found or 0
    _point(session, commune, house)
    return house


def _grant_all(session: Session, commune: Commune) -> None:
    """Who walks is secretary; for this walk she holds the other offices, too."""
    walks = session.scalars(select(Account).where(Account.login == "yelitza")).one()
    for role in (Role.treasurer, Role.oversight):
        people.grant_role(
            session, account=walks, body=commune.parliament, role=role, actor=HOUSE, at=NOW
        )


def _numbered(session: Session, number: int) -> Meeting:
    return session.scalars(select(Meeting).where(Meeting.number == number)).one()


def _hold(scribe: Scribe, house: House) -> None:
    """An item with an amended motion at the vote, a closed vote with all that may hang on it, a roll call."""
    session = scribe.session
    report = scribe.item(
        "Entrega de plantas: primer informe", "9:20", "Se lee la **lista**.\n\n- uno\n- dos"
    )
    vote = scribe.vote(report, 12, 1, 1, question="Recibir el informe", method=Method.show_of_hands)
    voting.add_dissent(
        session,
        vote=vote,
        person_id=scribe.person("José Cova").id,
        text="Falta la lista de quienes no recibieron.",
        actor=HOUSE,
        at=scribe.now,
    )
    scribe.take_on(report, "María Solano", "Traer la lista completa", 7)
    called = scribe.move(
        report, "Segunda entrega", "Entregar otras 1.000 plantas.", "Luis Marcano", "Rosa Tineo"
    )
    roll = voting.open_vote(
        session,
        item=report,
        method=Method.roll_call,
        requirement=PRESETS[Preset.absolute_seats],
        motion=called,
        actor=HOUSE,
        at=scribe.now,
    )
    item = scribe.item("Puntos varios", "10:00", "Se habla del camión.")
    terms = Terms(closes_at=NOW + timedelta(minutes=10))
    secret, named = (
        voting.open_vote(
            session,
            item=item,
            method=method,
            requirement=PRESETS[Preset.absolute_seats],
            question="¿Se presta la desmalezadora al consejo de Río Arriba?",
            terms=terms,
            actor=HOUSE,
            at=scribe.now,
        )
        for method in (Method.secret_ballots, Method.open_ballots)
    )
    for vote_of_all in (secret, named):
        _cast(session, vote_of_all)
    misread = _misread(session, item)
    spread, in_centres = (
        voting.open_in_centres(
            session,
            item=item,
            question="¿Se aprueba la carta de la comuna?",
            organizations=[scribe.commune.organizations["El Guásimo"]],
            places=["Escuela Básica"],
            requirement=PRESETS[Preset.absolute_valid],
            actor=HOUSE,
            at=scribe.now,
        )
        for _twice in range(2)
    )
    _close_in_centres(session, in_centres)
    house.others["voting.published_acts"] = {"vote_id": in_centres.id}
    motion = scribe.move(
        item,
        "Arreglo del camión",
        "Reparar el camión con 200 dólares.",
        "Juan Rondón",
        "Petra Guaina",
    )
    amendment = motions.propose_amendment(
        session,
        motion=motion,
        text="Reparar el camión con 150 dólares del fondo de transporte.",
        reason="No hay más en el fondo.",
        item=item,
        mover_id=scribe.person("Omaira Velásquez").id,
        actor=HOUSE,
        at=scribe.now,
    )
    house.ids |= {
        "meeting_id": scribe.meeting.id,
        "item_id": item.id,
        "motion_id": motion.id,
        "vote_id": vote.id,
        "place": 1,
    }
    house.others["voting.roll_call"] = {"vote_id": roll.id}
    for endpoint in ("ballot", "standing", "slips", "close"):
        house.others[f"voting.{endpoint}"] = {"vote_id": secret.id}
    house.others["voting.correct_slips"] = {"vote_id": misread.id}
    house.others["voting.my_mandate"] = {"vote_id": named.id}
    for endpoint in ("voting.centres", "printing.ballots_of_centre"):
        house.others[endpoint] = {"vote_id": spread.id}
    house.others["voting.put_motion"] = {"motion_id": amendment.id}
    house.more += [
        f"/meetings/{scribe.meeting.id}/desk?item={each.id}" for each in scribe.meeting.items
    ]
    house.more += [f"/motions/{amendment.id}"]
    house.more += [f"/voting/{each.id}" for each in (roll, secret, spread)]
    house.more += [f"/voting/{misread.id}/published"]
    house.more += [f"/voting/{named.id}/standing", f"/meetings/{scribe.meeting.id}/wall?light=dark"]


def _close_in_centres(session: Session, vote: Vote) -> None:
    """Seven slips at each centre, the last one blank."""
    acts = [
        replace(each, tally=Tally(4, 2, 0, 1, 0), handed=7, found=7, tellers="Rosa Tineo")
        for each in vote.acts
    ]
    voting.record_centres(session, vote=vote, centres=acts, actor=HOUSE, at=NOW)
    voting.close_vote(session, vote=vote, as_it_is="Es un ejemplo.", actor=HOUSE, at=NOW)


def _cast(session: Session, vote: Vote) -> None:
    """Half of the roll has voted, one of them with a slip."""
    lines = voting_queries.lines_of_roll(session, vote)
    for place, line in enumerate(lines[: len(lines) // 2]):
        voting.cast(
            session,
            vote_id=vote.id,
            person_id=line.person_id,
            choices={line.seat_id: ("yes", "no", "yes", "abstain")[place % 4]},
            token=f"{vote.uuid} {place}",
            channel=Channel.phone,
            at=NOW,
        )
    if vote.method is Method.secret_ballots:
        voting.hand_over_slip(session, vote=vote, seat_id=lines[-1].seat_id, at=NOW)


def _misread(session: Session, item: AgendaItem) -> Vote:
    """A secret vote by three slips, one of which was misread."""
    by = {"actor": HOUSE, "at": NOW}
    vote = voting.open_vote(
        session,
        item=item,
        method=Method.secret_ballots,
        requirement=PRESETS[Preset.simple],
        question="¿Se cierra el portón de noche?",
        **by,
    )
    for line in voting_queries.lines_of_roll(session, vote)[:3]:
        voting.hand_over_slip(session, vote=vote, seat_id=line.seat_id, at=NOW)
    voting.record_slips(session, vote=vote, slips=[Slip("no", 3)], **by)
    voting.close_vote(session, vote=vote, **by)
    slips = [Slip("no", 2), Slip("yes")]
    voting.correct_slips(session, vote=vote, slips=slips, reason="se leyó mal una", **by)
    return vote


def _hand_out_cards(session: Session, commune: Commune, meeting: Meeting, house: House) -> None:
    """Cards for three who have no account, in a sheet whose mark is known here."""
    mark = UUID("5c8a4f7e-0000-4000-8000-000000000001")
    codes = {person.id: card_code(mark, person.id) for person in commune.principals()[4:7]}
    key = str(house.app.secret_key)
    people.issue_cards(
        session,
        body=commune.parliament,
        digests={person_id: card_digest(code, key) for person_id, code in codes.items()},
        meeting_id=meeting.id,
        expires_at=NOW + timedelta(hours=6),
        open_accounts=True,
        actor=HOUSE,
        at=NOW,
    )
    house.others["people.card"] = {"code": next(iter(codes.values()))}


def _prepare_the_next(session: Session, commune: Commune, house: House) -> None:
    draft = meetings.convene_from_series(
        session, series=commune.series, day=DAY + timedelta(weeks=2), actor=HOUSE, at=NOW
    )
    for endpoint in ("agenda", "edit_meeting", "cancel_meeting"):
        house.others[f"meetings.{endpoint}"] = {"meeting_id": draft.id}
    house.others["meetings.edit_item"] = {"item_id": draft.items[0].id}
    house.more += [f"/meetings/{draft.id}", f"/meetings/{draft.id}/notice"]


def _point(session: Session, commune: Commune, house: House) -> None:
    ended, closed = _numbered(session, 30), _numbered(session, 31)
    published = session.scalar(select(Vote.id).where(Vote.method == Method.secret_ballots))
    house.others["voting.published"] = {"vote_id": published}
    house.more += [f"/voting/{published}", f"/voting/{published}/published?list=voters"]
    collecting = select(Project.id).where(Project.kind == "recycling")
    house.others["projects.collection_round"] = {"project_id": session.scalar(collecting)}
    for endpoint in ("draft", "close"):
        house.others[f"minutes.{endpoint}"] = {"meeting_id": ended.id}
    for meeting in (ended, closed):
        house.more += [f"/meetings/{meeting.id}", f"/meetings/{meeting.id}/desk"]
    by_name = next(i for i in closed.items if i.kind is ItemKind.report)
    house.more += [
        f"/meetings/{closed.id}/desk?item={by_name.id}",
        "/search/?q=plantas",
        "/search/?q=nadadeesto",
        "/commitments/?show=mine",
        "/commitments/?show=closed",
        "/motions/decisions?q=vivero",
        "/people/persons?q=ros",
        *(
            f"/home/help?role={role}"
            for role in ("secretary", "chair", "oversight", "administrator")
        ),
    ]
    house.ids["organization_id"] = commune.organizations["El Guásimo"].id
    house.ids["person_id"] = commune.people["Ana Belén Guaregua"].id


def bring_file(app: Flask, body_id: int) -> str:
    """Bring a file of people with a mistake in it; gives the address of its preview."""
    client = app.test_client()
    client.post("/people/login", data={"login": "yelitza", "password": PASSWORD})
    rows = "nombre;cédula;consejo\nRosa Tineo;V-9468238;La Esperanza\nNuevo Vocero;V-x;El Cedro\n"
    brought = client.post(
        f"/people/bodies/{body_id}/import",
        data={"file": (BytesIO(rows.encode()), "gente.csv")},
        content_type="multipart/form-data",
    )
    assert brought.status_code == 303
    return brought.location
