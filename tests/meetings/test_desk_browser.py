"""The desk in a browser: the text that saves itself, the roll by keyboard, a meeting typed from paper."""

from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from sqlalchemy import select

from assembly import clock
from assembly.meetings import actions
from assembly.meetings.models import AgendaItem, Meeting, TextRevision
from assembly.meetings.rules import ItemStatus, MeetingStatus
from tests.commune import HOUSE, PASSWORD
from tests.meetings.wednesday import convene, oclock, opened

pytestmark = pytest.mark.browser

SAVED = "Guardado 9:30:00"


@pytest.fixture(autouse=True)
def half_past_nine():
    """The server runs in this process: its clock is that of the test."""
    with clock.stopped_at(oclock(9, 30)):
        yield


@dataclass(frozen=True)
class Held:
    """A meeting by its ids: a test that waits for a browser must not hold the database."""

    id: int
    items: tuple[int, ...]

    @classmethod
    def of(cls, session, meeting: Meeting) -> "Held":
        held = cls(meeting.id, tuple(item.id for item in meeting.items))
        session.commit()
        return held


@pytest.fixture
def meeting(session, commune):
    return Held.of(session, opened(session, commune))


@pytest.fixture
def convened(session, commune):
    return Held.of(session, convene(session, commune))


@contextmanager
def reading(session):
    """Look at what is stored now, and let go of the database."""
    session.expire_all()
    yield session
    session.commit()


