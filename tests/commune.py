"""A small commune for tests: Monte Sinaí with sixteen seats (12 councils, 3 organisations, 1 bank)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.util import identity_key

from assembly.actor import Actor
from assembly.db import Base as Tables
from assembly.meetings.models import ConveningRule, QuorumRule, StandingItem
from assembly.meetings.rules import ItemKind, QuorumBase
from assembly.people.models import Account, Body, Grant, Membership, Organization, Person, Seat
from assembly.people.passwords import hash_password
from assembly.people.rules import Classification, Electorate, Holding, fold
from assembly.roles import Role
from assembly.thresholds import Comparison
from assembly.voting.models import VotingRule
from assembly.voting.rules import Base

COUNCILS = (
    *("El Cedro", "El Guásimo", "La Unión", "Monte Claro", "Las Delicias", "La Esperanza"),
    *("El Progreso", "Agua Fría", "Los Naranjos", "San José", "La Ceiba", "Río Arriba"),
)
OFFICES = ("secretary", "chair", "oversight", "treasurer")
NOW = datetime(2026, 5, 20, 13, 0, tzinfo=UTC)  # Wednesday 20 May 2026, 9:00 in Caracas
PASSWORD = "cafe-monte-sinai"
_HASH = hash_password(PASSWORD)
HOUSE = Actor(account_id=None, name="test")


@dataclass
class Commune:
    """What was made, by name."""

    organization: Organization
    body: Body
    seats: list[Seat] = field(default_factory=list)
    principals: list[Person] = field(default_factory=list)
    alternates: list[Person] = field(default_factory=list)
    accounts: dict[str, Account] = field(default_factory=dict)


def found(session: Session) -> Commune:
    """Make the commune and flush it; the caller commits.

    Accounts (login = role name, password ``PASSWORD``): administrator, secretary, chair, oversight, treasurer,
    spokesperson (principal of the first seat), member (no role).
    """
    root = _organization(session, "Comuna Monte Sinaí", Classification.commune, None)
    body = Body(
        organization=root,
        name="Parlamento comunal",
        electorate=Electorate.seats,
        place="Casa de la comuna",
    )
    session.add(body)
    commune = Commune(organization=root, body=body)
    kinds = [(name, Classification.communal_council) for name in COUNCILS]
    kinds += [(f"Organización {n}", Classification.productive_organization) for n in (1, 2, 3)]
    kinds += [("Banco de la comuna", Classification.bank)]
    for position, (name, classification) in enumerate(kinds, 1):
        organization = _organization(session, name, classification, root)
        seat = Seat(body=body, organization=organization, label=name, position=position)
        session.add(seat)
        commune.seats.append(seat)
        for holding, people, start in (
            (Holding.principal, commune.principals, "Vocera"),
            (Holding.alternate, commune.alternates, "Suplente"),
        ):
            base = 10_000_000 if holding is Holding.principal else 20_000_000
            person = _person(session, f"{start} {name}", f"V-{base + position}", organization)
            people.append(person)
            session.add(
                Membership(seat=seat, person=person, holding=holding, start_date=date(2025, 1, 1))
            )
    _accounts(session, commune)
    _rules(session, body)
    session.flush()
    return commune


class Again:
    """Makes the same commune in one empty database after the other; the caller commits.

    The first time as ``found`` does, then from its rows: most tests begin with it, and rows are written
    ten times as fast.
    """

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._made: Commune | None = None

    def __call__(self, session: Session) -> Commune:
        if self._made is None:
            made = found(session)
            for table in Tables.metadata.sorted_tables:
                rows = session.execute(select(table)).mappings()
                if kept := [dict(row) for row in rows]:
                    self._rows[table.name] = kept
            self._made = _over(made, lambda row: (type(row), row.id))
            return made
        for name, kept in self._rows.items():
            session.execute(insert(Tables.metadata.tables[name]), kept)
        if session.get_bind().dialect.name == "postgresql":
            self._count_on(session)
        return _over(self._made, lambda key: _there(session, *key))

    def _count_on(self, session: Session) -> None:
        """Rows came with their numbers: the next ones follow them."""
        last = {
            name: max(row["id"] for row in kept)
            for name, kept in self._rows.items()
            if "id" in kept[0]
        }
        followed = (f"setval('{name}_id_seq', {number})" for name, number in last.items())
        session.execute(text(f"SELECT {', '.join(followed)}"))


def _over(commune: Commune, change: Callable[[Any], Any]) -> Commune:
    """The same with each of its rows changed into something else."""
    return Commune(
        organization=change(commune.organization),
        body=change(commune.body),
        seats=[change(each) for each in commune.seats],
        principals=[change(each) for each in commune.principals],
        alternates=[change(each) for each in commune.alternates],
        accounts={login: change(each) for login, each in commune.accounts.items()},
    )


def _there(session: Session, model: type[Any], key: int) -> Any:
    """The object of a row that is in the database; it is read when it is used."""
    if (known := session.identity_map.get(identity_key(model, key))) is not None:
        return known
    row = model(id=key)
    make_transient_to_detached(row)
    session.add(row)
    return row


def _organization(
    session: Session, name: str, classification: Classification, parent: Organization | None
) -> Organization:
    made = Organization(
        name=name, name_key=fold(name), classification=classification, parent=parent
    )
    session.add(made)
    return made


def _person(
    session: Session, name: str, number: str | None, organization: Organization | None
) -> Person:
    person = Person(
        name=name, name_key=fold(name), identity_number=number, organization=organization
    )
    session.add(person)
    return person


def _accounts(session: Session, commune: Commune) -> None:
    people = {"spokesperson": commune.principals[0]}
    for login in (*OFFICES, "administrator", "spokesperson", "member"):
        person = people.get(login) or _person(session, login.title(), None, None)
        account = Account(
            person=person,
            login=login,
            password_hash=_HASH,
            stamp="0",
            administrator=login == "administrator",
            created_at=NOW,
        )
        session.add(account)
        commune.accounts[login] = account
        if login in OFFICES:
            session.add(Grant(account=account, body=commune.body, role=Role(login)))


def _rules(session: Session, body: Body) -> None:
    session.flush()
    half, more = Fraction(1, 2), Comparison.more_than
    session.add_all(
        [
            QuorumRule(
                body_id=body.id, number=1, base=QuorumBase.seats, share=half, comparison=more
            ),
            ConveningRule(body_id=body.id, notice_days=3),
            StandingItem(
                body_id=body.id, position=1, title="Lista y quórum", kind=ItemKind.roll_call
            ),
            StandingItem(
                body_id=body.id, position=2, title="Acta anterior", kind=ItemKind.previous_minutes
            ),
            StandingItem(
                body_id=body.id, position=3, title="Puntos varios", kind=ItemKind.other_business
            ),
            VotingRule(
                body_id=body.id,
                ordinary_share=half,
                ordinary_comparison=more,
                ordinary_base=Base.seats,
                special_share=Fraction(2, 3),
                special_comparison=Comparison.at_least,
                special_base=Base.seats,
            ),
        ]
    )
