"""Votes and elections with a keyboard alone, in Chromium: whatever Tab and the arrows do not reach fails."""

import pytest
from playwright.sync_api import Locator, expect

from assembly import clock
from assembly.voting.elections import CountingRule, ElectionRule
from assembly.voting.models import Election, SecretBallot
from assembly.voting.rules import ElectionStatus, Method
from tests.browser.hands import Keyboard
from tests.commune import PASSWORD
from tests.voting import election_scene
from tests.voting.scene import AT

pytestmark = pytest.mark.browser


class Tabs(Keyboard):
    """Goes from thing to thing with Tab, within radio buttons with an arrow, as the browser lets one."""

    def reachable(self, thing: Locator) -> None:
        at_it = "e => e === document.activeElement"
        in_its_group = f"{at_it} || (e.type === 'radio' && e.name === document.activeElement.name)"
        for _step in range(120):
            if thing.evaluate(in_its_group):
                break
            self.page.keyboard.press("Tab")
        for _step in range(12):
            if thing.evaluate(at_it):
                break
            self.page.keyboard.press("ArrowDown")
        expect(thing).to_be_focused()


@pytest.fixture(autouse=True)
def at_that_time():
    with clock.stopped_at(AT):
        yield


@pytest.fixture
def signed_in(new_page):
    def sign_in(login: str, **more: object) -> Tabs:
        hands = Tabs(new_page(**more))
        hands.go("/people/login")
        hands.page.fill("[name=login]", login)
        hands.page.fill("[name=password]", PASSWORD)
        hands.page.click("main button.primary")
        hands.page.wait_for_selector("nav")
        return hands

    return sign_in


def test_a_ballot_vote_is_opened_voted_in_and_closed(session, there, signed_in):
    item = there.item.id
    session.commit()
    session.remove()
    desk, phone = signed_in("secretary"), signed_in("spokesperson", width=320)
    desk.go(f"/voting/items/{item}/put")
    desk.page.set_viewport_size({"width": 320, "height": 640})
    desk.page.locator("details:has([name=vote-asked])").evaluate("e => e.open = true")
    in_lines = desk.page.locator("[name=vote-asked]").evaluate("e => e.offsetHeight > 60")
    assert in_lines, "a long majority is cut"  # a line is 44 px high, 69 with a second one
    desk.page.set_viewport_size({"width": 1280, "height": 800})
    desk.follow("Con teléfonos, cabina y papeletas")
    desk.write("Qué se somete a votación", "¿Se compra el motor?")
    desk.mark(desk.page.get_by_label("Secreta"))
    desk.follow("Abrir la votación")
    phone.go("/")
    phone.follow_thing(phone.page.locator("a[href*='/ballot']").first)
    phone.mark(phone.page.get_by_label("A favor"))
    phone.follow("Depositar mi voto")
    expect(phone.page.locator(".receipt")).to_be_visible()
    desk.follow("Quién falta, y el cierre")
    desk.follow("Cerrar y contar")
    desk.follow("Cerrar y contar")
    expect(desk.page.locator(".why").first).to_contain_text("1 a favor")


def test_an_election_from_the_nominations_to_the_place(session, there, signed_in):
    item = there.item.id
    session.commit()
    session.remove()
    desk = signed_in("secretary", width=1024)
    desk.go(f"/voting/items/{item}/elections/call")
    desk.write("Qué se elige", "Coordinación del vivero")
    desk.follow("Convocar la elección")
    for name in ("Yusmary Rojas", "Efraín Silva"):
        desk.write("Quién", name)
        desk.follow("Postular")
    desk.follow("Someterlas a votación")
    desk.follow("Abrir la vuelta")
    for label, count in (("Yusmary Rojas", "9"), ("Efraín Silva", "5"), ("En blanco", "1")):
        desk.write(label, count)
    desk.follow("Contar")
    desk.follow("Darles sus puestos")
    desk.follow("Confirmar")
    session.expire_all()
    assert session.query(Election).one().status is ElectionStatus.installed


def test_no_candidate_stands_out_on_a_ballot(session, there, signed_in):
    """Whoever is first or last on the ballot is written as large as the others."""
    rule = ElectionRule(CountingRule.approval, 1)
    election = election_scene.called(session, there, rule)
    election_scene.stand(session, election, "Ana", "Beto", "Celia", "Dilia", "Efraín")
    vote = election_scene.opened(session, election, Method.secret_ballots).id
    session.commit()
    session.remove()
    phone = signed_in("spokesperson", width=320)
    phone.go(f"/voting/{vote}/ballot")
    look = "all => all.map(e => [e.offsetHeight, getComputedStyle(e).fontSize].join())"
    candidates = phone.page.locator(".answer:not(.lesser)").evaluate_all(look)
    assert len(candidates) == 5
    assert len(set(candidates)) == 1


def test_an_order_of_preference_by_taps_and_by_keys(session, there, signed_in):
    rule = ElectionRule(CountingRule.scottish_stv, 1)
    election = election_scene.called(session, there, rule)
    election_scene.stand(session, election, "Ana", "Beto", "Celia")
    vote = election_scene.opened(session, election, Method.secret_ballots).id
    session.commit()
    session.remove()
    phone = signed_in("spokesperson", width=320)
    page = phone.page
    phone.go(f"/voting/{vote}/ballot")
    so_far = page.locator(".ranked-so-far output")
    for name in ("Beto", "Ana", "Celia"):
        page.get_by_text(name, exact=True).click()
    expect(so_far).to_have_text("1. Beto · 2. Ana · 3. Celia")
    page.get_by_text("Beto", exact=True).click()
    expect(so_far).to_have_text("1. Ana · 2. Celia")
    phone.press(phone.thing("Deshacer lo último"))
    expect(so_far).to_have_text("1. Ana")
    phone.reachable(phone.field("Ana"))
    for key in ("ArrowDown", "ArrowDown", "Space"):
        page.keyboard.press(key)
    expect(so_far).to_have_text("1. Ana · 2. Celia")
    phone.follow("Depositar mi voto")
    assert session.query(SecretBallot).one().choice == "1>3"
