"""Every paper of the shop: what is on it, and that it is a clean file."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from decimal import Decimal

import pytest

from assembly import paper
from assembly.commitments import actions as commitments
from assembly.meetings import queries as meetings
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import ItemKind, ItemStatus, MeetingKind, MeetingStatus
from assembly.money import actions as money
from assembly.money.actions.entries import TYPED
from assembly.money.rules import EntryKind, quarter_of
from assembly.motions.models import Motion, MotionVersion
from assembly.motions.rules import MotionKind, MotionStatus
from assembly.people.models import Seat
from assembly.people.rules import Electorate
from assembly.printing.papers import ballots, body
from assembly.printing.papers import session as of_session
from assembly.printing.papers.notices import notice
from assembly.printing.papers.sheet import Sheet
from assembly.printing.rules import Marking
from tests.commune import HOUSE, NOW
from tests.minutes.scene import ACT, wednesday
from tests.papers import complaints

ES, EN = Sheet("es", "letter"), Sheet("en", "a4")
SINCE, UNTIL = date(2026, 5, 1), date(2026, 5, 31)


@pytest.fixture
def request_of_a_page(app):
    """Papers show moments in the time zone of their page."""
    with app.test_request_context("/"):
        yield


@pytest.fixture
def coming(session, commune, request_of_a_page) -> Meeting:
    """A meeting that is convened, with a motion on its agenda."""
    meeting = Meeting(
        body=commune.body,
        kind=MeetingKind.ordinary,
        number=32,
        status=MeetingStatus.convened,
        scheduled_at=NOW,
        place="Casa de la comuna",
    )
    item = AgendaItem(
        meeting=meeting,
        position=1,
        title="Cal y bolsas",
        kind=ItemKind.motion,
        status=ItemStatus.planned,
        minutes_planned=20,
        presenter_name="Juan Rondón",
    )
    motion = Motion(
        body=commune.body,
        year=2026,
        number=9,
        kind=MotionKind.motion,
        status=MotionStatus.scheduled,
        title="Comprar cal",
        item=item,
        submitted_at=NOW,
    )
    text = MotionVersion(motion=motion, version=1, text="Comprar diez sacos.", author="x", at=NOW)
    session.add_all([meeting, item, motion, text])
    session.commit()
    return meetings.meeting(session, meeting.id)


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def motion_of(session) -> Motion:
    return session.query(Motion).filter_by(number=9).one()


def test_the_agenda_holds_the_texts_that_will_be_voted(session, coming):
    said = plain(of_session.agenda(session, coming, ES).html)
    assert "1 Cal y bolsas presenta Juan Rondón · 20 min" in said
    assert "P-2026-9 · Comprar cal Comprar diez sacos." in said


def test_the_sign_in_sheet_has_each_seat_in_both_lists_with_its_people(session, commune, coming):
    commune.principals[0].identity_number = "V-9161373"
    session.commit()
    made = of_session.sign_in(session, coming, ES).html
    for seat in commune.seats:
        assert made.count(f'<th scope="row">{seat.label}') == 2
    assert "V-9.161.373" in made
    assert made.count("Huella</th>") == 2


def test_who_signs_twice_on_one_line_does_so_from_a_hundred_and_one_seats_on(
    session, commune, coming
):
    for number in range(len(commune.seats), 101):
        commune.body.seats.append(Seat(label=f"Vocería {number}", position=number))
    session.commit()
    made = of_session.sign_in(session, coming, ES).html
    assert made.count("<table") == 1
    assert made.count("<tbody>\n<tr") == 1
    assert len(re.findall(r'<td class="n">', made)) == 101


def test_a_census_signs_on_empty_lines(session, commune, coming):
    commune.body.electorate, commune.body.census = Electorate.census, 300
    session.commit()
    made = of_session.sign_in(session, coming, ES).html
    assert len(re.findall(r'<td class="n">', made)) == 2 * 60


def test_the_tally_sheet_follows_the_order_of_the_entry_form(session, coming):
    said = plain(of_session.tally(session, coming, ES).html)
    form = ["Comprar diez sacos.", "A mano alzada", "En blanco", "Nulas", "Papeletas en la urna"]
    form += ["A favor", "En contra", "Abstenciones", "Escrutadores"]
    places = [said.index(words, said.index("P-2026-9")) for words in form]
    assert places == sorted(places)
    assert "más de la mitad" in said  # the rule of the body (tests/commune.py)


def test_the_roll_call_sheet_has_the_columns_of_the_entry_form(session, commune, coming):
    said = plain(of_session.roll_call(session, coming, ES).html)
    assert "A favor En contra Se abstiene Ausente No vota" in said
    assert all(seat.label in said for seat in commune.seats)


def test_slips_say_nothing_that_tells_them_apart(session, coming):
    made = ballots.motion_ballots(motion_of(session), "Comprar diez sacos.", ES, count=7).html
    slips = re.findall(r'<section class="slip crosses">.*?</section>', made, re.S)
    assert len(slips) == 7
    assert len(set(slips)) == 1
    for option in ("A favor", "En contra", "Me abstengo"):
        assert slips[0].count(option) == 1


def test_an_election_says_how_many_may_be_marked(session, commune, coming):
    names = ["Yusmary Rojas", "Efraín Silva", "Rosa Tineo"]
    one = ballots.election_ballots(commune.body, "Vivero", names, ES, choose=1, count=2).html
    two = ballots.election_ballots(commune.body, "Vivero", names, ES, choose=2, count=2).html
    assert "Marque un solo cuadro" in one
    assert "Marque hasta 2 cuadros" in two
    assert "debe ser la suma" in one
    assert "debe ser la suma" not in two  # two marks on a slip: the sum says nothing
    assert one.count("Rosa Tineo") == 3  # on each slip, and where the tellers count


def test_slips_for_and_against_each_and_in_order_of_preference(session, commune, coming):
    """The tellers' sheet goes in the order of the page on which it is typed (voting/_tellers.html)."""
    names, given = ["2. Yusmary Rojas", "5. Rosa Tineo"], {"choose": 1, "count": 2}
    made = ballots.election_ballots(
        commune.body, "Vivero", names, ES, marking=Marking.answers, weight=3, **given
    ).html
    slip = plain(re.findall(r'<section class="slip answers">.*?</section>', made, re.S)[1])
    assert "× 3" in slip
    assert "Yusmary Rojas A favor En contra Me abstengo Rosa Tineo A favor" in slip
    counted = plain(made)
    order = ["5 Rosa Tineo", "Papeletas válidas", "En blanco", "Nulas", "Papeletas en la urna"]
    assert sorted(order, key=counted.index) == order
    made = ballots.election_ballots(
        commune.body, "Vivero", names, ES, marking=Marking.preferences, **given
    ).html
    slip = plain(re.findall(r'<section class="slip preferences">.*?</section>', made, re.S)[0])
    assert "Rosa Tineo Escriba 1" in slip  # no number but the voter's own stands beside a name
    assert "2 Yusmary Rojas · 5 Rosa Tineo" in plain(made)