@pytest.fixture
def visit(browser: Browser, live_server: str):
    """Pages whose connection may fail: what the console says of it is not held against them."""
    contexts = []

    def make(login: str = "secretary", width: int = 1280, js: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server,
            locale="es",
            viewport={"width": width, "height": 800},
            java_script_enabled=js,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        sign_in(page, login)
        return page

    yield make
    for context in contexts:
        context.close()


def sign_in(page: Page, login: str = "secretary") -> None:
    page.goto("/people/login")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")


def desk(page: Page, meeting, place: int) -> None:
    page.goto(f"/meetings/{meeting.id}/desk?item={meeting.items[place - 1]}")


def stored(session, item_id: int) -> str:
    with reading(session):
        return session.get(AgendaItem, item_id).text


def field(page: Page):
    return page.locator("textarea#text")


def said(page: Page):
    return page.locator(".saved")


# ---- the text ------------------------------------------------------------------------------------


def test_the_text_saves_itself_and_is_there_after_a_reload(new_page, session, meeting):
    page = new_page()
    sign_in(page)
    desk(page, meeting, 3)
    field(page).fill("Se sembraron 6.000.")
    expect(said(page)).to_have_text(SAVED)
    assert stored(session, meeting.items[2]) == "Se sembraron 6.000."
    page.reload()
    expect(field(page)).to_have_value("Se sembraron 6.000.")


def test_the_preview_is_drawn_from_what_is_typed(new_page, meeting):
    page = new_page()
    sign_in(page)
    desk(page, meeting, 3)
    field(page).fill("Merma **260** <b>x</b>")
    page.click(".preview summary")
    expect(page.locator(".preview strong")).to_have_text("260")
    assert page.locator(".preview b").count() == 0


def test_without_connection_the_text_waits_and_goes_when_it_returns(visit, session, meeting):
    page = visit()
    desk(page, meeting, 3)
    page.context.set_offline(True)
    field(page).fill("Escrito sin conexión.")
    expect(said(page)).to_contain_text("sin conexión")
    assert stored(session, meeting.items[2]) == ""
    page.context.set_offline(False)
    expect(said(page)).to_have_text(SAVED)
    assert stored(session, meeting.items[2]) == "Escrito sin conexión."


def test_what_never_reached_the_server_is_there_after_a_reload(visit, session, meeting):
    page = visit()
    desk(page, meeting, 3)
    page.route("**/text", lambda route: route.abort())
    field(page).fill("Se fue la luz.")
    expect(said(page)).to_contain_text("sin conexión")
    page.unroute("**/text")
    page.reload()
    expect(field(page)).to_have_value("Se fue la luz.")
    expect(said(page)).to_have_text(SAVED)
    assert stored(session, meeting.items[2]) == "Se fue la luz."


def test_an_answer_lost_on_its_way_is_no_clash(visit, session, meeting):
    page = visit()
    desk(page, meeting, 3)

    def swallow(route: Route) -> None:
        route.fetch()  # the server saves it
        route.abort()  # and nobody hears of it

    page.route("**/text", swallow, times=1)
    field(page).fill("Uno.")
    expect(said(page)).to_contain_text("sin conexión")
    field(page).fill("Uno. Dos.")
    expect(said(page)).to_have_text(SAVED)
    assert stored(session, meeting.items[2]) == "Uno. Dos."


def test_two_windows_lose_nothing(visit, session, meeting):
    one, other = visit("secretary"), visit("chair")
    desk(one, meeting, 3)
    desk(other, meeting, 3)
    field(one).fill("Escribe Rosa.")
    expect(said(one)).to_have_text(SAVED)
    field(other).fill("Escribe Luis.")
    expect(said(other)).to_contain_text("otra persona guardó este punto")
    other.click("[data-show-clash]")
    expect(other.locator("#theirs")).to_have_value("Escribe Rosa.")
    expect(other.locator("#mine")).to_have_value("Escribe Luis.")
    other.fill("#mine", "Escriben Rosa y Luis.")
    other.click("button.primary")
    expect(field(other)).to_have_value("Escriben Rosa y Luis.")
    assert stored(session, meeting.items[2]) == "Escriben Rosa y Luis."
    other.reload()
    expect(field(other)).to_have_value("Escriben Rosa y Luis.")


def test_whoever_leaves_the_saved_text_is_not_asked_again(visit, session, meeting):
    one, other = visit("secretary"), visit("chair")
    desk(one, meeting, 3)
    desk(other, meeting, 3)
    field(one).fill("Escribe Rosa.")
    expect(said(one)).to_have_text(SAVED)
    field(other).fill("Escribe Luis.")
    other.click("[data-show-clash]")
    other.click("[data-leave]")
    expect(field(other)).to_have_value("Escribe Rosa.")
    field(other).fill("Escribe Rosa. Y Luis.")
    expect(said(other)).to_have_text(SAVED)
    with reading(session):
        kept = session.scalars(select(TextRevision.text).order_by(TextRevision.id)).all()
    assert kept == ["Escribe Rosa.", "Escribe Luis.", "Escribe Rosa. Y Luis."]


def test_closed_in_the_meantime_the_text_stays_in_the_field(visit, session, meeting):
    page = visit()
    desk(page, meeting, 3)
    sealed = session.get(Meeting, meeting.id)
    actions.seal(session, meeting=sealed, actor=HOUSE, at=oclock(13))
    session.commit()
    field(page).fill("Escrito tarde.")
    expect(said(page)).to_contain_text("El acta de esta sesión está cerrada")
    expect(field(page)).to_have_value("Escrito tarde.")
    assert stored(session, meeting.items[2]) == ""


def test_signed_out_in_the_meantime_the_text_stays_too(visit, session, meeting):
    page = visit()
    desk(page, meeting, 3)
    page.context.clear_cookies()
    field(page).fill("La sesión venció.")
    expect(said(page)).to_contain_text("queda en este equipo")
    sign_in(page)
    desk(page, meeting, 3)
    expect(field(page)).to_have_value("La sesión venció.")
    expect(said(page)).to_have_text(SAVED)


def test_going_on_at_once_takes_the_last_word_along(new_page, session, meeting):
    page = new_page()
    sign_in(page)
    desk(page, meeting, 2)
    page.click("text=Abrir este punto")
    field(page).fill("Leída y aprobada.")
    page.click("button[value=next]")  # before it has saved itself
    page.wait_for_url(f"**item={meeting.items[2]}**")
    expect(field(page)).to_be_focused()
    with reading(session):
        two, three = (session.get(AgendaItem, number) for number in meeting.items[1:3])
        told = (two.text, two.status, three.status)
    assert told == ("Leída y aprobada.", ItemStatus.closed, ItemStatus.open)


# ---- the roll, and a whole meeting from paper ------------------------------------------------------


def test_the_roll_by_keyboard_counts_while_it_is_called(new_page, session, convened):
    page = new_page()
    sign_in(page)
    page.goto(f"/meetings/{convened.id}/roll")
    page.locator(".benches input").first.focus()
    for key in "12111111":
        page.keyboard.press(key)
    expect(page.locator(".count")).to_contain_text("8 de 16")
    expect(page.locator(".count")).to_contain_text("faltan 1")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("0")
    page.keyboard.press("1")
    expect(page.locator(".count")).to_contain_text("8 de 16")
    page.keyboard.press("3")
    expect(page.locator(".count")).to_contain_text("9 de 16")
    expect(page.locator(".count")).to_contain_text("hay quórum")
    assert page.locator(".count .f-alternate").count() == 1
    for _ in range(6):
        page.keyboard.press("0")
    expect(page.locator("button.primary")).to_be_focused()
    page.fill("[name=when]", "09:00")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    with reading(session):
        (check,) = session.get(Meeting, convened.id).calls
        told = (check.present, check.valid)
    assert told == (9, True)


def test_a_meeting_is_typed_from_paper_without_touching_the_mouse(new_page, session, convened):
    told = session.get(Meeting, convened.id)
    actions.type_from_paper(session, meeting=told, actor=HOUSE, at=oclock(18))
    session.commit()
    page = new_page()
    sign_in(page)
    page.goto(f"/meetings/{convened.id}/roll")
    page.locator(".benches input").first.focus()
    for _ in range(11):
        page.keyboard.press("1")
    for _ in range(5):
        page.keyboard.press("0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk*")
    field(page).focus()
    for place, item_id in enumerate(convened.items[1:], 2):
        if place > 2:
            page.wait_for_url(f"**item={item_id}**")
        expect(field(page)).to_be_focused()
        page.keyboard.type(f"Sobre el punto {place}.")
        page.keyboard.press("Control+Enter")
    page.wait_for_url("**/end")
    page.locator("button.primary").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    with reading(session):
        told = session.get(Meeting, convened.id)
        assert (told.status, told.opened_at, told.ended_at) == (MeetingStatus.ended, None, None)
        assert [item.text for item in told.items[1:]] == [
            f"Sobre el punto {place}." for place in range(2, 6)
        ]
        assert [item.status for item in told.items] == [ItemStatus.closed] * 5


@pytest.mark.parametrize("width", [320, 1280])
def test_a_meeting_without_scripts(new_page, session, convened, width):
    page = new_page(width=width, js=False)
    sign_in(page)
    page.goto(f"/meetings/{convened.id}/desk")
    page.click("a.primary")
    page.click("text=Están todas las principales")
    page.fill("[name=when]", "09:00")
    page.click("button.primary")
    page.click("button.primary")  # open the item
    page.fill("textarea#text", "Leída.")
    page.click("button.primary")  # close it and go on
    page.fill("textarea#text", "Se sembraron 6.000.")
    page.click("text=Guardar el texto")
    expect(field(page)).to_have_value("Se sembraron 6.000.")
    with reading(session):
        two, three = (session.get(AgendaItem, number) for number in convened.items[1:3])
        assert (two.text, three.text) == ("Leída.", "Se sembraron 6.000.")
        assert (two.status, three.status) == (ItemStatus.closed, ItemStatus.open)
