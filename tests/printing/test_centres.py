"""The papers of a vote in voting centres: a page each to count on, the register to sign, their slips."""

import re
from fractions import Fraction

import pytest

from assembly import paper
from assembly.people.models import Person
from assembly.people.rules import Electorate
from assembly.printing.papers import centres
from assembly.printing.papers.sheet import Sheet
from assembly.printing.rules import papers_of, slips_to_print
from assembly.thresholds import Comparison, Threshold
from assembly.voting import actions
from assembly.voting.rules import Base, Requirement
from tests.papers import complaints
from tests.printing.test_papers import plain
from tests.printing.test_views import words
from tests.voting.scene import AT, SECRETARY, hall
from tests.voting.test_centres import FIFTEEN_IN_A_HUNDRED

WIDEST = Requirement(Threshold(Fraction(66667, 100_000), Comparison.at_least), Base.seats)
ES, EN = Sheet("es", "letter"), Sheet("en", "a4")


@pytest.fixture
def vote(app, session, commune):
    """El Cedro with its two people, and a school of which the house knows the name; the words are long."""
    there = hall(session, commune)
    commune.body.electorate, commune.body.census = Electorate.census, 800
    with app.test_request_context("/"):
        yield actions.open_in_centres(
            session,
            item=there.item,
            question="¿Se aprueba la carta?\n\n" + "Con todos sus artículos. " * 100,
            organizations=[commune.seats[0].organization],
            places=["Escuela Básica de Guanape " * 7],
            requirement=WIDEST,
            terms=FIFTEEN_IN_A_HUNDRED,
            actor=SECRETARY,
            at=AT,
        )


def test_the_act_has_a_page_for_each_centre_in_the_order_in_which_it_is_typed(vote, tmp_path):
    made = centres.acts(vote, EN)
    pdf = paper.render(made.html, title=made.title, lang="en")
    assert complaints(pdf, tmp_path) == []
    assert "Page 1 of 2" in words(pdf)
    shorter = centres.acts(vote, ES)  # Letter is 18 mm shorter than A4
    assert "Página 1 de 2" in words(paper.render(shorter.html, title=shorter.title, lang="es"))
    said = plain(shorter.html)
    assert "tiene que votar al menos el 15 %" in said
    typed = ["Entregadas", "Encontradas en la urna", "A favor", "En contra", "Abstenciones"]
    typed += ["En blanco", "Nulas", "Incidencias", "Escrutadores y testigos"]
    assert sorted(typed, key=said.index) == typed
    assert vote.uuid.hex[:4] in said


def test_a_register_has_names_with_the_end_of_their_numbers_then_empty_lines(
    session, vote, tmp_path
):
    person = session.query(Person).filter_by(name="Vocera El Cedro").one()
    person.identity_number = "V-9161373"
    session.flush()
    made = centres.register(session, vote, 0, ES, numbers=range(1, 23))
    lines = [plain(row) for row in re.findall("<tr>.*?</tr>", made.html, re.S)[1:]]
    assert lines[:3] == ["1 Suplente El Cedro … 001", "2 Vocera El Cedro … 373", "3"]
    assert len(lines) == 22  # two names and a page of empty lines
    assert "9161373" not in made.html
    assert "9.161.373" not in made.html
    assert complaints(paper.render(made.html, title=made.title, lang="es"), tmp_path) == []


def test_a_long_register_comes_in_parts_and_slips_have_a_reserve():
    """Fifteen leaves at once; one slip in twenty more, rounded up."""
    assert papers_of(0) == []
    assert papers_of(400) == [range(1, 401)]
    assert papers_of(1000) == [range(1, 401), range(401, 801), range(801, 1001)]
    assert [slips_to_print(room) for room in (0, 20, 21, 120, 5000)] == [1, 21, 23, 126, 2000]


def test_the_papers_are_for_who_keeps_the_record(session, sign_in, vote):
    session.commit()
    here = f"/printing/votes/{vote.id}"
    secretary, member = sign_in("secretary"), sign_in("member")
    for address in ("acts.pdf", "centres/1/register.pdf", "centres/1/ballots"):
        assert f"{here}/{address}" in secretary.get(f"/voting/{vote.id}/centres").text
        assert member.get(f"{here}/{address}").status_code == 403
    secretary.post(f"/voting/{vote.id}/centres/lines", data={"lines_0": "799", "lines_1": "0"})
    page = secretary.get(f"/voting/{vote.id}/centres").text
    assert [f"register.pdf?part={part}" in page for part in (2, 3, 4)] == [True, True, False]  # 801
    assert "/centres/2/register.pdf" not in page
    assert "Vocera El Cedro" in words(secretary.get(f"{here}/centres/1/register.pdf").data)
    for nowhere in ("centres/0/ballots", "centres/3/ballots", "centres/1/register.pdf?part=4"):
        assert secretary.get(f"{here}/{nowhere}").status_code == 404


def test_slips_bear_the_name_of_their_centre_and_nothing_that_tells_them_apart(
    session, sign_in, vote
):
    session.commit()
    secretary, address = sign_in("secretary"), f"/printing/votes/{vote.id}/centres/1/ballots"
    assert 'value="24"' in secretary.get(address).text  # 2 names, 20 lines, 2 for a slip in twenty
    assert secretary.get(address, query_string={"count": "0"}).status_code == 422
    said = words(secretary.get(address, query_string={"count": "5"}).data)
    assert said.count("El Cedro") == 5 + 1  # and once where the tellers count
