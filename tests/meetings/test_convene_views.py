"""Making, changing, convening and cancelling a meeting, as a browser without scripts does it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from assembly.meetings import actions
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingKind, MeetingStatus
from tests.commune import HOUSE, NOW
from tests.meetings.reading import filled, words
from tests.meetings.wednesday import convene

pytestmark = pytest.mark.usefixtures("stopped")
LONG = "L" * 2000


@pytest.fixture
def secretary(sign_in):
    client = sign_in("secretary")
    client.post("/people/language", data={"language": "en"})
    return client


@pytest.fixture
def draft(session, commune) -> Meeting:
    meeting = convene(session, commune)
    meeting.status = MeetingStatus.draft
    session.commit()
    return meeting


def new(client, commune, query="", **changes):
    address = f"/meetings/bodies/{commune.body.id}/new{query}"
    return client.post(address, data=filled(client.get(address), **changes))


EVENING = {"day": "2026-06-05", "hour": "18:30"}


def test_an_extraordinary_session_begins_with_an_empty_agenda(session, commune, secretary):
    answer = new(secretary, commune, **EVENING, place="Escuela de El Cedro")
    meeting = session.scalars(select(Meeting)).one()
    assert answer.status_code == 303
    assert answer.location.endswith(f"/meetings/{meeting.id}")
    assert (meeting.kind, meeting.number, meeting.items) == (MeetingKind.extraordinary, 1, [])
    assert meeting.scheduled_at == datetime(2026, 6, 5, 22, 30, tzinfo=UTC)  # 18:30 in Caracas
    assert meeting.place == "Escuela de El Cedro"


def test_another_ordinary_session_begins_with_the_standing_items(session, commune, secretary):
    new(secretary, commune, "?kind=ordinary", **EVENING)
    meeting = session.scalars(select(Meeting)).one()
    assert meeting.kind is MeetingKind.ordinary
    assert len(meeting.items) == 3


def test_a_double_click_makes_one_session(session, commune, secretary):
    address = f"/meetings/bodies/{commune.body.id}/new"
    data = filled(secretary.get(address), **EVENING, filled="y")
    first, second = (secretary.post(address, data=data) for _ in range(2))
    assert first.location == second.location
    assert len(session.scalars(select(Meeting)).one().items) == 3


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"day": ""}, "Write the day."),
        ({"day": "0001-01-01"}, "This date is too far away."),
        ({"day": "9999-12-31"}, "This date is too far away."),
        ({"hour": ""}, "Write the hour, such as 9:00."),
        ({"number": ""}, "Write the number of the session."),
        ({"number": "0"}, "From 1 to 99999."),
        ({"number": "99999999999999999999"}, "From 1 to 99999."),
        ({"place": LONG}, ""),
        ({"kind": "secret"}, ""),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_the_rest_kept(
    session, commune, secretary, changes, told
):
    typed = {**EVENING, "place": "<script>Escuela</script>", **changes}
    answer = new(secretary, commune, **typed)
    assert answer.status_code == 422
    assert told in words(answer)
    if "place" not in changes:
        assert "&lt;script&gt;Escuela&lt;/script&gt;" in answer.get_data(as_text=True)
    assert session.scalars(select(Meeting)).all() == []


def test_a_number_that_is_taken_is_said_beside_it(session, commune, secretary, draft):
    answer = new(secretary, commune, **EVENING, kind="ordinary", number="31")
    assert answer.status_code == 422
    assert "There already is a session with number 31." in words(answer)


def test_a_draft_is_convened_and_the_notice_comes_next(session, draft, secretary):
    for _ in range(2):
        answer = secretary.post(f"/meetings/{draft.id}/convene")
        assert answer.location.endswith(f"/meetings/{draft.id}/notice")
    session.expire_all()
    assert draft.status is MeetingStatus.convened


def test_nobody_is_convened_to_an_empty_agenda(session, commune, secretary):
    meeting = actions.create_meeting(
        session,
        body=commune.body,
        kind=MeetingKind.extraordinary,
        scheduled_at=NOW,
        actor=HOUSE,
        at=NOW,
    )
    answer = secretary.post(f"/meetings/{meeting.id}/convene")
    assert answer.status_code == 422
    assert "The agenda is empty." in words(answer)
    session.expire_all()
    assert meeting.status is MeetingStatus.draft


def test_another_day(session, draft, secretary):
    address = f"/meetings/{draft.id}/edit"
    page = secretary.get(address)
    data = filled(page)
    assert (data["day"], data["hour"]) == (["2026-05-20"], ["09:00"])  # as the body reads the clock
    answer = secretary.post(address, data=filled(page, day="2026-05-21", place="Escuela"))
    assert answer.status_code == 303
    session.expire_all()
    assert draft.scheduled_at == datetime(2026, 5, 21, 13, tzinfo=UTC)


def test_two_secretaries_change_the_day(session, draft, secretary):
    address = f"/meetings/{draft.id}/edit"
    page = secretary.get(address)
    secretary.post(address, data=filled(page, place="Escuela"))
    answer = secretary.post(address, data=filled(page, place="Cancha"))
    assert answer.status_code == 422
    assert "Someone else saved this in the meantime." in words(answer)
    assert "Wednesday, May 20, 2026, 9:00 AM Escuela" in words(answer).replace("\u00a0", " ")
    assert 'value="Cancha"' in answer.get_data(as_text=True)
    answer = secretary.post(address, data=filled(answer))  # seen, and meant
    assert answer.status_code == 303
    session.expire_all()
    assert draft.place == "Cancha"


def test_a_convened_session_warns_before_it_is_moved(session, commune, secretary):
    meeting = convene(session, commune)
    page = words(secretary.get(f"/meetings/{meeting.id}/edit"))
    assert "those who were told need to hear of the change" in page


def test_a_meeting_that_has_begun_is_not_moved_from_an_old_tab(session, draft, secretary):
    address = f"/meetings/{draft.id}/edit"
    page = secretary.get(address)
    draft.status = MeetingStatus.in_session
    session.commit()
    answer = secretary.post(address, data=filled(page, place="Cancha"))
    assert answer.status_code == 422
    assert "This can only be done before the meeting begins." in words(answer)


def test_cancelling_asks_why(session, draft, secretary):
    address = f"/meetings/{draft.id}/cancel"
    answer = secretary.post(address, data=filled(secretary.get(address), reason="  "))
    assert answer.status_code == 422
    assert "Write why the meeting is cancelled." in words(answer)
    answer = secretary.post(address, data=filled(answer, reason="Crecida del río"))
    assert answer.status_code == 303
    assert "Cancelled: Crecida del río" in words(secretary.get(f"/meetings/{draft.id}"))
    assert "Crecida del río" in words(secretary.get("/meetings/"))
