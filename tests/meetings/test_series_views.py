"""Describing a series in plain words. Dates are read off the calendar of 2026."""

import pytest
from sqlalchemy import select

from assembly.meetings.models import Series
from tests.meetings.reading import filled, words

# The tests' clock stands at Wednesday 3 June 2026, 9:00 in Caracas (fixture `stopped`).
pytestmark = pytest.mark.usefixtures("stopped")

WEEKLY = {"name": "Sesión ordinaria", "pattern": "weekly", "days": ["WE"], "start_time": "09:00"}


@pytest.fixture
def secretary(sign_in):
    client = sign_in("secretary")
    client.post("/people/language", data={"language": "en"})
    return client


def new(commune) -> str:
    return f"/meetings/bodies/{commune.body.id}/series/new"


def post(client, address, **changes):
    return client.post(address, data=filled(client.get(address), **changes))


@pytest.mark.parametrize(
    ("changes", "rule", "said"),
    [
        ({}, "FREQ=WEEKLY;BYDAY=WE", "Every Wednesday, 9:00 AM"),
        (
            {"days": ["MO", "FR"], "weeks": "2"},
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
            "Every 2 weeks on Monday and Friday, 9:00 AM",
        ),
        (
            {"pattern": "monthly", "nth": "-1", "day": "WE"},
            "FREQ=MONTHLY;BYDAY=-1WE",
            "The last Wednesday of every month, 9:00 AM",
        ),
        (
            {"pattern": "monthly", "nth": "1", "day": "SA", "months": "3"},
            "FREQ=MONTHLY;INTERVAL=3;BYDAY=1SA",
            "The first Saturday, every 3 months, 9:00 AM",
        ),
        (
            {"pattern": "typed", "rule": "rrule:freq=monthly;byday=2we,4we"},
            "FREQ=MONTHLY;BYDAY=2WE,4WE",
            "By the rule FREQ=MONTHLY;BYDAY=2WE,4WE, 9:00 AM",
        ),
        (
            {"until": "2026-12-30"},
            "FREQ=WEEKLY;UNTIL=20261230;BYDAY=WE",
            "Every Wednesday, 9:00 AM, until December 30, 2026",
        ),
    ],
)
def test_words_become_a_rule_and_words_again(session, commune, secretary, changes, rule, said):
    answer = post(secretary, new(commune), **{**WEEKLY, **changes})
    assert answer.status_code == 303
    series = session.scalars(select(Series)).one()
    assert series.rule == rule
    assert said in words(secretary.get(answer.location))
    # The same page again, saved unchanged, is the same series.
    address = f"/meetings/series/{series.id}"
    assert post(secretary, address).status_code == 303
    session.expire_all()
    assert series.rule == rule


def test_the_next_dates_are_shown_before_saving(session, commune, secretary):
    page = post(secretary, new(commune), **WEEKLY, preview="1")
    assert page.status_code == 200
    assert (
        "Next: Wednesday, June 3 · Wednesday, June 10 · Wednesday, June 17 · "
        "Wednesday, June 24 · Wednesday, July 1"
    ) in words(page)
    assert session.scalars(select(Series)).all() == []


def test_months_without_a_fifth_wednesday_are_left_out(commune, secretary):
    monthly = {**WEEKLY, "pattern": "monthly", "nth": "5", "day": "WE"}
    page = words(post(secretary, new(commune), **monthly, preview="1"))
    assert "Next: Wednesday, July 29 · Wednesday, September 30 · Wednesday, December 30" in page


@pytest.mark.parametrize("button", [{}, {"preview": "1"}])
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"days": []}, "Mark at least one day."),
        ({"name": " "}, "Write a name."),
        ({"start_time": ""}, "Write the hour, such as 9:00."),
        ({"first_date": ""}, "Write from which day on."),
        ({"first_date": "0001-01-01"}, "This date is too far away."),
        ({"until": "2026-01-01"}, "The last day lies before the first."),
        ({"pattern": "typed", "rule": ""}, "Write the rule."),
        ({"pattern": "typed", "rule": "every Wednesday"}, "This rule cannot be read."),
        ({"pattern": "typed", "rule": "FREQ=SECONDLY"}, "The rule must say FREQ=DAILY"),
        ({"pattern": "typed", "rule": "FREQ=WEEKLY;INTERVAL=0"}, "The value of INTERVAL"),
        (
            {"pattern": "typed", "rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
            "By this rule there would be no meeting in the next five years.",
        ),
        (
            {"pattern": "typed", "rule": "FREQ=WEEKLY;COUNT=3", "until": "2026-12-31"},
            "A rule has COUNT or UNTIL, not both.",
        ),
    ],
)
def test_what_cannot_recur_is_said_and_the_rest_kept(
    session, commune, secretary, changes, told, button
):
    typed = {**WEEKLY, "place": "<b>Escuela</b>", **changes, **button}
    page = post(secretary, new(commune), **typed)
    assert page.status_code == 422
    assert told in words(page)
    assert "&lt;b&gt;Escuela&lt;/b&gt;" in page.get_data(as_text=True)
    assert session.scalars(select(Series)).all() == []


def test_a_double_click_makes_one_series(session, commune, secretary):
    data = filled(secretary.get(new(commune)), **WEEKLY)
    for _ in range(2):
        secretary.post(new(commune), data=data)
    assert len(session.scalars(select(Series)).all()) == 1


def test_resting_it_proposes_nothing(session, commune, secretary):
    post(secretary, new(commune), **WEEKLY)
    series = session.scalars(select(Series)).one()
    assert "Prepare the next session" in words(secretary.get("/meetings/"))
    page = secretary.get(secretary.post(f"/meetings/series/{series.id}/pause").location)
    assert "resting" in words(page)
    assert "Prepare the next session" not in words(secretary.get("/meetings/"))
    secretary.post(f"/meetings/series/{series.id}/pause", data={"active": "yes"})
    assert "Prepare the next session" in words(secretary.get("/meetings/"))


def test_of_two_who_change_it_none_overwrites_the_other_unseen(session, commune, sign_in):
    first, second = sign_in("secretary"), sign_in("chair")
    post(first, new(commune), **WEEKLY)
    series = session.scalars(select(Series)).one()
    where = f"/meetings/series/{series.id}"
    mine = second.get(where)
    assert post(first, where, pattern="typed", rule="FREQ=MONTHLY;BYDAY=2WE").status_code == 303
    refused = second.post(where, data=filled(mine, pattern="typed", rule="FREQ=MONTHLY;BYDAY=4WE"))
    assert refused.status_code == 422
    assert "FREQ=MONTHLY;BYDAY=2WE" in refused.text  # theirs
    assert "FREQ=MONTHLY;BYDAY=4WE" in refused.text  # mine
    session.expire_all()
    assert series.rule == "FREQ=MONTHLY;BYDAY=2WE"
    assert second.post(where, data=filled(refused)).status_code == 303
    session.expire_all()
    assert series.rule == "FREQ=MONTHLY;BYDAY=4WE"
