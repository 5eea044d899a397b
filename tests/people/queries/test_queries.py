"""Reads: who sits where on a day, who is found by what was typed, and in how many queries."""

import sys
from datetime import date, timedelta

import pytest

from assembly.people import actions, queries
from assembly.people.models import Membership, Organization, Person, Seat
from assembly.people.rules import Candidate, Classification, Electorate, Holding, fold
from tests.commune import HOUSE, NOW

TODAY = date(2026, 5, 20)
WHO = {"actor": HOUSE, "at": NOW}


def add_seats(session, commune, count):
    """More seats with a principal and an alternate each, as an import makes them."""
    people = [
        Person(name=f"Vocera {n:03}", name_key=f"vocera {n:03}", organization=commune.organization)
        for n in range(2 * count)
    ]
    seats = [
        Seat(body=commune.body, label=f"Consejo {n}", position=100 + n, organization=organization)
        for n, organization in enumerate(councils(session, commune, count))
    ]
    session.add_all([*people, *seats])
    for n, seat in enumerate(seats):
        session.add(Membership(seat=seat, person=people[2 * n], holding=Holding.principal))
        session.add(Membership(seat=seat, person=people[2 * n + 1], holding=Holding.alternate))
    session.commit()


def councils(session, commune, count):
    made = [
        Organization(
            name=f"Consejo {n}",
            name_key=f"consejo {n}",
            classification=Classification.communal_council,
            parent=commune.organization,
        )
        for n in range(count)
    ]
    session.add_all(made)
    return made


def everything(held):
    """Touch all that a caller of these reads uses."""
    for each in held:
        assert each.seat.organization.name
        assert [person.name for person in each.people]


@pytest.mark.parametrize("count", [3, 300])
def test_seats_and_people_of_a_body_take_one_query(session, commune, count_queries, count):
    add_seats(session, commune, count)
    body_id = commune.body.id
    session.commit()
    for read in (queries.seats_of_body, queries.people_of_body, queries.candidates):
        session.expunge_all()
        with count_queries() as counted:
            rows = read(session, body_id, TODAY)
            if read is queries.seats_of_body:
                everything(rows)
            if read is queries.people_of_body:
                assert all(each.seats[0].label and each.person.name for each in rows)
        assert counted.count == 1, counted.statements
        assert len(rows) == (16 + count) * (1 if read is queries.seats_of_body else 2)


def test_a_seat_shows_who_holds_it_on_that_day(session, commune):
    seat, body = commune.seats[0], commune.body
    old = queries.terms_of_seat(session, seat.id)[0]
    actions.end_membership(session, membership=old, end_date=TODAY - timedelta(1), **WHO)
    before = queries.seats_of_body(session, body.id, TODAY - timedelta(1))[0]
    after = queries.seats_of_body(session, body.id, TODAY)[0]
    assert before.principal is commune.principals[0]
    assert after.principal is None
    assert after.alternates == [commune.alternates[0]]
    assert queries.fillings(session, body.id, TODAY)[:2] == [Holding.alternate, Holding.principal]


def test_a_seat_with_nobody_is_among_the_seats_once(session, commune):
    actions.add_seat(session, body=commune.body, label="Vacía", **WHO)
    last = queries.seats_of_body(session, commune.body.id, TODAY)[-1]
    assert (last.seat.label, last.memberships, last.principal) == ("Vacía", (), None)
    assert queries.fillings(session, commune.body.id, TODAY)[-1] is None


def test_candidates_are_the_people_of_the_body_by_name_and_whoever_is_stored(session, commune):
    member = commune.accounts["member"].person
    offered = queries.candidates(session, commune.body.id, TODAY, also=(member.id, None))
    assert len(offered) == 33
    assert Candidate(member.id, "Member") in offered
    assert [fold(each.name) for each in offered] == sorted(fold(each.name) for each in offered)


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("union", ["La Unión"]),
        ("ARRIBA  río", ["Río Arriba"]),
        ("suplente cedro", ["El Cedro"]),
        ("%", []),
        ("nadie", []),
    ],
)
def test_a_seat_is_found_by_its_name_or_who_holds_it(session, commune, typed, labels):
    seats, more = queries.seats_page(session, commune.body.id, TODAY, typed)
    assert [held.seat.label for held in seats] == labels
    assert not more


def test_long_rolls_come_in_pages(session, commune, monkeypatch):
    monkeypatch.setattr("assembly.people.queries.seats.SEATS_PAGE", 10)
    first, more = queries.seats_page(session, commune.body.id, TODAY)
    second, no_more = queries.seats_page(session, commune.body.id, TODAY, page=2)
    assert [len(first), len(second), more, no_more] == [10, 6, True, False]
    assert [held.seat.position for held in first + second] == list(range(1, 17))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("guasimo", ["Suplente El Guásimo", "Vocera El Guásimo"]),
        ("VOCERA guásimo", ["Vocera El Guásimo"]),
        ("_", []),
        ("100%", []),
    ],
)
def test_persons_are_found_without_accents(session, commune, typed, found):
    rows, more = queries.persons(session, typed)
    assert [person.name for person in rows] == found
    assert not more


def test_a_number_finds_its_person_only_where_numbers_may_be_seen(session, commune):
    assert [each.name for each in queries.persons(session, "v 10.000.001", by_number=True)[0]] == [
        "Vocera El Cedro"
    ]
    assert queries.persons(session, "v 10.000.001")[0] == []


def test_many_persons_come_in_pages(session, commune):
    first, more = queries.persons(session, "")
    second, no_more = queries.persons(session, "", page=2)
    assert (len(first), more, no_more) == (38, False, False)  # 32 who sit and 6 with accounts only
    assert second == []
    add_seats(session, commune, 20)
    first, more = queries.persons(session, "")
    second, no_more = queries.persons(session, "", page=2)
    assert (len(first), more, len(second), no_more) == (50, True, 28, False)


def test_whoever_is_named_is_a_candidate_however_many_there_are(session, commune, monkeypatch):
    monkeypatch.setattr(sys.modules["assembly.people.queries.persons"], "_PROPOSALS", 5)
    last = commune.principals[-1]
    few = queries.known_candidates(session, organization_id=last.organization_id)
    assert len(few) == 5
    assert few[1].person_id == last.id  # those of the organization come first
    for typed in ("vocera el cédro", "V-10.000.001", "Vocera El Cedro · V-10.000.001"):
        ids = [each.person_id for each in queries.known_candidates(session, typed)]
        assert commune.principals[0].id in ids


@pytest.mark.parametrize("count", [3, 300])
def test_the_tree_takes_two_queries(session, commune, count_queries, count):
    councils(session, commune, count)
    session.commit()
    with count_queries() as counted:
        (root,) = queries.tree(session)
    assert counted.count == 2
    assert len(root.branches) == 16 + count
    assert root.all_persons == 32


def test_bodies_count_their_seats(session, commune):
    roll = actions.create_body(
        session,
        organization=commune.organization,
        name="Asamblea",
        electorate=Electorate.roll,
        **WHO,
    )
    actions.enroll(session, body=roll, person=commune.principals[0], start_date=TODAY, **WHO)
    assert queries.seat_counts(session, TODAY) == {commune.body.id: 16, roll.id: 1}
    assert queries.seat_counts(session, TODAY - timedelta(1)) == {commune.body.id: 16}
    # On a roll she speaks for herself: her organization has no seat there.
    own = commune.principals[0].organization_id
    assert [seat.body_id for seat in queries.seats_of_organization(session, own, TODAY)] == [
        commune.body.id
    ]
