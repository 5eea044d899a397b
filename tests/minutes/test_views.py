"""Pages of the area: the draft, closing, reading, papers served, wording."""

import hashlib
import re

import pytest
from sqlalchemy import select

from assembly.minutes import actions, press, queries
from assembly.minutes.actions import FinishedFile
from assembly.minutes.models import Minutes, MinutesFile, Wording
from assembly.minutes.rules import SHIPPED, Copy
from tests.html import form_data
from tests.minutes.scene import ACT, AMENDED, EVENING, Wednesday, wednesday

SECRETARY_NUMBER = "V-20.000.001"  # the alternate of El Cedro, who came


@pytest.fixture
def held(session, commune) -> Wednesday:
    made = wednesday(session, commune)
    session.commit()
    return made


def english(client):
    client.post("/people/language", data={"language": "en"})
    return client


@pytest.fixture
def secretary(sign_in, held):
    return english(sign_in("secretary"))


@pytest.fixture
def member(sign_in, held):
    return english(sign_in("member"))


def close(client, meeting_id: int, number: str = "31"):
    return client.post(f"/minutes/meetings/{meeting_id}/close", data={"number": number})


def text(answer) -> str:
    return answer.get_data(as_text=True)


# The draft -----------------------------------------------------------------------------------------


def test_the_draft_tells_the_meeting(secretary, held):
    page = text(secretary.get(f"/minutes/meetings/{held.meeting.id}/draft"))
    for words in (
        "Today, the twentieth of May",
        "eleven of the sixteen seats",
        "Ana Belén Guaregua",
        SECRETARY_NUMBER,
        "<strong>6.000</strong>",
        AMENDED,
        "12 for, 1 against, 2 abstentions",
        "that is 9",
        "Sin precio no hay reposición de bolsas.",
        "Asamblea de El Guásimo",
        "A-2026-1",
        "Compra cal y bolsas",
    ):
        assert words in page
    assert "<ins> y 150 si tiene menos de 1 ha</ins>" in page


def test_a_draft_is_for_who_keeps_the_record(sign_in, held):
    for login in ("member", "spokesperson", "oversight", "administrator"):
        client = sign_in(login)
        for page in ("draft", "draft.pdf", "close"):
            assert client.get(f"/minutes/meetings/{held.meeting.id}/{page}").status_code == 403
    assert sign_in("chair").get(f"/minutes/meetings/{held.meeting.id}/draft").status_code == 200


def test_what_to_look_at_links_to_where_it_is_mended(session, secretary, held):
    held.meeting.chair_id = None
    item = held.items["election"]
    item.status = "open"
    session.commit()
    page = text(secretary.get(f"/minutes/meetings/{held.meeting.id}/draft"))
    assert (
        f'<a href="/meetings/{held.meeting.id}/lead">It is not written who led the debate.</a>'
        in page
    )
    assert f'<a href="/meetings/{held.meeting.id}/desk?item={item.id}">Item 3: ' in page


