"""The wall and a phone keep themselves up to date; the page's own clock is turned by hand."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from assembly import clock
from assembly.meetings.rules import ItemStatus
from tests.commune import PASSWORD
from tests.conftest import A_WEDNESDAY
from tests.voting.scene import hall, opened, put, voted

pytestmark = pytest.mark.browser


@pytest.fixture
def there(session, commune, stopped):
    made = hall(session, commune)
    made.item.status = ItemStatus.open
    session.commit()
    return made


@pytest.fixture
def watching(browser, live_server, there):
    """A member who has opened a page; the browser may complain of lost connections."""
    contexts = []

    def open_page(path, **more):
        context = browser.new_context(base_url=live_server, locale="es", **more)
        contexts.append(context)
        page = context.new_page()
        page.goto("/people/login")
        page.fill("[name=login]", "member")
        page.fill("[name=password]", PASSWORD)
        page.click("main form button")
        page.clock.install()
        page.goto(f"/meetings/{there.meeting.id}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_the_wall_follows_and_says_when_it_cannot(session, there, watching):
    page = watching("/wall")
    motion = put(session, there.scene)
    session.commit()
    with clock.stopped_at(A_WEDNESDAY + timedelta(seconds=5)):
        page.clock.run_for(2_100)
        expect(page.locator("blockquote")).to_contain_text("3.000 plantas")
    page.context.set_offline(True)
    page.clock.run_for(2_100)
    expect(page.get_by_text("Sin conexión")).to_be_visible()
    voted(session, there, motion=motion)
    session.commit()
    with clock.stopped_at(A_WEDNESDAY + timedelta(seconds=9)):
        page.context.set_offline(False)
        page.clock.run_for(100)
        expect(page.locator(".verdict")).to_have_text("Aprobada")
    expect(page.get_by_text("Sin conexión")).to_be_hidden()


def test_a_phone_turns_to_what_is_asked_now(session, there, watching):
    page = watching("", viewport={"width": 320, "height": 640})
    expect(page.locator(".now-on")).not_to_contain_text("Se vota ahora")
    opened(session, there, question="¿Se agrega el punto previo?")
    session.commit()
    the_page_itself = page.expect_response(f"**/meetings/{there.meeting.id}")
    with clock.stopped_at(A_WEDNESDAY + timedelta(seconds=5)), the_page_itself:
        page.clock.run_for(5_100)
        expect(page.locator(".now-on")).to_contain_text("Se vota ahora")
        page.clock.run_for(2_000)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