def test_the_poster_the_gazette_and_the_list_say_what_was_decided(
    session, commune, request_of_a_page
):
    held = wednesday(session, commune)
    decided = [each.decision for each in held.motions.values() if each.decision]
    taken = {"meeting": held.meeting, "decision": decided[0], "responsible": "Rosa Tineo"}
    commitments.take_on(session, text="Entregar la lista", due_on=date(2026, 5, 25), **taken, **ACT)
    session.commit()
    poster = plain(of_session.decisions(session, held.meeting, ES).html)
    issue = plain(body.gazette(session, commune.body, ES, since=SINCE, until=UNTIL, number=4).html)
    for decision in decided:
        assert f"{decision.code} {decision.title}" in poster
        assert f"{decision.code} {decision.title}" in issue
    assert "Rosa Tineo : Entregar la lista (25 may 2026)" in poster
    listed = body.open_commitments(session, commune.body, ES, today=date(2026, 5, 26)).html
    assert "25 may 2026 vencido Rosa Tineo Entregar la lista" in plain(listed)
    assert "N.º 4" in issue
    later = body.gazette(session, commune.body, ES, since=UNTIL, until=UNTIL, number=None).html
    assert "no se tomó ningún acuerdo" in later


def test_a_decision_that_was_annulled_leaves_the_gazette(session, commune, request_of_a_page):
    held = wednesday(session, commune)
    first, *_more = [each.decision for each in held.motions.values() if each.decision]
    first.annulled_by_id = first.id  # by itself, so that one decision does for the test
    session.commit()
    issue = plain(body.gazette(session, commune.body, ES, since=SINCE, until=UNTIL, number=1).html)
    kept, ended = issue.split("Dejaron de estar vigentes")
    assert first.code not in kept
    assert first.code in ended


