"""Who they are: the commune, its councils and organisations, its parliament, its people. All invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from sqlalchemy.orm import Session

from assembly.demo.accounts import ACCOUNTS, HOUSE, PASSWORD
from assembly.meetings import actions as meetings
from assembly.meetings.actions.rules_of_body import Standing
from assembly.meetings.models import Series
from assembly.meetings.rules import ItemKind, QuorumBase, QuorumCall
from assembly.people import actions as people
from assembly.people.models import Body, Organization, Person, Seat
from assembly.people.passwords import hash_password
from assembly.people.rules import Classification, Electorate, Holding
from assembly.roles import Role
from assembly.thresholds import Comparison, Threshold
from assembly.voting.actions import set_requirements
from assembly.voting.rules import PRESETS, Preset

# Council, principal and her alternate.
COUNCILS = (
    ("El Cedro", "María Solano", "Pedro Rojas"),
    ("El Guásimo", "Ana Belén Guaregua", "Félix Tovar"),
    ("La Unión", "Juan Rondón", "Nelly Carvajal"),
    ("Monte Claro", "Carmen Díaz", "Argenis Mota"),
    ("Las Delicias", "José Cova", "Zoraida Guzmán"),
    ("La Esperanza", "Rosa Tineo", "Wilmer Aray"),
    ("El Progreso", "Petra Guaina", "Luisa Amundaray"),
    ("Agua Fría", "Efraín Silva", "Gladys Marín"),
    ("Los Naranjos", "Yusmary Rojas", "Ramón Chacín"),
    ("San José", "Eulogio Perdomo", "Marisol Itriago"),
    ("La Ceiba", "Betty Machuca", "Orlando Lezama"),
    ("Río Arriba", "Nicolasa Quijada", "Tomás Figuera"),
)
PRODUCERS = (
    ("Vivero y café Monte Sinaí", "Luis Marcano", "Deisy Brito"),
    ("Cacao El Guanape", "Hortensia Salazar", "Cruz Maita"),
    ("Granos La Montaña", "Víctor Azócar", "Iraida Rengel"),
)
BANK = ("Banco de la comuna", "Omaira Velásquez", "Simón Caraballo")
SECRETARY = "Yelitza Rondón"
OVERSIGHT = "Gregoria Puerta"


@dataclass
class Commune:
    """What was made, by name."""

    organization: Organization
    parliament: Body
    series: Series
    seats: dict[str, Seat] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)

    def principals(self) -> list[Person]:
        """The sixteen principals, in the order of the seats."""
        return [self.people[name] for _, name, _ in (*COUNCILS, *PRODUCERS, BANK)]


def found_commune(session: Session, *, day: date, at: datetime) -> Commune:
    """Make the commune as it was some months before ``day``."""
    begun = day - timedelta(days=400)
    root = people.create_organization(
        session,
        name="Comuna Monte Sinaí",
        classification=Classification.commune,
        place="Santa Bárbara, valle de Guanape",
        actor=HOUSE,
        at=at,
    )
    parliament = people.create_body(
        session,
        organization=root,
        name="Parlamento comunal",
        electorate=Electorate.seats,
        place="Casa de la comuna",
        actor=HOUSE,
        at=at,
    )
    series = _rules(session, parliament, day, at)
    commune = Commune(organization=root, parliament=parliament, series=series)
    groups = (
        (COUNCILS, Classification.communal_council),
        (PRODUCERS, Classification.productive_organization),
        ((BANK,), Classification.bank),
    )
    number = 0
    for members, classification in groups:
        for name, principal, alternate in members:
            number += 1
            organization = people.create_organization(
                session, name=name, classification=classification, parent=root, actor=HOUSE, at=at
            )
            commune.organizations[name] = organization
            seat = people.add_seat(
                session,
                body=parliament,
                label=name,
                organization=organization,
                start_date=begun,
                actor=HOUSE,
                at=at,
            )
            commune.seats[name] = seat
            for who, holding, base in (
                (principal, Holding.principal, 9_100_000),
                (alternate, Holding.alternate, 14_200_000),
            ):
                person = _person(session, commune, who, f"V-{base + 61_373 * number}", name, at)
                people.seat_person(
                    session,
                    seat=seat,
                    person=person,
                    holding=holding,
                    start_date=begun,
                    actor=HOUSE,
                    at=at,
                )
    _accounts(session, commune, at)
    return commune


def _person(
    session: Session, commune: Commune, name: str, number: str, council: str, at: datetime
) -> Person:
    person = people.create_person(
        session,
        name=name,
        identity_number=number,
        organization=commune.organizations.get(council),
        actor=HOUSE,
        at=at,
    )
    commune.people[name] = person
    return person


def _accounts(session: Session, commune: Commune, at: datetime) -> None:
    _person(session, commune, SECRETARY, "V-16044871", "Monte Claro", at)
    _person(session, commune, OVERSIGHT, "V-11802334", "La Ceiba", at)
    hashed = hash_password(PASSWORD)
    by_first_name = {name.split()[0].casefold(): person for name, person in commune.people.items()}
    for login, role in ACCOUNTS.items():
        account = people.create_account(
            session,
            person=by_first_name[login],
            login=login,
            password_hash=hashed,
            administrator=login == "yelitza",
            actor=HOUSE,
            at=at,
        )
        if role != "spokesperson":
            people.grant_role(
                session,
                account=account,
                body=commune.parliament,
                role=Role(role),
                actor=HOUSE,
                at=at,
            )


def _rules(session: Session, parliament: Body, day: date, at: datetime) -> Series:
    half = Threshold(Fraction(1, 2), Comparison.more_than)
    third = Threshold(Fraction(1, 3), Comparison.at_least)
    meetings.set_quorum_rules(
        session,
        body=parliament,
        calls=[
            QuorumCall(number=1, base=QuorumBase.seats, threshold=half),
            QuorumCall(number=2, base=QuorumBase.seats, threshold=third, wait_minutes=60),
        ],
        actor=HOUSE,
        at=at,
    )
    meetings.set_convening_rule(
        session,
        body=parliament,
        notice_days=3,
        notice_source="Carta comunal, artículo 21",
        actor=HOUSE,
        at=at,
    )
    standing = (
        ("Lista y quórum", ItemKind.roll_call, 15),
        ("Acta anterior", ItemKind.previous_minutes, 15),
        ("Orden del día", ItemKind.agenda, 5),
        ("Compromisos pendientes", ItemKind.commitments, 20),
        ("Puntos varios", ItemKind.other_business, 20),
    )
    meetings.set_standing_items(
        session,
        body=parliament,
        items=[Standing(title=title, kind=kind, minutes=long) for title, kind, long in standing],
        actor=HOUSE,
        at=at,
    )
    set_requirements(
        session,
        body=parliament,
        ordinary=PRESETS[Preset.absolute_seats],
        special=PRESETS[Preset.two_thirds_seats],
        chair_casts=False,
        actor=HOUSE,
        at=at,
    )
    return meetings.create_series(
        session,
        body=parliament,
        name="Todos los miércoles",
        rule="FREQ=WEEKLY;BYDAY=WE",
        first_date=day - timedelta(weeks=31),
        start_time=time(9),
        place="Casa de la comuna",
        actor=HOUSE,
        at=at,
    )
