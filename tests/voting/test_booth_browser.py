"""The booth in Chromium: by keyboard only, with and without scripts; behind the back button lies nobody."""

import pytest
from sqlalchemy import select

from assembly import clock
from assembly.voting.models import Participation, SecretBallot
from assembly.voting.rules import Method
from tests.browser.test_accessibility import TOO_WIDE, faults
from tests.commune import PASSWORD
from tests.voting.scene import AT, hall, opened
from tests.voting.test_booth import RECEIPT, cards  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def at_that_time():
    with clock.stopped_at(AT):
        yield


@pytest.fixture
def there(session, commune):
    found = hall(session, commune)
    opened(session, found, method=Method.secret_ballots, question="¿Se compra el motor?")
    session.commit()
    return found


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
