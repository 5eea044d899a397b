"""What scripts, styles and the keyboard add to convening, in Chromium."""

from datetime import date, time

import pytest
from axe_playwright_python.sync_playwright import Axe

from assembly.meetings import actions
from assembly.meetings.rules import MeetingStatus
from tests.commune import HOUSE, NOW, PASSWORD
from tests.meetings.wednesday import convene

pytestmark = pytest.mark.browser


WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def meeting_id(session, commune) -> int:
    found = convene(session, commune).id
    session.commit()
    return found


@pytest.fixture
def body(session, commune) -> str:
    """Where the pages of the body's rules begin. Nothing is read after it: that would lock the database."""
    address = f"/meetings/bodies/{commune.body.id}"
    session.commit()
    return address


@pytest.fixture
def signed_in(new_page):
    def sign_in(**how):
        page = new_page(locale="en", **how)
        page.goto("/people/login")
        page.fill("[name=login]", "secretary")
        page.fill("[name=password]", PASSWORD)
        page.locator("main form button").click()
        return page

    return sign_in


def test_the_example_follows_the_typing(signed_in, body):
    page = signed_in()
    page.goto(f"{body}/rules/edit")
    example = page.locator(".call output")
    assert example.inner_text() == "First call: more than half of the 16 seats: 9 must be present."
    page.fill("[name=calls-0-share]", "2/3")
    page.get_by_text(
        "First call: more than two thirds of the 16 seats: 11 must be present."
    ).wait_for()
    page.select_option("[name=calls-0-base]", "whoever")
    page.get_by_text("First call: whoever is present is enough.").wait_for()
    assert not page.locator("[name=calls-0-share]").is_visible()


def test_return_in_a_field_saves_and_removes_nothing(signed_in, body):
    page = signed_in()
    page.goto(f"{body}/rules/edit")
    page.fill("[name=notice_source]", "artículo 14")
    page.press("[name=notice_source]", "Enter")
    page.wait_for_url("**/rules")
    assert page.get_by_text("(artículo 14)").is_visible()
    assert page.locator(".points > li").count() == 3


def test_only_the_chosen_way_to_recur_is_shown(signed_in, body):
    page = signed_in()
    page.goto(f"{body}/series/new")
    assert page.locator("[name=weeks]").is_visible()
    assert not page.locator("[name=months]").is_visible()
    page.check("[name=pattern][value=monthly]")
    assert page.locator("[name=months]").is_visible()
    assert not page.locator("[name=weeks]").is_visible()


def test_an_item_is_moved_by_keyboard_alone(signed_in, meeting_id):
    page = signed_in(js=False)
    page.goto(f"/meetings/{meeting_id}/agenda")
    page.get_by_label("Move «Puntos varios» up").focus()
    for _ in range(3):  # the focus stays on the button of the item that moves
        with page.expect_navigation():
            page.keyboard.press("Enter")
    titles = page.locator(".points strong").all_inner_texts()
    assert titles.index("Puntos varios") == 1


def test_the_text_is_copied(signed_in, meeting_id):
    page = signed_in()
    page.goto(f"/meetings/{meeting_id}/notice")
    page.get_by_role("button", name="Copy the text").click()
    page.get_by_role("button", name="Copied").wait_for()
    page.locator("[name=note]").focus()
    page.keyboard.press("Control+V")
    assert "CONVOCATORIA · Sesión ordinaria 31" in page.locator("[name=note]").input_value()


@pytest.mark.parametrize("width", [320, 1280])
def test_everyone_can_use_the_pages(signed_in, session, commune, width):
    convened, draft = (convene(session, commune, number=number) for number in (31, 32))
    draft.status = MeetingStatus.draft
    series = actions.create_series(
        session,
        body=commune.body,
        name="Sesión ordinaria",
        rule="FREQ=WEEKLY;BYDAY=WE",
        first_date=date(2026, 5, 6),
        start_time=time(9),
        actor=HOUSE,
        at=NOW,
    )
    body = f"/meetings/bodies/{commune.body.id}"
    addresses = [
        "/meetings/",
        f"/meetings/{convened.id}",
        f"/meetings/{draft.id}",
        f"/meetings/{draft.id}/agenda",
        f"/meetings/items/{draft.items[0].id}/edit",
        f"/meetings/{convened.id}/notice",
        f"/meetings/{convened.id}/edit",
        f"/meetings/{convened.id}/cancel",
        f"/meetings/series/{series.id}",
        *(f"{body}/{page}" for page in ("new", "rules", "rules/edit", "series", "series/new")),
    ]
    session.commit()
    page = signed_in(width=width)
    for address in addresses:
        page.goto(address)
        found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
        assert not found, f"{address}: {[(each['id'], each['nodes'][0]['html']) for each in found]}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
