"""For tests with Chromium: hours of the story, a commune that has not met yet, people who are signed in."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from assembly import clock
from assembly.demo.accounts import PASSWORD
from assembly.demo.commune import Commune, found_commune

HERE = Path(__file__).parent
CARACAS = ZoneInfo("America/Caracas")
WEDNESDAY = date(2026, 5, 20)
"""The day of the story (domain, section 7: mandates are «of 5 May», the meeting is on a Wednesday)."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def it_is() -> Iterator[Callable[[str], None]]:
    """`it_is("2026-05-20 09:00")`: from now on it is that hour in Caracas, for the server too."""
    with ExitStack() as hours:

        def say(moment: str) -> None:
            there = datetime.fromisoformat(moment).replace(tzinfo=CARACAS)
            hours.enter_context(clock.stopped_at(there))

        yield say


@pytest.fixture
def monte_sinai(session: Session) -> Commune:
    """The commune of the demo before its first meeting: people, seats, rules, a weekly series."""
    at = datetime(2026, 5, 1, 9, tzinfo=CARACAS)
    made = found_commune(session, day=WEDNESDAY, at=at)
    session.commit()
    return made


@pytest.fixture
def signed_in(app: Flask, new_page: Callable[..., Page]) -> Callable[..., Page]:
    """`signed_in("yelitza", width=320)`: a page of somebody of the demo who has signed in already."""

    def enter(login: str, **settings: object) -> Page:
        page = new_page(**settings)
        carry_session(app, login, page)
        return page

    return enter


def carry_session(app: Flask, login: str, page: Page) -> None:
    """Sign in without typing, and give the browser the session."""
    client = app.test_client()
    answer = client.post("/people/login", data={"login": login, "password": PASSWORD})
    assert answer.status_code == 303
    name = app.config["SESSION_COOKIE_NAME"]
    cookie = client.get_cookie(name)
    assert cookie
    page.context.add_cookies(
        [{"name": name, "value": cookie.value, "domain": "127.0.0.1", "path": "/"}]
    )
