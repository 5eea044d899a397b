"""Organizations, persons and bodies: entered, changed, refused with reasons."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from assembly.db import db
from assembly.errors import RuleViolation
from assembly.journal import queries as journal
from assembly.journal.models import JournalEntry
from assembly.people import actions, queries
from assembly.people.models import Organization
from assembly.people.rules import Classification, Electorate, Holding, Paper
from tests.commune import HOUSE, NOW

WHO = {"actor": HOUSE, "at": NOW}
COUNCIL = Classification.communal_council


def violation(act, *args, **kwargs):
    with pytest.raises(RuleViolation) as caught:
        act(*args, **kwargs)
    return caught.value


def organization(session, name, parent=None):
    return actions.create_organization(
        session, name=name, classification=COUNCIL, parent=parent, **WHO
    )


def change_organization(session, one, **changes):
    values = {
        "name": one.name,
        "classification": one.classification,
        "parent": one.parent,
        "place": one.place,
        "dissolution_date": one.dissolution_date,
    }
    return actions.edit_organization(session, organization=one, **{**values, **changes}, **WHO)


def change_person(session, one, **changes):
    values = {
        "name": one.name,
        "identity_number": one.identity_number or "",
        "organization": one.organization,
        "phone": one.phone,
        "email": one.email,
        "note": one.note,
    }
    return actions.edit_person(session, person=one, **{**values, **changes}, **WHO)


def change_body(session, one, **changes):
    names = (
        *("organization", "name", "electorate", "census", "timezone", "language", "paper"),
        *("place", "active"),
    )
    values = {name: getattr(one, name) for name in names}
    return actions.edit_body(session, body=one, **{**values, **changes}, **WHO)


# ---- organizations -------------------------------------------------------------------------------


def test_organizations_lie_in_each_other(session):
    commune = organization(session, "  Comuna\tdel  Valle ")
    council = organization(session, "El Ñame", commune)
    assert commune.name == "Comuna del Valle"
    assert council.name_key == "el name"
    assert [(each.name, depth) for each, depth in queries.in_tree_order(session)] == [
        ("Comuna del Valle", 0),
        ("El Ñame", 1),
    ]


def test_an_organization_does_not_lie_in_itself_however_deep(session):
    first = organization(session, "A")
    second = organization(session, "B", first)
    third = organization(session, "C", second)
    for parent in (first, second, third):
        refused = violation(change_organization, session, first, parent=parent)
        assert (refused.code, refused.field) == ("people.organization_inside_itself", "parent_id")
    change_organization(session, third, parent=first)
    assert [each.name for each in queries.children(session, first.id)] == ["B", "C"]


def test_two_side_by_side_do_not_bear_one_name(session):
    commune = organization(session, "Comuna")
    cedro = organization(session, "El Cedro", commune)
    refused = violation(organization, session, "el  cédro", commune)
    assert (refused.code, refused.field) == ("people.organization_exists", "name")
    assert organization(session, "El Cedro").parent is None  # elsewhere it may
    change_organization(session, cedro, dissolution_date=date(2026, 1, 1))
    assert organization(session, "El Cedro", commune)  # the old one is no more


def test_what_did_not_change_is_not_written_down(session):
    one = organization(session, "Comuna")
    before = journal.head(session).sequence
    change_organization(session, one)
    assert journal.head(session).sequence == before
    change_organization(session, one, place="Santa Bárbara")
    last = journal.head(session)
    assert last.verb == "organization.change"
    assert json.loads(last.data) == {"changed": ["place"]}


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\x00\n"])
def test_a_name_says_something(session, name):
    assert violation(organization, session, name).code == "people.name_missing"


def test_a_name_fits(session):
    refused = violation(organization, session, "ñ" * 201)
    assert (refused.code, refused.field, refused.params) == (
        "people.text_long",
        "name",
        {"most": 200},
    )
    assert organization(session, "ﷺ" * 200).name_key  # spreads to 18 letters each


# ---- persons -------------------------------------------------------------------------------------


def test_a_number_belongs_to_one_person_in_whatever_writing(session):
    ana = actions.create_person(session, name="Ana Guaregua", identity_number="12.345.678", **WHO)
    assert ana.identity_number == "V-12345678"
    refused = violation(
        actions.create_person, session, name="Luz", identity_number="v 12345678", **WHO
    )
    assert (refused.code, refused.field) == ("people.identity_taken", "identity_number")
    assert refused.params == {"number": "V-12.345.678", "name": "Ana Guaregua"}
    luz = actions.create_person(session, name="Luz", **WHO)
    assert violation(change_person, session, luz, identity_number="V12345678").code == (
        "people.identity_taken"
    )
    assert change_person(session, ana, phone="0414-1").identity_number == "V-12345678"


def test_many_have_no_number(session):
    first, second = (actions.create_person(session, name="Luz", **WHO) for _ in range(2))
    assert first.identity_number is None
    assert second.identity_number is None
    assert [each.id for each in queries.namesakes(session, "LÚZ")] == [first.id, second.id]


def test_the_journal_knows_no_numbers(session):
    ana = actions.create_person(
        session, name="Ana", identity_number="12345678", phone="0414-5551234", **WHO
    )
    change_person(session, ana, identity_number="V-87654321", phone="0414-5550000")
    written = " ".join(session.scalars(select(JournalEntry.data)))
    for secret in ("12345678", "87654321", "0414"):
        assert secret not in written
    assert json.loads(journal.head(session).data) == {"changed": ["identity_number", "phone"]}


def test_a_person_who_holds_a_seat_is_not_taken_out_of_the_lists(session, commune):
    person = commune.principals[0]
    refused = violation(actions.deactivate_person, session, person=person, **WHO)
    assert refused.code == "people.holds_seats"
    assert refused.params == {"name": person.name, "seats": "El Cedro"}
    term = queries.terms_of_person(session, person.id)[0]
    actions.end_membership(session, membership=term, end_date=NOW.date(), **WHO)
    actions.deactivate_person(session, person=person, **WHO)
    assert not person.active
    assert not commune.accounts["spokesperson"].active  # her account is closed with it
    actions.reactivate_person(session, person=person, **WHO)
    assert person.active
    assert not commune.accounts["spokesperson"].active


def test_the_day_on_which_a_term_ends_is_that_of_the_body(session, commune):
    person, term = commune.principals[0], commune.seats[0].memberships[0]
    term.end_date = date(2026, 5, 21)
    session.flush()
    # Nine in the evening of the 20th in Caracas is one o'clock of the 21st in UTC.
    late = {"actor": HOUSE, "at": datetime(2026, 5, 21, 1, tzinfo=UTC)}
    refused = violation(actions.deactivate_person, session, person=person, **late)
    assert refused.code == "people.holds_seats"


# ---- bodies --------------------------------------------------------------------------------------


def body(session, organization, **values):
    made = {"name": "Parlamento", "electorate": Electorate.seats, **values}
    return actions.create_body(session, organization=organization, **made, **WHO)


def test_a_body_by_census_needs_its_number(session):
    commune = organization(session, "Comuna")
    for census in (None, 0):
        refused = violation(body, session, commune, electorate=Electorate.census, census=census)
        assert (refused.code, refused.field) == ("people.census_missing", "census")
    assert body(session, commune, electorate=Electorate.census, census=3000).census == 3000


@pytest.mark.parametrize("zone", ["Caracas", "", "../etc/passwd", "America/Nowhere", "\x00"])
def test_a_time_zone_is_one_of_the_known(session, zone):
    refused = violation(body, session, organization(session, "Comuna"), timezone=zone)
    assert (refused.code, refused.field) == ("people.timezone_unknown", "timezone")


def test_bodies_of_an_organization_have_different_names(session):
    commune = organization(session, "Comuna")
    first = body(session, commune)
    assert violation(body, session, commune, name="PARLAMENTO ").code == "people.body_exists"
    change_body(session, first, active=False)
    assert body(session, commune, paper=Paper.a4).paper is Paper.a4


def test_a_body_with_seats_does_not_become_a_number(session, commune):
    refused = violation(
        change_body, session, commune.body, electorate=Electorate.census, census=3000
    )
    assert (refused.code, refused.params) == ("people.body_has_seats", {"count": 16})


def test_the_census_is_written_down_when_it_changes(session, commune):
    change_body(session, commune.body, census=3482)
    assert json.loads(journal.head(session).data) == {"changed": ["census"], "census": 3482}


def test_a_seat_on_a_roll_is_renamed_with_its_person(session):
    commune = organization(session, "Comuna")
    assembly = body(session, commune, electorate=Electorate.roll)
    parliament = body(session, commune, name="Otro")
    ana = actions.create_person(session, name="Ana Guaregua", **WHO)
    enrolled = actions.enroll(session, body=assembly, person=ana, start_date=None, **WHO)
    seat = actions.add_seat(session, body=parliament, label="Ana Guaregua", **WHO)
    actions.seat_person(
        session, seat=seat, person=ana, holding=Holding.principal, start_date=None, **WHO
    )
    change_person(session, ana, name="Ana Belén Guaregua")
    session.refresh(seat)
    assert enrolled.seat.label == "Ana Belén Guaregua"
    assert seat.label == "Ana Guaregua"  # the name of a council is its own


def test_all_of_it_is_in_the_journal_and_holds(session):
    commune = organization(session, "Comuna")
    body(session, commune)
    actions.create_person(session, name="Ana", **WHO)
    verbs = session.scalars(select(JournalEntry.verb).order_by(JournalEntry.sequence)).all()
    assert verbs == ["organization.create", "body.create", "person.create"]
    assert journal.verify(session) is None
    assert session.scalars(select(Organization.name)).all() == ["Comuna"]


def test_of_those_who_enter_one_number_at_once_one_succeeds(app, session):
    names = ("Ana", "Luz", "Eva", "Rosa")
    ready = threading.Barrier(len(names))

    def enter(name):
        with app.app_context():
            ready.wait()
            try:
                actions.create_person(db.session, name=name, identity_number="12345678", **WHO)
            except RuleViolation as refused:
                assert refused.params["name"] in names
                return refused.code
            db.session.commit()
            return "entered"

    with ThreadPoolExecutor(len(names)) as pool:
        answers = sorted(pool.map(enter, names))
    assert answers == ["entered"] + ["people.identity_taken"] * 3
