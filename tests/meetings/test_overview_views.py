"""The list of meetings and the page of one, for members and for the secretary."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from assembly.commitments.actions import take_on
from assembly.meetings import actions, queries
from assembly.meetings.models import Meeting
from assembly.meetings.rules import ItemKind, ItemStatus, MeetingKind, MeetingStatus, NoticeMeans
from assembly.people.models import Body
from assembly.people.rules import Electorate
from tests.commune import HOUSE, NOW, Commune
from tests.meetings.reading import words
from tests.meetings.wednesday import convene, opened

# The tests' clock stands at Wednesday 3 June 2026, 9:00 in Caracas (fixture `stopped`).
pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("stopped")]


def series(session, commune: Commune):
    return actions.create_series(
        session,
        body=commune.body,
        name="Sesión ordinaria",
        rule="FREQ=WEEKLY;BYDAY=WE",
        first_date=date(2026, 5, 6),
        start_time=time(9),
        actor=HOUSE,
        at=NOW,
    )


def past(session, commune: Commune, count: int, *, body: Body | None = None) -> None:
    """Meetings that were held, week by week back from 27 May 2026."""
    for number in range(count):
        session.add(
            Meeting(
                body=body or commune.body,
                kind=MeetingKind.ordinary,
                number=count - number,
                status=MeetingStatus.ended,
                scheduled_at=datetime(2026, 5, 27, 13, tzinfo=UTC) - timedelta(weeks=number),
            )
        )
    session.flush()


def english(client):
    client.post("/people/language", data={"language": "en"})
    return client


@pytest.fixture
def secretary(sign_in):
    return english(sign_in("secretary"))


@pytest.fixture
def member(sign_in):
    return english(sign_in("member"))


def test_the_next_session_is_one_tap_away(session, commune, secretary):
    made = series(session, commune)
    page = secretary.get("/meetings/")
    assert "Prepare the next session: Wednesday, June 3, 9:00 AM" in words(page)
    answer = secretary.post(f"/meetings/series/{made.id}/convene", data={"day": "2026-06-03"})
    meeting = session.scalars(select(Meeting)).one()
    assert answer.location.endswith(f"/meetings/{meeting.id}")
    again = secretary.post(f"/meetings/series/{made.id}/convene", data={"day": "2026-06-03"})
    assert again.location == answer.location
    assert len(session.scalars(select(Meeting)).all()) == 1
    assert "Prepare the one after: Wednesday, June 10" in words(secretary.get("/meetings/"))


def test_open_commitments_come_into_the_draft(session, commune, secretary):
    take_on(
        session,
        meeting=opened(session, commune),
        text="Comprar cal y bolsas",
        due_on=date(2026, 6, 10),
        responsible="Juan Rondón",
        actor=HOUSE,
        at=NOW,
    )
    made = series(session, commune)
    secretary.post(f"/meetings/series/{made.id}/convene", data={"day": "2026-06-03"})
    meeting = session.scalars(select(Meeting).where(Meeting.series_id == made.id)).one()
    assert ItemKind.commitments in {item.kind for item in meeting.items}


@pytest.mark.parametrize("day", ["2026-06-04", "2020-01-01"])
def test_a_day_that_the_series_has_not_is_told_on_the_list(session, commune, secretary, day):
    made = series(session, commune)
    answer = secretary.post(f"/meetings/series/{made.id}/convene", data={"day": day})
    assert answer.status_code == 303
    assert "The series has no meeting on" in secretary.get(answer.location).get_data(as_text=True)
    assert session.scalars(select(Meeting)).all() == []


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-02-30"])
def test_a_day_that_is_none_is_a_bad_request(session, commune, secretary, day):
    made = series(session, commune)
    answer = secretary.post(f"/meetings/series/{made.id}/convene", data={"day": day})
    assert answer.status_code == 400


def test_members_see_the_list_without_acts(session, commune, member):
    series(session, commune)
    convene(session, commune)
    page = words(member.get("/meetings/"))
    assert "Ordinary session 31" in page
    assert "Prepare" not in page
    assert "New extraordinary session" not in page


def test_past_sessions_stand_by_year(session, commune, member):
    past(session, commune, 40)  # 27 May 2026 back to 27 August 2025
    page = words(member.get("/meetings/"))
    assert "Past sessions, 2026" in page
    assert page.count("Ordinary session") == 21  # Wednesdays from 7 January to 27 May 2026
    page = words(member.get("/meetings/?year=2025"))
    assert "Past sessions, 2025" in page
    assert page.count("Ordinary session") == 19


def test_a_year_of_weekly_sessions_stands_on_two_pages(session, commune, member):
    past(session, commune, 73)  # 21 Wednesdays of 2026 and 52 of 2025
    first, second = (member.get(f"/meetings/?year=2025&page={page}") for page in (1, 2))
    assert [words(each).count("Ordinary session") for each in (first, second)] == [26, 26]
    assert "Ordinary session 52" in words(first)
    assert "Older" in words(first)
    assert "Ordinary session 1 " in words(second)
    assert "Older" not in words(second)


def test_new_year_is_that_of_caracas(session, commune, member):
    session.add(
        Meeting(
            body=commune.body,
            kind=MeetingKind.extraordinary,
            number=1,
            status=MeetingStatus.ended,
            scheduled_at=datetime(2026, 1, 1, 2, tzinfo=UTC),  # 22:00 of 31 December in Caracas
        )
    )
    session.flush()
    assert "Extraordinary session 1" in words(member.get("/meetings/?year=2025"))


@pytest.mark.parametrize(
    "query", ["?year=x", "?year=99999", "?year=-1", "?page=0", "?page=x", "?body=7"]
)
def test_odd_addresses_show_the_list(session, commune, member, query):
    past(session, commune, 3)
    assert "Ordinary session 3" in words(member.get(f"/meetings/{query}")) or "page" in query


def test_one_body_at_a_time(session, commune, member):
    other = Body(
        organization=commune.organization, name="Consejo ejecutivo", electorate=Electorate.seats
    )
    past(session, commune, 2)
    past(session, commune, 5, body=other)
    assert words(member.get("/meetings/")).count("Ordinary session") == 7
    assert words(member.get(f"/meetings/?body={other.id}")).count("Ordinary session") == 5


def test_a_list_of_300_asks_as_often_as_one_of_3(session, commune, secretary, count_queries):
    series(session, commune)
    past(session, commune, 3)
    secretary.get("/meetings/")  # the session's cookie is set
    with count_queries() as few:
        secretary.get("/meetings/")
    session.query(Meeting).delete()
    past(session, commune, 300)
    with count_queries() as many:
        page = secretary.get("/meetings/")
    assert many.count == few.count <= 10
    assert words(page).count("Ordinary session") == 21  # those of 2026


def test_a_meeting_shows_when_where_and_what(session, commune, member):
    meeting = convene(session, commune)
    meeting.place = "Casa de la comuna"
    meeting.items[2].presenter_name = "Yelitza Rondón"
    meeting.items[2].minutes_planned = 95
    session.flush()
    page = words(member.get(f"/meetings/{meeting.id}"))
    assert "Wednesday, May 20, 2026, 9:00 AM" in page
    assert "Casa de la comuna" in page
    assert "3 Vivero de café Yelitza Rondón 95 min" in page
    assert "1 h 35 min" in page
    assert "Edit the agenda" not in page


def test_the_notice_period_is_told_with_both_dates(session, commune, member):
    meeting = convene(session, commune)
    actions.record_notice(
        session,
        meeting=meeting,
        means=NoticeMeans.personal,
        organization_ids=[seat.organization_id for seat in commune.seats],
        given_on=date(2026, 5, 17),
        actor=HOUSE,
        at=NOW,
    )
    page = words(member.get(f"/meetings/{meeting.id}"))
    assert (
        "the last were told on Sunday, May 17, 2026, the session is on Wednesday, May 20, 2026"
        in page
    )
    assert "At least 3 days before the session." in page


def test_what_an_earlier_session_left_is_offered(session, commune, secretary, member):
    made = series(session, commune)
    first, second = (
        actions.convene_from_series(session, series=made, day=day, actor=HOUSE, at=NOW)
        for day in (date(2026, 5, 27), date(2026, 6, 3))
    )
    left = actions.add_item(session, meeting=first, title="Derrumbe", actor=HOUSE, at=NOW)
    first.status, left.status = MeetingStatus.ended, ItemStatus.deferred
    session.flush()
    assert "«Derrumbe»" in words(secretary.get(f"/meetings/{second.id}"))
    assert "Derrumbe" not in words(member.get(f"/meetings/{second.id}"))
    answer = secretary.post(f"/meetings/{second.id}/carry-over")
    assert answer.location.endswith(f"/meetings/{second.id}/agenda")
    page = words(secretary.get(f"/meetings/{second.id}"))
    assert "Derrumbe left from session 1" in page
    assert "«Derrumbe»" not in page


def test_a_meeting_with_40_items_asks_as_often_as_one_with_5(
    session, commune, secretary, count_queries
):
    few, many = convene(session, commune), convene(session, commune, items=35, number=32)
    assert len(queries.agenda_of(session, many.id)) == 40
    counts = []
    for meeting in (few, few, many):
        with count_queries() as counted:
            page = secretary.get(f"/meetings/{meeting.id}")
        counts.append(counted.count)
    assert "Punto 34" in words(page)
    assert counts[2] == counts[1] <= 12


def test_a_meeting_that_does_not_exist(member):
    assert member.get("/meetings/999").status_code == 404


@pytest.mark.parametrize("status", MeetingStatus)
@pytest.mark.parametrize("who", ["secretary", "member"])
def test_a_meeting_can_be_looked_at_in_every_state(session, commune, sign_in, status, who):
    meeting = convene(session, commune)
    meeting.status = status
    session.flush()
    page = words(sign_in(who).get(f"/meetings/{meeting.id}"))
    assert "Vivero de café" in page
