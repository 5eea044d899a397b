"""Seats and who holds them: one principal at a time, nothing of the past deleted."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select

from assembly.db import db
from assembly.errors import RuleViolation
from assembly.journal import queries as journal
from assembly.people import actions, queries
from assembly.people.models import Membership, Person, Seat
from assembly.people.rules import Classification, Electorate, Holding
from tests.commune import HOUSE, NOW

WHO = {"actor": HOUSE, "at": NOW}
TODAY = date(2026, 5, 20)
PRINCIPAL, ALTERNATE = Holding.principal, Holding.alternate


@pytest.fixture
def parliament(session):
    commune = actions.create_organization(
        session, name="Comuna", classification=Classification.commune, **WHO
    )
    return actions.create_body(
        session, organization=commune, name="Parlamento", electorate=Electorate.seats, **WHO
    )


@pytest.fixture
def seat(session, parliament):
    return actions.add_seat(session, body=parliament, label="El Cedro", **WHO)


def person(session, name):
    return actions.create_person(session, name=name, **WHO)


def sit(session, seat, who, holding=PRINCIPAL, start=date(2025, 1, 1), end=None, **more):
    return actions.seat_person(
        session,
        seat=seat,
        person=who,
        holding=holding,
        start_date=start,
        end_date=end,
        **more,
        **WHO,
    )


def violation(act, *args, **kwargs):
    with pytest.raises(RuleViolation) as caught:
        act(*args, **kwargs)
    return caught.value


def labels(session, body):
    return [held.seat.label for held in queries.seats_of_body(session, body.id, TODAY)]


# ---- the order of seats --------------------------------------------------------------------------


def test_seats_stand_in_the_order_they_were_added(session, parliament):
    for label in ("C", "A", "B"):
        actions.add_seat(session, body=parliament, label=label, **WHO)
    assert labels(session, parliament) == ["C", "A", "B"]
    actions.sort_seats(session, body=parliament, **WHO)
    assert labels(session, parliament) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("place", "order"),
    [(1, "CABD"), (2, "ACBD"), (3, "ABCD"), (4, "ABDC"), (9, "ABDC"), (0, "CABD")],
)
def test_a_seat_moves_to_a_place_among_those_in_force(session, parliament, place, order):
    seats = {x: actions.add_seat(session, body=parliament, label=x, **WHO) for x in "AxBCD"}
    actions.end_seat(session, seat=seats["x"], end_date=date(2025, 12, 31), **WHO)
    actions.move_seat(session, seat=seats["C"], place=place, on=TODAY, **WHO)
    assert "".join(labels(session, parliament)) == order


def test_each_council_gets_one_seat_however_often_one_asks(session, parliament):
    council = Classification.communal_council
    names = ("San José", "El Cedro", "Sector 10", "Sector 9")
    for name in names:
        actions.create_organization(
            session, name=name, classification=council, parent=parliament.organization, **WHO
        )
    actions.create_organization(session, name="Otra", classification=council, **WHO)
    assert queries.unseated_kinds(session, parliament) == {council: 4}
    made = actions.add_seats_for_organizations(
        session, body=parliament, classification=council, **WHO
    )
    assert [seat.label for seat in made] == ["El Cedro", "San José", "Sector 9", "Sector 10"]
    assert [seat.organization.name for seat in made] == [seat.label for seat in made]
    again = actions.add_seats_for_organizations(
        session, body=parliament, classification=council, **WHO
    )
    assert again == []
    assert queries.unseated_kinds(session, parliament) == {}


def test_a_body_by_census_has_no_seats(session, parliament):
    assembly = actions.create_body(
        session,
        organization=parliament.organization,
        name="Asamblea",
        electorate=Electorate.census,
        census=3000,
        **WHO,
    )
    assert violation(actions.add_seat, session, body=assembly, label="A", **WHO).code == (
        "people.no_seats_here"
    )


@pytest.mark.parametrize("weight", [0, -1, 1_000_001])
def test_a_weight_is_a_whole_number_from_one(session, parliament, weight):
    refused = violation(actions.add_seat, session, body=parliament, label="A", weight=weight, **WHO)
    assert (refused.code, refused.field) == ("people.weight", "weight")


# ---- who holds a seat ----------------------------------------------------------------------------


def test_principal_and_alternates_in_order(session, parliament, seat):
    ana, luz, eva = (person(session, name) for name in ("Ana", "Luz", "Eva"))
    sit(session, seat, luz, ALTERNATE)
    sit(session, seat, eva, ALTERNATE)
    sit(session, seat, ana)
    (held,) = queries.seats_of_body(session, parliament.id, TODAY)
    assert held.principal is ana
    assert held.alternates == [luz, eva]
    assert [each.rank for each in held.memberships] == [1, 1, 2]


def test_two_principals_on_one_day_are_refused_with_both_names(session, seat):
    sit(session, seat, person(session, "Ana"), end=date(2026, 6, 30))
    refused = violation(sit, session, seat, person(session, "Luz"), start=date(2026, 6, 30))
    assert (refused.code, refused.field) == ("people.seat_taken", "person")
    assert refused.params == {"name": "Luz", "other": "Ana"}
    assert sit(session, seat, person(session, "Eva"), start=date(2026, 7, 1))


def test_two_alternates_do_not_share_a_rank(session, seat):
    sit(session, seat, person(session, "Ana"), ALTERNATE, rank=1)
    refused = violation(sit, session, seat, person(session, "Luz"), ALTERNATE, rank=1)
    assert (refused.code, refused.params) == ("people.rank_taken", {"other": "Ana", "rank": 1})


def test_nobody_is_her_own_alternate(session, seat):
    ana = person(session, "Ana")
    sit(session, seat, ana)
    assert violation(sit, session, seat, ana, ALTERNATE).code == "people.already_in_seat"


def test_one_person_may_hold_several_seats(session, parliament, seat):
    other = actions.add_seat(session, body=parliament, label="La Unión", **WHO)
    ana = person(session, "Ana")
    sit(session, seat, ana)
    sit(session, other, ana, ALTERNATE)
    (sitting,) = queries.people_of_body(session, parliament.id, TODAY)
    assert [each.label for each in sitting.seats] == ["El Cedro", "La Unión"]


def test_replacing_ends_the_old_term_the_day_before(session, seat):
    old = sit(session, seat, person(session, "Ana"))
    luz = person(session, "Luz")
    as_alternate = sit(session, seat, luz, ALTERNATE)
    new = sit(session, seat, luz, start=TODAY, replacing=True)
    assert old.end_date == as_alternate.end_date == date(2026, 5, 19)
    assert [each.id for each in queries.holders_of_seat(session, seat.id, TODAY)] == [new.id]
    assert session.scalar(select(func.count()).select_from(Membership)) == 3  # nothing deleted


def test_replacing_does_not_undo_what_began_the_same_day(session, seat):
    sit(session, seat, person(session, "Ana"), start=TODAY)
    refused = violation(sit, session, seat, person(session, "Luz"), start=TODAY, replacing=True)
    assert refused.code == "people.seat_taken"


def test_who_is_out_of_the_lists_takes_no_seat(session, seat):
    ana = person(session, "Ana")
    actions.deactivate_person(session, person=ana, **WHO)
    assert violation(sit, session, seat, ana).code == "people.person_inactive"


def test_dates_are_in_order(session, seat):
    refused = violation(
        sit, session, seat, person(session, "Ana"), start=TODAY, end=date(2026, 5, 19)
    )
    assert (refused.code, refused.field) == ("people.dates_order", "end_date")
    term = sit(session, seat, person(session, "Luz"), start=TODAY)
    refused = violation(
        actions.end_membership, session, membership=term, end_date=date(2026, 5, 19), **WHO
    )
    assert refused.code == "people.dates_order"


def test_a_term_that_is_over_is_not_made_longer_by_ending_it(session, seat):
    term = sit(session, seat, person(session, "Ana"), end=date(2025, 6, 30))
    refused = violation(actions.end_membership, session, membership=term, end_date=TODAY, **WHO)
    assert (refused.code, refused.params) == ("people.term_over", {"end": date(2025, 6, 30)})


def test_a_correction_keeps_what_was_there_in_the_journal(session, seat):
    ana, luz = person(session, "Ana"), person(session, "Luz")
    term = sit(session, seat, ana)
    actions.correct_membership(
        session,
        membership=term,
        person=luz,
        holding=PRINCIPAL,
        rank=1,
        start_date=date(2025, 2, 1),
        end_date=None,
        **WHO,
    )
    assert term.person is luz
    assert json.loads(journal.head(session).data) == {
        "before": {"person_id": ana.id, "start_date": "2025-01-01"},
        "after": {"person_id": luz.id, "start_date": "2025-02-01"},
    }


def test_a_correction_is_held_to_the_same_rules(session, seat):
    sit(session, seat, person(session, "Ana"))
    term = sit(session, seat, person(session, "Luz"), ALTERNATE)
    refused = violation(
        actions.correct_membership,
        session,
        membership=term,
        person=term.person,
        holding=PRINCIPAL,
        rank=1,
        start_date=term.start_date,
        end_date=None,
        **WHO,
    )
    assert refused.params == {"name": "Luz", "other": "Ana"}


# ---- the end of a seat ---------------------------------------------------------------------------


def test_a_seat_ends_with_its_terms_and_stays(session, parliament, seat):
    gone = sit(session, seat, person(session, "Ana"), end=date(2025, 6, 30))
    here = sit(session, seat, person(session, "Luz"), start=date(2025, 7, 1))
    actions.end_seat(session, seat=seat, end_date=date(2026, 5, 19), **WHO)
    assert gone.end_date == date(2025, 6, 30)
    assert here.end_date == date(2026, 5, 19)
    assert queries.seats_of_body(session, parliament.id, TODAY) == []
    assert len(queries.seats_of_body(session, parliament.id, date(2026, 5, 19))) == 1
    assert violation(sit, session, seat, person(session, "Eva"), start=TODAY).code == (
        "people.seat_ended"
    )
    actions.reopen_seat(session, seat=seat, **WHO)
    assert here.end_date == date(2026, 5, 19)  # who left has left
    assert sit(session, seat, person(session, "Eva"), start=TODAY)


def test_a_seat_does_not_end_before_a_term_that_is_to_come(session, seat):
    sit(session, seat, person(session, "Ana"), start=date(2026, 6, 1))
    refused = violation(actions.end_seat, session, seat=seat, end_date=TODAY, **WHO)
    assert refused.params == {"name": "Ana", "start": date(2026, 6, 1)}
    assert seat.end_date is None


# ---- a roll --------------------------------------------------------------------------------------


@pytest.fixture
def roll(session, parliament):
    return actions.create_body(
        session,
        organization=parliament.organization,
        name="Asamblea",
        electorate=Electorate.roll,
        **WHO,
    )


def test_on_a_roll_each_person_has_a_seat_of_her_own(session, roll):
    for name in ("Ana", "Luz"):
        actions.enroll(session, body=roll, person=person(session, name), start_date=None, **WHO)
    held = queries.seats_of_body(session, roll.id, TODAY)
    assert [(each.seat.label, each.principal.name) for each in held] == [
        ("Ana", "Ana"),
        ("Luz", "Luz"),
    ]


def test_nobody_is_on_a_roll_twice_but_may_come_back(session, roll, parliament):
    ana = person(session, "Ana")
    term = actions.enroll(session, body=roll, person=ana, start_date=date(2025, 1, 1), **WHO)
    refused = violation(actions.enroll, session, body=roll, person=ana, start_date=TODAY, **WHO)
    assert (refused.code, refused.params) == ("people.already_on_roll", {"name": "Ana"})
    actions.end_seat(session, seat=term.seat, end_date=date(2025, 12, 31), **WHO)
    assert actions.enroll(session, body=roll, person=ana, start_date=TODAY, **WHO)
    refused = violation(
        actions.enroll, session, body=parliament, person=ana, start_date=TODAY, **WHO
    )
    assert refused.code == "people.not_a_roll"


# ---- two at once ---------------------------------------------------------------------------------


def test_two_secretaries_cannot_both_fill_a_seat(app, session, seat):
    names = ("Ana", "Luz", "Eva", "Rosa")
    ids = [person(session, name).id for name in names]
    seat_id, ready = seat.id, threading.Barrier(len(ids))
    session.commit()

    def fill(person_id):
        with app.app_context():
            ready.wait()
            try:
                sit(
                    db.session,
                    db.session.get(Seat, seat_id),
                    db.session.get(Person, person_id),
                )
            except RuleViolation as refused:
                return refused.code
            db.session.commit()
            return "seated"

    with ThreadPoolExecutor(len(ids)) as pool:
        answers = sorted(pool.map(fill, ids))
    assert answers == ["people.seat_taken"] * 3 + ["seated"]
