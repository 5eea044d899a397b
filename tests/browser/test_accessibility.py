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
from tests.browser.house import NOW, House, bring_file, furnish
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
    yield made


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


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_page_can_be_read_by_all(house, signed_in, language):
    page = signed_in("yelitza", width=320, locale=language)
    found = []
    import time

    for endpoint, address in house.pages():
        t = time.time()
        answer = page.goto(address)
        t1 = time.time()
        if answer.status != 200:
            found.append(f"{address}: {answer.status} {endpoint}")
            continue
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{width} {address}: {words}" for words in faults(page)]
        print(address, t1 - t, time.time() - t1)
        page.set_viewport_size({"width": 320, "height": 800})
    assert not found, "\n".join(found)


def faults(page: Page) -> Iterator[str]:
    """What axe finds, and how much the page is too wide."""
    for each in Axe().run(page, options=WCAG).response["violations"]:
        yield f"{each['id']} ({each['help']}): {each['nodes'][0]['html']} {[n['target'] for n in each['nodes']][:5]}"
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        yield f"{wide} px too wide"
