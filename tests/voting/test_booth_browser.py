"""The booth in Chromium: by keyboard only, with and without scripts; behind the back button lies nobody."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from assembly import clock
from assembly.voting.elections import CountingRule, ElectionRule
from assembly.voting.models import Participation, SecretBallot
from assembly.voting.rules import Method
from tests.browser.test_accessibility import TOO_WIDE, faults
from tests.commune import PASSWORD
from tests.voting import election_scene
from tests.voting.scene import AT, hall, opened
from tests.voting.test_booth import RECEIPT, cards  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def at_that_time():
    with clock.stopped_at(AT):
        yield


@pytest.fixture
def there(session, commune):
    return hall(session, commune)


@pytest.fixture
def motor(session, there):
    opened(session, there, method=Method.secret_ballots, question="¿Se compra el motor?")
    session.commit()


def settle(page, session, there):
    """Make the page a booth, as the secretary; gives the names of the seats that will vote in it."""
    meeting, seats = there.meeting.id, [seat.label for seat in there.commune.seats[1:3]]
    session.remove()  # the test holds the database no longer than it reads
    page.goto("/people/login")
    page.fill("[name=login]", "secretary")
    page.fill("[name=password]", PASSWORD)
    page.click("main button.primary")
    page.wait_for_selector("nav")
    page.goto(f"/voting/meetings/{meeting}/booths")
    page.click("main button.primary")
    page.wait_for_selector("[name=code]:focus")
    return seats


@pytest.mark.usefixtures("motor")
@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])
def test_nothing_of_who_voted_is_left_behind_the_back_button(session, there, cards, new_page, js):  # noqa: F811
    page = new_page(width=1024, js=js)
    seats = settle(page, session, there)
    receipts = []
    for code in cards:
        # as a scanner does: the focus is there, it types and sends
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        page.wait_for_selector("fieldset")
        # first a ballot that cannot be taken: it comes back with what was chosen
        page.evaluate("document.querySelector('[name=token]').value = 'x'")
        page.focus("fieldset input")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.wait_for_selector("[role=alert]")
        assert page.locator("fieldset input").first.is_checked()
        page.focus("fieldset input")
        page.keyboard.press("Enter")
        page.wait_for_selector(".receipt")
        receipts += RECEIPT.findall(page.content())
        page.focus("button.cast")
        page.keyboard.press("Enter")
        page.wait_for_selector("[name=code]:focus")
    assert len(set(receipts)) == 2
    for _ in range(12):
        page.go_back()
        seen = page.content()
        assert not any(text in seen for text in (*receipts, *seats, *cards, "motor"))
    assert session.scalars(select(Participation)).all()
    assert len(session.scalars(select(SecretBallot)).all()) == 2


@pytest.mark.usefixtures("motor")
def test_a_ballot_that_nobody_touches_closes_by_itself(session, there, cards, new_page):  # noqa: F811
    page = new_page(width=320)
    page.clock.install()
    settle(page, session, there)
    assert page.evaluate(TOO_WIDE) == 0
    assert faults(page) == []
    page.fill("[name=code]", cards[0])
    page.keyboard.press("Enter")
    page.wait_for_selector("fieldset")
    assert page.evaluate(TOO_WIDE) == 0
    assert faults(page) == []
    page.clock.run_for(119_000)
    page.focus("fieldset input")
    page.keyboard.press("Space")  # a touch: she has two minutes again
    page.clock.run_for(119_000)
    assert page.locator("fieldset").count() == 1
    page.clock.run_for(2_000)
    page.wait_for_selector("[name=code]:focus")
    page.goto("/voting/booth/leave")
    assert page.evaluate(TOO_WIDE) == 0
    assert faults(page) == []
    assert session.scalars(select(SecretBallot)).all() == []


def test_an_order_of_preference_by_taps_and_by_keys(session, there, cards, new_page):  # noqa: F811
    """One after the other in the booth: Beto before Ana by taps, Celia before Beto by keys."""
    rule = ElectionRule(CountingRule.scottish_stv, 1)
    election = election_scene.called(session, there, rule)
    election_scene.stand(session, election, "Ana", "Beto", "Celia")
    election_scene.opened(session, election, Method.secret_ballots)
    session.commit()
    page = new_page(width=1024)
    settle(page, session, there)

    def come_in(code):
        page.wait_for_selector("[name=code]:focus")
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-ranking]")

    come_in(cards[0])
    so_far = page.locator(".ranked-so-far output")
    for name in ("Beto", "Ana"):
        page.get_by_text(name, exact=True).click()
    expect(so_far).to_have_text("1. Beto · 2. Ana")
    page.click("button.cast")
    page.wait_for_selector(".receipt")
    page.click("button.cast")
    come_in(cards[1])
    expect(so_far).to_have_text("")
    page.focus("[data-ranking] input")
    for key in ("ArrowDown", "ArrowDown", "Space", "ArrowUp", "Space"):
        page.keyboard.press(key)
    expect(so_far).to_have_text("1. Celia · 2. Beto")
    page.focus("button.cast")
    page.keyboard.press("Enter")
    page.wait_for_selector(".receipt")
    assert sorted(session.scalars(select(SecretBallot.choice))) == ["2>1", "3>2"]
