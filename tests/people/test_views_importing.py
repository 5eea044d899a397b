"""Bringing people and seats from files of other programs."""

import io
import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from assembly import clock
from assembly.journal.models import JournalEntry
from assembly.people.models import Membership, Organization, Person, Seat
from assembly.people.rules import Electorate, Holding

pytestmark = pytest.mark.both_databases

# Columns, quoting and a comment of several lines as OpenSlides 2 writes them; the people are invented.
OPENSLIDES = (
    "title,first_name,last_name,structure_level,groups,comment,is_active\n"
    ",Ana Belén,Guaregua,Delegación Norte,3,,1\n"
    'Dr.,Luis,Marcano,Delegación Norte,4,"Primera línea\n\nsegunda línea",1\n'
    ",Tädi,Vatandaş,Delegación Sur,,,0\n"
)


def bring(client, body_id, content, name="gente.csv"):
    if isinstance(content, str):
        content = content.encode()
    return client.post(
        f"/people/bodies/{body_id}/import", data={"file": (io.BytesIO(content), name)}
    )


def fields(page):
    """What the preview's form would send: its selects and its hidden plan."""
    found = {
        name: (re.search(r'<option selected value="([^"]*)"', inner) or [None, ""])[1]
        for name, inner in re.findall(
            r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.S
        )
    }
    found["plan"] = re.search(r'name="plan"[^>]*value="([^"]*)"', page)[1]
    return found


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def secretary(sign_in):
    return sign_in("secretary")


def test_a_file_of_another_program_is_previewed_and_imported_whole(session, commune, secretary):
    before = count(session, Person)
    answer = bring(secretary, commune.body.id, OPENSLIDES)
    assert answer.status_code == 303
    page = secretary.get(answer.location)
    assert "Dr. Luis Marcano" in page.text
    assert count(session, Person) == before  # only looked at
    sent = fields(page.text) | {"seating": "per_person", "do": "look"}
    page = secretary.post(answer.location, data=sent)
    assert page.status_code == 200
    done = secretary.post(answer.location, data=fields(page.text) | {"do": "import"})
    assert done.status_code == 303
    luis = session.scalars(select(Person).where(Person.name == "Dr. Luis Marcano")).one()
    assert luis.note == "Primera línea\n\nsegunda línea"
    assert luis.organization.name == "Delegación Norte"
    assert luis.organization.parent_id == commune.organization.id
    seats = select(Seat.label).join(Membership).join(Person).where(Person.id == luis.id)
    assert session.scalars(seats).all() == ["Dr. Luis Marcano"]
    inactive = session.scalars(select(Person).where(Person.name == "Tädi Vatandaş")).one()
    assert not inactive.active
    # Who is no longer active gets no seat.
    assert "Tädi Vatandaş" not in session.scalars(select(Seat.label)).all()
    assert count(session, Person) == before + 3
    entry = session.scalars(select(JournalEntry).where(JournalEntry.verb == "people.import")).one()
    assert "Marcano" not in entry.data


def test_the_same_file_again_creates_nothing(session, commune, secretary):
    for _ in range(2):
        address = bring(secretary, commune.body.id, OPENSLIDES).location
        page = secretary.get(address)
        assert secretary.post(address, data=fields(page.text) | {"do": "import"}).status_code in (
            303,
        )
        session.expire_all()
        people = count(session, Person), count(session, Organization)
    # 16 principals, 16 alternates, five more with accounts; and the three of the file, once
    assert people == (38 + 3, 17 + 2)


def test_alternates_get_their_seat_by_the_council_in_latin_1(session, commune, secretary):
    text = (
        "Nombre;Cédula;Consejo comunal;Calidad\n"
        "Petra Guaina;V-5.555.555;El Guásimo;suplente\n"
        "Rosa Tineo;V-6.666.666;Quebrada Honda;principal\n"
    )
    address = bring(secretary, commune.body.id, text.encode("latin-1")).location
    page = secretary.get(address)
    assert secretary.post(address, data=fields(page.text) | {"do": "import"}).status_code == 303
    held = (
        select(Seat.label, Membership.holding, Membership.rank)
        .join(Membership.seat)
        .join(Membership.person)
        .where(Person.name.in_(["Petra Guaina", "Rosa Tineo"]))
        .order_by(Person.name)
    )
    assert session.execute(held).all() == [
        ("El Guásimo", Holding.alternate, 2),
        ("Quebrada Honda", Holding.principal, 1),
    ]


def imported(client, body_id, text, **chosen):
    """Bring a file and import it as its preview has it, with another choice where one is given."""
    address = bring(client, body_id, text).location
    looked = client.post(address, data=fields(client.get(address).text) | chosen | {"do": "look"})
    return client.post(address, data=fields(looked.text) | {"do": "import"})


def held_by(session, name):
    session.expire_all()
    seats = select(Seat).join(Membership).join(Person).where(Person.name == name)
    return session.scalars(seats.order_by(Seat.id)).all()


