"""Founding a house: the commune, its body with seats and rules, and who administers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.meetings import actions as meetings
from assembly.meetings.actions.rules_of_body import Standing
from assembly.meetings.rules import ItemKind, QuorumBase, QuorumCall
from assembly.people import actions as people
from assembly.people.models import Account, Body
from assembly.people.rules import Classification, Electorate
from assembly.roles import Role
from assembly.thresholds import Comparison, Threshold
from assembly.voting.actions import set_requirements
from assembly.voting.rules import PRESETS, Preset


@dataclass(frozen=True)
class Founding:
    """What the first-run page asks for. ``rule``: an RFC 5545 rule, "" if nothing recurs yet."""

    commune: str
    body: str
    councils: Sequence[str]
    others: Sequence[str]
    place: str
    majority: Preset
    rule: str
    start_time: time | None
    standing: Sequence[tuple[str, ItemKind]]
    series_name: str
    language: str
    administrator: str
    login: str
    password_hash: str


def count_try(session: Session, *, address: str, at: datetime) -> None:
    """Count a try at the first-run code. Raises ``RuleViolation`` people.blocked after too many."""
    people.begin_sign_in(session, login="first run", address=address, at=at)


def found_house(session: Session, *, founding: Founding, at: datetime) -> Account:
    """Make the commune, its body (half of the seats and one more is quorum), and its first account.

    The account administers the installation and is the body's secretary. Raises ``RuleViolation``
    ("home.already_founded") if there is an account: whoever comes second finds the door closed.
    """
    if session.scalar(select(func.count()).select_from(Account)):
        raise RuleViolation("home.already_founded")
    actor = Actor(account_id=None, name=founding.administrator)
    commune = people.create_organization(
        session,
        name=founding.commune,
        classification=Classification.commune,
        place=founding.place,
        actor=actor,
        at=at,
    )
    body = people.create_body(
        session,
        organization=commune,
        name=founding.body,
        electorate=Electorate.seats,
        language=founding.language,
        place=founding.place,
        actor=actor,
        at=at,
    )
    councils = ((name, Classification.communal_council) for name in founding.councils)
    others = ((name, Classification.productive_organization) for name in founding.others)
    for name, classification in (*councils, *others):
        organization = people.create_organization(
            session, name=name, classification=classification, parent=commune, actor=actor, at=at
        )
        people.add_seat(
            session, body=body, label=name, organization=organization, actor=actor, at=at
        )
    _rules(session, body, founding, actor, at)
    person = people.create_person(session, name=founding.administrator, actor=actor, at=at)
    account = people.create_account(
        session,
        person=person,
        login=founding.login,
        password_hash=founding.password_hash,
        administrator=True,
        language=founding.language,
        actor=actor,
        at=at,
    )
    people.grant_role(session, account=account, body=body, role=Role.secretary, actor=actor, at=at)
    session.flush()
    return account


def _rules(session: Session, body: Body, founding: Founding, actor: Actor, at: datetime) -> None:
    majority = Threshold(Fraction(1, 2), Comparison.more_than)
    calls = [QuorumCall(number=1, base=QuorumBase.seats, threshold=majority)]
    meetings.set_quorum_rules(session, body=body, calls=calls, actor=actor, at=at)
    meetings.set_convening_rule(session, body=body, notice_days=3, actor=actor, at=at)
    meetings.set_standing_items(
        session,
        body=body,
        items=[Standing(title=title, kind=kind) for title, kind in founding.standing],
        actor=actor,
        at=at,
    )
    set_requirements(
        session,
        body=body,
        ordinary=PRESETS[founding.majority],
        special=PRESETS[Preset.two_thirds_seats],
        chair_casts=False,
        actor=actor,
        at=at,
    )
    if founding.rule and founding.start_time:
        meetings.create_series(
            session,
            body=body,
            name=founding.series_name,
            rule=founding.rule,
            first_date=at.astimezone(ZoneInfo(body.timezone)).date(),
            start_time=founding.start_time,
            place=founding.place,
            actor=actor,
            at=at,
        )
