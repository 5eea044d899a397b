"""Every page, in both languages, on a phone and on a desk: readable for all, and light.

Rules: WCAG 2.2 AA as far as axe can judge it; nothing wider than a phone of 320 px (WCAG 1.4.10);
at most 60 KB with everything for whoever comes first, 15 KB for each page after (design, section 4).
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from assembly import clock
from assembly.db import db
from tests import databases
from tests.browser.house import NOW, House, furnish
from tests.conftest import serving

WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
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


@pytest.mark.parametrize(("language", "width"), [("es", 320), ("en", 1280)])
def test_every_page_can_be_read_by_all(house, signed_in, language, width):
    page = signed_in("yelitza", width=width, locale=language)
    found = []
    for number, (endpoint, address) in enumerate(house.pages()):
        answer = page.goto(address)
        if answer.status != 200:
            found.append(f"{address}: {answer.status} {endpoint}")
            continue
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        # On the wide screen every fifth page: what differs is the layout, which few pages have of their own.
        page.evaluate("scrollTo(0, 0)")  # what sticks to the top covers nothing there
        if width == 320 or number % 5 == 0:
            found += [f"{width} {address}: {words}" for words in faults(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            found.append(f"{width} {address}: {wide} px too wide")
    assert not found, "\n".join(found)


def faults(page: Page) -> Iterator[str]:
    """What axe finds."""
    for each in Axe().run(page, options=WCAG).response["violations"]:
        nodes = each["nodes"]
        yield f"{each['id']} ({each['help']}), {len(nodes)}×: {nodes[0]['html']}"


def test_pages_are_light_and_ask_nobody_else(house, signed_in, new_page):
    page = new_page(width=320, locale="es")
    sizes = {}
    page.on("response", lambda answer: sizes.update({answer.url: answer}))
    page.goto("/people/login")
    page.wait_for_load_state("networkidle")
    assert weight(sizes) <= FIRST
    assert all(url.startswith((page.url.split("/people")[0], "data:")) for url in sizes)
    reader = signed_in("yelitza", width=320, locale="es")
    reader.on("response", lambda answer: sizes.update({answer.url: answer}))
    reader.goto("/")  # brings the fonts and styles, once
    heavy = []
    for _, address in house.pages():
        sizes.clear()
        reader.goto(address)
        if (total := weight({url: a for url, a in sizes.items() if "/static/" not in url})) > LATER:
            heavy.append(f"{address}: {total} bytes")
    assert not heavy


def weight(answers) -> int:
    """Bytes as they cross the line."""
    total = 0
    for answer in answers.values():
        told = answer.request.sizes()
        total += told["responseBodySize"] + told["responseHeadersSize"]
    return total