def test_on_a_roll_namesakes_get_a_seat_each_and_nobody_two(session, commune, secretary):
    text = "Nombre,Cédula\nJosé Pérez,V-5.555.555\nJosé Pérez,V-6.666.666\n"
    for _ in range(2):  # brought again, both are on the roll already
        assert imported(secretary, commune.body.id, text, seating="per_person").status_code == 303
        seats = held_by(session, "José Pérez")
        assert [len(seat.memberships) for seat in seats] == [1, 1]


def test_whoever_held_a_seat_before_is_seated_anew(session, commune, secretary):
    seat, person = commune.seats[0], commune.principals[0]
    for term in seat.memberships:
        term.end_date = date(2026, 5, 1)
    # A seat of the same name that ended before: nobody is put into it.
    session.add(Seat(body_id=commune.body.id, label=seat.label, end_date=date(2024, 1, 1)))
    session.commit()
    text = f"Nombre,Vocería,Desde\n{person.name},{seat.label},10/5/2026\n"
    assert imported(secretary, commune.body.id, text).status_code == 303
    session.expire_all()
    terms = [term for term in seat.memberships if term.person_id == person.id]
    assert {term.start_date for term in terms} == {date(2025, 1, 1), date(2026, 5, 10)}


def test_a_body_by_census_gets_people_but_no_seats(session, commune, secretary):
    commune.body.electorate, commune.body.census = Electorate.census, 400
    before = count(session, Seat)
    session.commit()
    text = "Nombre,Vocería\nPetra Guaina,El Cedro Nuevo\n"
    address = bring(secretary, commune.body.id, text).location
    sent = fields(secretary.get(address).text) | {"do": "import"}
    assert secretary.post(address, data=sent | {"seating": "by_column"}).status_code == 422
    assert secretary.post(address, data=sent).status_code == 303
    assert (count(session, Seat), held_by(session, "Petra Guaina")) == (before, [])


def test_with_one_fault_nothing_is_imported(session, commune, secretary):
    before = count(session, Person)
    text = "Nombre,Cédula,Consejo\nUna,V-5555555,A\nOtra,5.555.555,B\n"
    address = bring(secretary, commune.body.id, text).location
    page = secretary.get(address)
    answer = secretary.post(address, data=fields(page.text) | {"do": "import"})
    assert answer.status_code == 422
    assert count(session, Person) == before


def test_a_preview_that_is_no_longer_true_is_shown_again(session, commune, secretary):
    address = bring(secretary, commune.body.id, "Nombre,Cédula\nUna Persona,V-5555555\n").location
    sent = fields(secretary.get(address).text) | {"do": "import"}
    session.add(Person(name="Una Persona", name_key="una persona", identity_number="V-5555555"))
    session.commit()
    before = count(session, Person)
    assert secretary.post(address, data=sent).status_code == 422
    assert count(session, Person) == before


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\0\0", b"PK\x03\x04x", b"solo\n"])
def test_what_is_no_table_is_said_beside_the_field(commune, secretary, content):
    answer = bring(secretary, commune.body.id, content)
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text


def test_a_column_that_is_no_number_is_refused(commune, secretary):
    preview = bring(secretary, commune.body.id, OPENSLIDES).location
    sent = fields(secretary.get(preview).text) | {"name": "²", "do": "import"}
    assert secretary.post(preview, data=sent).status_code == 422


def test_a_file_that_nobody_imports_is_forgotten_after_a_day(app, commune, secretary):
    preview = bring(secretary, commune.body.id, OPENSLIDES).location
    digest = re.search("[0-9a-f]{64}", preview)[0]
    kept = Path(app.config["INSTANCE"]) / "uploads" / digest[:2] / digest
    os.utime(kept, (0, (clock.now() - timedelta(hours=25)).timestamp()))
    bring(secretary, commune.body.id, "Nombre\nOtra Persona\n")
    assert secretary.get(preview).status_code == 303


def test_what_people_type_stays_text(session, commune, secretary):
    text = 'Nombre,Nota\n"<script>alert(1)</script>","=1+1"\n"محمد علي",\n'
    address = bring(secretary, commune.body.id, text).location
    page = secretary.get(address)
    assert "<script>alert" not in page.text
    assert secretary.post(address, data=fields(page.text) | {"do": "import"}).status_code == 303
    odd = session.scalars(select(Person).where(Person.note == "=1+1")).one()
    assert odd.name == "<script>alert(1)</script>"


def test_ten_thousand_rows_are_previewed_and_imported(session, commune, secretary):
    rows = "".join(f"Persona {n},V-{n + 5_000_000}\n" for n in range(10_000))
    address = bring(secretary, commune.body.id, "Nombre,Cédula\n" + rows).location
    page = secretary.get(address)
    assert len(page.text) < 60_000  # only the beginning is shown
    before = count(session, Person)
    assert secretary.post(address, data=fields(page.text) | {"do": "import"}).status_code == 303
    assert count(session, Person) == before + 10_000


def test_only_who_keeps_the_record_may_import(commune, sign_in):
    for login in ("member", "oversight", "spokesperson"):
        assert bring(sign_in(login), commune.body.id, OPENSLIDES).status_code == 403