def test_papers_without_anything_say_so(session, commune, coming):
    session.delete(motion_of(session).versions[0])
    session.delete(motion_of(session))
    session.delete(coming.items[0])
    session.commit()
    found = meetings.meeting(session, coming.id)
    session.refresh(found)
    assert "Todavía no hay nada" in plain(of_session.agenda(session, found, ES).html)
    assert "no tomó acuerdos" in plain(of_session.decisions(session, found, ES).html)
    assert "No hay nada pendiente" in plain(
        body.open_commitments(session, commune.body, ES, today=UNTIL).html
    )


def with_money(session, of_body):
    """A fund with a line of every kind that is typed, and the quarter in which they lie."""
    fund = money.make_fund(session, body=of_body, name="Caja", actor=HOUSE, at=NOW)
    for kind in TYPED:
        money.record_entry(
            session,
            fund=fund,
            kind=kind,
            day=NOW.date(),
            amount=Decimal(10),
            currency="VES",
            what="Gasolina para traer el abono de La Encrucijada",
            goods="2 sacos" if kind is EntryKind.in_kind else "",
            as_it_is="Urgente",
            actor=HOUSE,
            at=NOW,
        )
    return quarter_of(NOW.date())


PAPERS = {
    "notice": lambda s, m, sheet: notice(s, m, sheet),
    "agenda": of_session.agenda,
    "decisions": of_session.decisions,
    "sign-in": of_session.sign_in,
    "tally": of_session.tally,
    "roll-call": of_session.roll_call,
    "minutes-form": of_session.minutes_form,
    "ballots": lambda s, m, sheet: ballots.motion_ballots(motion_of(s), "Sí", sheet, count=9),
    "gazette": lambda s, m, sheet: body.gazette(
        s, m.body, sheet, since=SINCE, until=UNTIL, number=1
    ),
    "commitments": lambda s, m, sheet: body.open_commitments(s, m.body, sheet, today=UNTIL),
    "blank": lambda s, m, sheet: body.blank_minutes(s, m.body, sheet, today=UNTIL),
    "accounts": lambda s, m, sheet: body.accounts(s, m.body, sheet, with_money(s, m.body)),
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_a_clean_file_for_eyes_and_readers_of_screens(session, coming, tmp_path, name):
    """Every second one in English on A4: language and size change no structure."""
    sheet = ES if list(PAPERS).index(name) % 2 else EN
    made = PAPERS[name](session, coming, sheet)
    assert (
        complaints(paper.render(made.html, title=made.title, lang=sheet.language), tmp_path) == []
    )


def test_long_names_stay_on_the_sheet(session, commune, coming):
    """A word that no line can hold, and a name of 200 letters: nothing runs over the edge."""
    commune.seats[0].label = "Comuna Socialista Ezequiel Zamora de la Montaña Alta " * 3
    commune.principals[0].name = "María de los Ángeles Concepción " * 6
    session.commit()
    made = of_session.sign_in(session, coming, ES)
    pdf = paper.render(made.html, title=made.title, lang="es")
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    )
    edges = [float(x) for x in re.findall(r'xMax="([\d.]+)"', done.stdout.decode())]
    assert max(edges) < 612 - 40  # Letter is 612 points wide; the margin is 15 mm


def pages_of(made):
    pdf = paper.render(made.html, title=made.title, lang="es")
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().removesuffix("\f").split("\f")


def test_slips_fit_on_the_sheet_and_tellers_sign_under_what_they_counted(session, commune, coming):
    """Five names stand six times on a sheet of Letter; seventeen need a second leaf for the tellers."""
    named, given = [f"Vocera Número {n}" for n in range(1, 18)], {"choose": 2}
    pages = pages_of(
        ballots.election_ballots(commune.body, "Vivero", named[:5], ES, count=12, **given)
    )
    assert [page.count("Vocera Número 3") for page in pages] == [1, 6, 6]
    pages = pages_of(ballots.election_ballots(commune.body, "Vivero", named, ES, count=1, **given))
    (signed,) = (page for page in pages if "Escrutador o escrutadora" in page)
    assert "Papeletas en la urna" in signed
