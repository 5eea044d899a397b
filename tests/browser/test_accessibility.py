"""Every page, in both languages, on a phone and on a desk: readable for all, and light.

Rules: WCAG 2.2 AA as far as axe can judge it; nothing wider than a phone of 320 px (WCAG 1.4.10);
at most 60 KB with everything for whoever comes first, 15 KB for each page after (design, section 4).
"""

from collections.abc import Iterable, Iterator
from typing import Any

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


@pytest.mark.parametrize(("language", "width"), [("es", 320), ("en", 1280)])
def test_every_page_can_be_read_by_all(house, signed_in, language, width):
    page = signed_in("yelitza", width=width, locale=language)
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
        # On the wide screen every fifth page: what differs is the layout, which few pages have of their own.
        seen = look(page, closely=width == 320 or number % 5 == 0)
        found += [f"{width} {address}: {words}" for words in seen["faults"]]
        if seen["wide"] > 0:
            found.append(f"{width} {address}: {seen['wide']} px too wide")
        if width == 320:
            pages = [each for url, each in sent.items() if "/static/" not in url]
            if (total := weight(pages)) > LATER:
                found.append(f"{address}: {total} bytes")
    assert not found, "\n".join(found)


LOOK = """async options => {
  for (const each of document.querySelectorAll('details')) each.open = true
  scrollTo(0, 0) // what sticks to the top covers nothing there
  const found = options ? (await axe.run(options)).violations : []
  return {
    wide: document.documentElement.scrollWidth - innerWidth,
    faults: found.map(each => `${each.id} (${each.help}), ${each.nodes.length}×: ${each.nodes[0].html}`),
  }
}"""


def look(page: Page, *, closely: bool) -> dict[str, Any]:
    """How many pixels the page is too wide; and what axe finds, without the long list of what it likes."""
    if closely:
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(LOOK, WCAG if closely else None)


def faults(page: Page) -> list[str]:
    """What axe finds on a page that another test has come to."""
    return look(page, closely=True)["faults"]


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