def test_the_draft_on_paper(secretary, held):
    answer = secretary.get(f"/minutes/meetings/{held.meeting.id}/draft.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="minutes-draft.pdf"'
    assert answer.data.startswith(b"%PDF-1.7")


def test_a_meeting_that_is_not_there(secretary):
    for page in ("draft", "draft.pdf", "close"):
        assert secretary.get(f"/minutes/meetings/999/{page}").status_code == 404


# Closing --------------------------------------------------------------------------------------------


def test_closing_through_the_pages(session, secretary, held):
    address = f"/minutes/meetings/{held.meeting.id}/close"
    page = secretary.get(address)
    sent = form_data(text(page))
    assert sent["number"] == ["31"]  # the guess: as the session
    answer = close(secretary, held.meeting.id, "27")
    assert answer.status_code == 303
    shown = text(secretary.get(answer.location))
    assert "Minutes no. 27" in shown
    assert "The minutes are closed. They have the number 27." in shown
    minutes = session.scalars(select(Minutes)).one()
    store = press.store()
    for file in minutes.files:
        store.verify(file.digest)
    assert len(minutes.files) == 4
    assert len({file.digest for file in minutes.files}) == 4
    # Pressed again, and from an old tab: the same minutes.
    again = close(secretary, held.meeting.id, "31")
    assert (again.status_code, again.location) == (303, answer.location)
    for page in ("draft", "close"):
        old = secretary.get(f"/minutes/meetings/{held.meeting.id}/{page}")
        assert (old.status_code, old.location) == (303, answer.location)


@pytest.mark.parametrize("number", ["0", "-1", "cien", "100000"])
def test_a_number_that_is_none_is_refused_by_the_field(session, secretary, held, number):
    answer = close(secretary, held.meeting.id, number)
    assert answer.status_code == 422
    assert f'value="{number}"' in text(answer)
    assert session.scalars(select(Minutes)).all() == []


def test_a_session_that_goes_on_cannot_be_closed(session, secretary, held):
    held.meeting.status = "in_session"
    session.commit()
    answer = close(secretary, held.meeting.id)
    assert answer.status_code == 422
    assert "The session has not ended yet." in text(answer)


def test_an_open_vote_blocks_with_a_link(session, secretary, held):
    held.votes["election"].status = "open"
    session.commit()
    answer = close(secretary, held.meeting.id)
    assert answer.status_code == 422
    page = text(answer)
    assert "Mend this first" in page
    assert (
        f'/meetings/{held.meeting.id}/desk?item={held.items["election"].id}">Item 3: The vote on'
        in page
    )
    assert 'name="number"' not in page


@pytest.mark.faults
def test_a_store_that_cannot_be_written_closes_nothing(session, secretary, held, tmp_path):
    """Where the store should be there is a file: nothing can be kept in it, as on a full disk."""
    folder = press.store().root
    if folder.exists():
        folder.rename(tmp_path / "aside")
    folder.write_text("in the way")
    try:
        answer = close(secretary, held.meeting.id)
    finally:
        folder.unlink()
        if (tmp_path / "aside").exists():
            (tmp_path / "aside").rename(folder)
    assert answer.status_code == 503
    assert "Nothing was closed" in text(answer)
    assert session.scalars(select(Minutes)).all() == []


# Reading --------------------------------------------------------------------------------------------


@pytest.fixture
def closed(session, secretary, held) -> Minutes:
    """Closed with papers that are quickly made."""
    document = queries.document_of(session, held.meeting.id, number=31, closed_at=EVENING)
    store = press.store()
    made = actions.close_minutes(
        session,
        meeting=held.meeting,
        document=document,
        files=[
            FinishedFile(
                language, copy, store.put(f"%PDF-1.7 {language} {copy}".encode()), 2, f"{copy:0>64}"
            )
            for language in ("es", "en")
            for copy in Copy
        ],
        title="Acta n.º 31",
        **ACT,
    )
    session.commit()
    return made


def test_a_member_reads_without_identity_numbers(member, secretary, closed):
    page = text(member.get(f"/minutes/{closed.id}"))
    assert "Ana Belén Guaregua" in page
    assert SECRETARY_NUMBER not in page
    assert SECRETARY_NUMBER in text(secretary.get(f"/minutes/{closed.id}"))
    assert "<h1>Minutes no. 31</h1>" in page


def test_papers_are_served_as_they_were_closed(session, secretary, member, closed):
    digests = {
        (file.language, file.copy): file.digest for file in session.scalars(select(MinutesFile))
    }
    for client, address, key, name in (
        (secretary, "es.pdf", ("es", Copy.full), "acta-31.pdf"),
        (secretary, "en.pdf", ("en", Copy.full), "minutes-31.pdf"),
        (secretary, "house/es.pdf", ("es", Copy.house), "acta-31-sin-cedulas.pdf"),
        (member, "es.pdf", ("es", Copy.house), "acta-31-sin-cedulas.pdf"),
        (member, "house/en.pdf", ("en", Copy.house), "minutes-31-without-numbers.pdf"),
    ):
        answer = client.get(f"/minutes/{closed.id}/{address}")
        assert answer.mimetype == "application/pdf"
        assert hashlib.sha256(answer.data).hexdigest() == digests[key]
        assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_that_changes_later_changes_the_closed_act(session, secretary, held, closed):
    """A name, a wording, a body's paper and language, a text that somebody forces into the table."""
    addresses = [f"/minutes/{closed.id}/es.pdf", f"/minutes/{closed.id}/house/en.pdf"]
    before = [secretary.get(address).data for address in addresses]
    page = text(secretary.get(f"/minutes/{closed.id}"))
    held.commune.principals[1].name = "Otro Nombre"
    held.commune.body.name, held.commune.body.paper = "Otro órgano", "a4"
    held.commune.organization.name = "Otra comuna"
    held.items["nursery"].text = "Otra cosa."
    session.add(
        Wording(body_id=held.commune.body.id, language="en", opening="Other.", closing="Other.")
    )
    session.commit()
    assert [secretary.get(address).data for address in addresses] == before
    after = text(secretary.get(f"/minutes/{closed.id}"))
    assert main_without_tokens(after) == main_without_tokens(page)


def main_without_tokens(page: str) -> str:
    """What a page says: the tokens of its forms hold the second at which it was made."""
    return re.sub(r'name="csrf_token"[^>]*', "", re.search(r"<main.*</main>", page, re.S).group())


def test_a_damaged_paper_is_never_shown(secretary, closed, session):
    file = queries.file(session, closed.id, "es", Copy.full)
    path = press.store().path(file.digest)
    content = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(content[:-1])
    answer = secretary.get(f"/minutes/{closed.id}/es.pdf")
    assert answer.status_code == 500
    assert not answer.data.startswith(b"%PDF")
    path.unlink()
    assert secretary.get(f"/minutes/{closed.id}/es.pdf").status_code == 500


def test_what_is_not_there_is_not_found(secretary, closed):
    for address in ("/minutes/999", "/minutes/999/es.pdf", f"/minutes/{closed.id}/fr.pdf"):
        assert secretary.get(address).status_code == 404


def test_the_list_by_year(secretary, member, closed):
    page = text(member.get("/minutes/"))
    assert "Closed minutes, 2026" in page
    assert f'<a class="what" href="/minutes/{closed.id}">Minutes no. 31</a>' in page
    assert "Still to be closed" not in page
    assert "open and close" not in page
    assert "How the minutes open and close" in text(secretary.get("/minutes/"))


def test_before_closing_the_secretary_sees_what_waits_and_members_nothing(secretary, member, held):
    waiting = f'href="/minutes/meetings/{held.meeting.id}/draft"'
    assert waiting in text(secretary.get("/minutes/"))
    page = text(member.get("/minutes/"))
    assert waiting not in page
    assert "No minutes are closed yet." in page


def test_the_list_asks_as_much_for_three_as_for_thirty(session, secretary, closed, count_queries):
    def count() -> int:
        with count_queries() as counted:
            assert secretary.get("/minutes/?year=2026").status_code == 200
        return counted.count

    before = count()
    for number in range(32, 62):
        meeting = type(closed.meeting)(
            body_id=closed.body_id,
            kind=closed.meeting.kind,
            number=number,
            status="ended",
            scheduled_at=closed.meeting.scheduled_at,
        )
        session.add(meeting)
        session.flush()
        session.add(
            Minutes(
                body_id=closed.body_id,
                meeting_id=meeting.id,
                number=number,
                status="closed",
                closed_at=closed.closed_at,
                closed_by="x",
                snapshot=closed.snapshot,
                snapshot_digest=closed.snapshot_digest,
            )
        )
    session.commit()
    assert count() == before


# Wording --------------------------------------------------------------------------------------------


def wording_address(held) -> str:
    return f"/minutes/bodies/{held.commune.body.id}/wording"


def test_the_wording_is_shown_with_an_example_from_the_last_meeting(secretary, held):
    page = text(secretary.get(wording_address(held)))
    sent = form_data(page)
    assert sent["es_opening"] == [SHIPPED["es"].opening]
    assert "once de las dieciséis vocerías" in page
    assert "eleven of the sixteen seats" in page
    assert "{date_in_words}" in page


def test_saving_a_wording_changes_the_draft(session, secretary, held):
    shipped = {
        f"{code}_{part}": getattr(texts, part)
        for code, texts in SHIPPED.items()
        for part in ("opening", "closing")
    }
    sent = shipped | {"en_opening": "In {place}, {attendance}."}
    answer = secretary.post(wording_address(held), data=sent)
    assert answer.status_code == 303
    rows = [(row.language, row.opening, row.closing) for row in session.scalars(select(Wording))]
    assert rows == [("en", "In {place}, {attendance}.", "")]
    draft = text(secretary.get(f"/minutes/meetings/{held.meeting.id}/draft"))
    assert "In Casa de la comuna, eleven of the sixteen seats." in draft


def test_an_unknown_placeholder_is_named_at_its_field_and_nothing_is_lost(session, secretary, held):
    sent = {
        "es_opening": "Hoy, {fecha}.",
        "es_closing": "Es todo.",
        "en_opening": "",
        "en_closing": "",
    }
    answer = secretary.post(wording_address(held), data=sent)
    assert answer.status_code == 422
    page = text(answer)
    assert (
        '<p class="error" id="es_opening-error">There is no {fecha}. Look at the list.</p>' in page
    )
    assert {key: form_data(page)[key][0] for key in sent} | {
        "en_opening": "",
        "en_closing": "",
    } == sent
    assert session.scalars(select(Wording)).all() == []


def test_trying_a_wording_saves_nothing(session, secretary, held):
    sent = {"es_opening": "En {place}.", "try": "1"}
    page = text(secretary.post(wording_address(held), data=sent))
    assert "En Casa de la comuna." in page
    assert "Not saved yet." in page
    assert session.scalars(select(Wording)).all() == []


def test_the_example_follows_what_is_typed(secretary, held):
    ask = {"part": "opening", "language": "es", "es_opening": "En {place}, <b>{call}</b>."}
    answer = secretary.get(f"{wording_address(held)}/example", query_string=ask)
    assert answer.mimetype == "text/plain"
    assert text(answer) == "En Casa de la comuna, <b>primera convocatoria</b>."
    wrong = secretary.get(
        f"{wording_address(held)}/example", query_string=ask | {"es_opening": "{x}"}
    )
    assert text(wrong) == "There is no {x}. Look at the list."


def test_before_the_first_meeting_the_example_is_made_up(sign_in, commune):
    page = text(sign_in("secretary").get(f"/minutes/bodies/{commune.body.id}/wording"))
    assert "once de las dieciséis vocerías" in page
