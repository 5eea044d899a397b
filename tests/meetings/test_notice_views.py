"""The notice as text and on paper, and the record of who was told."""

import re
import subprocess

import pytest
from sqlalchemy import select

from assembly.meetings.models import Meeting, NoticeDelivery
from assembly.meetings.rules import MeetingStatus, NoticeMeans
from tests.meetings.reading import filled, words
from tests.meetings.wednesday import convene

pytestmark = pytest.mark.usefixtures("stopped")


@pytest.fixture
def secretary(sign_in):
    client = sign_in("secretary")
    client.post("/people/language", data={"language": "en"})
    return client


@pytest.fixture
def meeting(session, commune) -> Meeting:
    made = convene(session, commune)
    made.place = "Casa de la comuna"
    made.items[2].presenter_name = "Yelitza «la negra» <Rondón>"
    session.commit()
    return made


def note(client, meeting: Meeting, **changes):
    address = f"/meetings/{meeting.id}/notice"
    return client.post(address, data=filled(client.get(address), f"{address}#told", **changes))


def test_the_text_can_be_copied_as_it_is(meeting, secretary):
    page = secretary.get(f"/meetings/{meeting.id}/notice").get_data(as_text=True)
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    assert text is not None
    # In the language of the body, whatever the reader's; typography stays, tags are text.
    assert text[1].splitlines() == [
        "Comuna Monte Sinaí",
        "Parlamento comunal",
        "",
        "CONVOCATORIA · Sesión ordinaria 31",
        "",
        "Se convoca a la sesión del miércoles 20 de mayo de 2026, 9:00.",
        "Lugar: Casa de la comuna.",
        "",
        "Orden del día:",
        "1. Lista y quórum",
        "2. Acta anterior",
        "3. Vivero de café (Yelitza «la negra» &lt;Rondón&gt;)",
        "4. Rendición de cuentas",
        "5. Puntos varios",
    ]


def test_all_are_marked_until_they_were_told(session, commune, meeting, secretary):
    answer = note(
        secretary, meeting, means="personal", given_by="Carmen Díaz", given_on="2026-05-17"
    )
    assert answer.status_code == 303
    given = session.scalars(select(NoticeDelivery)).all()
    assert {each.organization_id for each in given} == {
        seat.organization_id for seat in commune.seats
    }
    page = words(secretary.get(f"/meetings/{meeting.id}/notice"))
    assert "Met: the last were told on Sunday, May 17, 2026" in page
    assert "In person, by Carmen Díaz, May 17, 2026" in page
    assert note(secretary, meeting).status_code == 422  # nobody is left to be told


def test_some_by_another_way_and_some_on_a_day_nobody_remembers(
    session, commune, meeting, secretary
):
    first, second = (str(seat.organization_id) for seat in commune.seats[:2])
    note(secretary, meeting, organizations=[first], means="phone", given_on="2026-05-18")
    note(secretary, meeting, organizations=[second], means="board", given_on="", note="cartelera")
    given = session.scalars(select(NoticeDelivery).order_by(NoticeDelivery.id)).all()
    assert [(each.means, each.given_on is None) for each in given] == [
        (NoticeMeans.phone, False),
        (NoticeMeans.board, True),
    ]
    page = words(secretary.get(f"/meetings/{meeting.id}/notice"))
    assert "El Cedro too late By phone, May 18, 2026" in page
    assert "El Guásimo day not known On the notice board, no data · cartelera" in page


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"organizations": []}, "Mark to whom notice was given, or write it."),
        ({"organizations": ["999"]}, ""),
        ({"organizations": ["x"]}, ""),
        ({"means": "pigeon"}, ""),
        ({"given_on": "yesterday"}, ""),
        ({"given_on": "0001-01-01"}, "This date is too far away."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(session, meeting, secretary, changes, told):
    answer = note(secretary, meeting, **{"given_by": "<i>Carmen</i>", **changes})
    assert answer.status_code == 422
    assert told in words(answer)
    assert 'value="&lt;i&gt;Carmen&lt;/i&gt;"' in answer.get_data(as_text=True)
    assert session.scalars(select(NoticeDelivery)).all() == []


def test_a_mistake_is_struck_out(session, commune, meeting, secretary):
    note(secretary, meeting, organizations=[str(commune.seats[0].organization_id)])
    given = session.scalars(select(NoticeDelivery)).one()
    address = f"/meetings/{meeting.id}/notice/{given.id}/strike"
    assert secretary.post(address).status_code == 303
    assert session.scalars(select(NoticeDelivery)).all() == []
    assert secretary.post(address).status_code == 404


def test_a_draft_has_its_text_but_nobody_was_told(session, meeting, secretary):
    meeting.status = MeetingStatus.draft
    session.commit()
    page = words(secretary.get(f"/meetings/{meeting.id}/notice"))
    assert "Convene the session first" in page
    assert "Note that they were told" not in page
    assert (
        secretary.post(f"/meetings/{meeting.id}/notice", data={"means": "personal"}).status_code
        == 422
    )


def test_a_hundred_organizations_ask_as_often_as_sixteen(
    session, commune, meeting, secretary, count_queries
):
    note(secretary, meeting, given_on="2026-05-17")
    address = f"/meetings/{meeting.id}/notice"
    secretary.get(address)
    with count_queries() as few:
        secretary.get(address)
    for _ in range(6):
        for seat in commune.seats:
            session.add(
                NoticeDelivery(
                    meeting_id=meeting.id,
                    organization_id=seat.organization_id,
                    means=NoticeMeans.phone,
                )
            )
    session.flush()
    with count_queries() as many:
        secretary.get(address)
    assert many.count == few.count


def text_of(pdf: bytes) -> str:
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return " ".join(read.stdout.decode().split())


def pages(pdf: bytes) -> str:
    read = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True)
    return read.stdout.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Se convoca a la sesión del miércoles 20 de mayo de 2026, 9:00."),
        ("?lang=en", "We convene the session of Wednesday, May 20, 2026 at 9:00 AM."),
    ],
)
def test_the_notice_on_paper(meeting, sign_in, query, said):
    answer = sign_in("member").get(f"/printing/meetings/{meeting.id}/notice.pdf{query}")
    assert answer.mimetype == "application/pdf"
    text = text_of(answer.data)
    assert said in text
    assert "3 Vivero de café · Yelitza «la negra» <Rondón>" in text
    assert "(letter)" in pages(answer.data)


def test_a_notice_of_forty_items_in_a4(session, commune, sign_in):
    commune.body.paper = type(commune.body.paper)("a4")
    long = convene(session, commune, items=35, number=32)
    session.commit()
    answer = sign_in("member").get(f"/printing/meetings/{long.id}/notice.pdf")
    assert "40 Punto 34" in text_of(answer.data)
    assert "(A4)" in pages(answer.data)


def test_no_notice_of_a_meeting_that_is_not(sign_in):
    assert sign_in("member").get("/printing/meetings/999/notice.pdf").status_code == 404
