"""Every page on a phone and on a desk: readable for all, and light.

Rules: WCAG 2.2 AA as far as axe can judge it; nothing wider than a phone of 320 px (WCAG 1.4.10);
at most 60 KB with everything for whoever comes first, 15 KB for each page after (design, section 4).
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, Response

from assembly import clock
from assembly.db import db
from tests import databases
from tests.browser.house import NOW, House, furnish
from tests.conftest import serving

WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "preload": False,  # our own style sheets are read already
}
FIRST, LATER = 60_000, 15_000
"""Bytes as they cross the line, headers included."""


@pytest.fixture(scope="session")
def house(make_app, make_database) -> Iterator[House]:
    """The demo in a database of its own: made once, and only read."""
    app = make_app(SQLALCHEMY_DATABASE_URI=make_database("demo"))
    databases.build(app)
    with clock.stopped_at(NOW), app.app_context():
        made = furnish(app, db.session)
        made.others["people.import_preview"] = {"digest": "x"}
        for preview in ("import_preview", "preview_assets"):
            made.others[f"projects.{preview}"] = {"digest": "x"}
        db.session.remove()
    return made


@pytest.fixture
def app(house):
    with clock.stopped_at(NOW):
        yield house.app


@pytest.fixture(scope="session")
def address(house) -> Iterator[str]:
    with serving(house.app) as where:
        yield where


@pytest.fixture
def live_server(address):
    return address


@pytest.fixture(autouse=True)
def once(request):
    """The pages are the same on both databases: they are read on the embedded one."""
    if request.config.getoption("--database") == "postgresql":
        pytest.skip("read on SQLite")


PHONE, DESK = {"width": 320, "height": 800}, {"width": 1280, "height": 800}
SAME_EVERYWHERE = ("body > header", "body > footer")


def test_every_page_can_be_read_by_all(house, signed_in):
    """In Spanish, whose words are longer; on a phone, where it is tight. A desk has only to hold them.

    What is the same everywhere is looked at on every fifth page, colours on every third: they are
    named in one sheet, and to compare them takes as long as all else.
    """
    page = signed_in("yelitza", width=320, locale="es")
    page.goto("/")  # brings the fonts and styles, once
    sent = {}
    page.on("response", lambda answer: sent.update({answer.url: answer}))
    found = []
    for number, (endpoint, address) in enumerate(house.pages()):
        sent.clear()
        answer = page.goto(address)
        if answer.status != 200:
            found.append(f"{address}: {answer.status} {endpoint}")
            continue
        found += [f"{address}: {words}" for words in faults(page, number)]
        pages = [each for url, each in sent.items() if "/static/" not in url]
        if (total := weight(pages)) > LATER:
            found.append(f"{address}: {total} bytes")
        for screen in (PHONE, DESK):
            page.set_viewport_size(screen)
            if (wide := page.evaluate(TOO_WIDE)) > 0:
                found.append(f"{address}: {wide} px too wide for {screen['width']}")
        page.set_viewport_size(PHONE)
    assert not found, "\n".join(found)


def test_every_fifth_page_can_be_read_in_english_on_a_desk(house, signed_in):
    """What differs is the layout, which few pages have of their own."""
    page = signed_in("yelitza", width=1280, locale="en")
    found = []
    for _, address in islice(house.pages(), 0, None, 5):
        page.goto(address)
        found += [f"{address}: {words}" for words in faults(page)]
        if (wide := page.evaluate(TOO_WIDE)) > 0:
            found.append(f"{address}: {wide} px too wide")
    assert not found, "\n".join(found)


LOOK = """async ([context, options]) => {
  for (const each of document.querySelectorAll('details')) each.open = true
  scrollTo(0, 0) // what sticks to the top covers nothing there
  const found = (await axe.run(context, options)).violations
  return found.map(
    each => `${each.id} (${each.help}), ${each.nodes.length}×: ${each.nodes[0].html}`
  )
}"""
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


def faults(page: Page, number: int = 0) -> list[str]:
    """What axe finds on a page, without the long list of what it likes; on page 0 everything is judged."""
    page.evaluate(AXE_SCRIPT)
    context = {"exclude": [[part] for part in SAME_EVERYWHERE] if number % 5 else []}
    rules = {"color-contrast": {"enabled": number % 3 == 0}}
    return page.evaluate(LOOK, [context, WCAG | {"rules": rules}])


def test_a_first_page_is_light_and_asks_nobody_else(new_page):
    page = new_page(width=320, locale="es")
    sent = {}
    page.on("response", lambda answer: sent.update({answer.url: answer}))
    page.goto("/people/login")
    page.wait_for_load_state("networkidle")
    assert weight(sent.values()) <= FIRST
    assert all(url.startswith((page.url.split("/people")[0], "data:")) for url in sent)


def weight(answers: Iterable[Response]) -> int:
    """Bytes as they cross the line."""
    told = [answer.request.sizes() for answer in answers]
    return sum(each["responseBodySize"] + each["responseHeadersSize"] for each in told)
