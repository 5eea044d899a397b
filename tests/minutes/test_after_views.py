"""The pages of what becomes of closed minutes."""

import pytest

from assembly.minutes import queries
from assembly.minutes.rules import signers
from tests.html import form_data
from tests.minutes.scene import wednesday
from tests.minutes.test_actions import close
from tests.minutes.test_after import approving, later


@pytest.fixture
def closed(session, commune):
    made = close(session, wednesday(session, commune).meeting)
    session.commit()
    return made


@pytest.fixture
def secretary(sign_in, commune):
    return sign_in("secretary")


def test_from_hand_to_hand(session, commune, secretary, closed):
    """Printed, signed with exceptions, approved by the vote of a later session; each step on the page."""
    address = f"/minutes/{closed.id}"
    assert secretary.post(f"{address}/printed").status_code == 303
    page = secretary.get(f"{address}/signatures").text
    asked = signers(queries.document(closed))
    assert page.count('<option value="thumbprint">') == len(asked)
    filled = secretary.post(f"{address}/signatures", data=form_data(page) | {"fill": "1"}).text
    sent = {key: values[0] for key, values in form_data(filled).items()}
    assert sent["state-0"] == "signed"
    sent |= {"state-2": "thumbprint", "state-3": "at_request", "note-3": "Petra <Guaina>"}
    answer = secretary.post(f"{address}/signatures", data=sent | {"signed_on": "2026-05-20"})
    assert answer.status_code == 303
    there = later(session, commune)
    carried = approving(session, there)
    page = secretary.get(f"{address}/approve").text
    assert "¿Se aprueba el acta 31?" in page
    assert secretary.post(f"{address}/approve", data={"vote": carried.id}).status_code == 303
    page = secretary.get(address).text
    for words in ("Impresa", "20 de mayo de 2026", "Petra &lt;Guaina&gt;", "Huella", "Aprobada"):
        assert words in page
    assert f"{address}/reopen" not in page


def test_a_wrong_day_is_named_and_what_was_chosen_stays(secretary, closed):
    sent = {"state-0": "refused", "note-0": "No quiso", "signed_on": "2026-05-19"}
    answer = secretary.post(f"/minutes/{closed.id}/signatures", data=sent)
    assert answer.status_code == 422
    assert "Eso es antes de la sesión." in answer.text
    assert 'value="No quiso"' in answer.text
    assert '<option value="refused" selected>' in answer.text
    assert closed.signatures == []


@pytest.mark.parametrize("day", ["", "ayer", "2026-13-01"])
def test_a_day_that_is_none_is_refused_beside_its_field(secretary, closed, day):
    sent = {"state-0": "signed", "signed_on": day}
    answer = secretary.post(f"/minutes/{closed.id}/signatures", data=sent)
    assert answer.status_code == 422
    assert 'id="signed_on-error"' in answer.text


def test_who_signed_for_her_is_asked_for_beside_her_name(secretary, closed):
    sent = {"state-1": "at_request", "note-1": "", "signed_on": "2026-05-20"}
    answer = secretary.post(f"/minutes/{closed.id}/signatures", data=sent)
    assert answer.status_code == 422
    assert "Diga quién firmó por ella." in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_before_a_later_session_nothing_can_approve(secretary, closed):
    assert "Ninguna sesión posterior" in secretary.get(f"/minutes/{closed.id}/approve").text
    assert secretary.post(f"/minutes/{closed.id}/approve", data={"vote": "1"}).status_code == 422
    assert "Todavía no hay" in secretary.get(f"/minutes/{closed.id}/notes/new").text


def test_votes_of_many_sessions_are_offered_in_as_many_queries_as_one(
    session, commune, secretary, closed, count_queries
):
    counts = []
    for week in (1, 2, 3):
        approving(session, later(session, commune, week))
        for page in ("notes/new", "approve"):
            session.expire_all()
            with count_queries() as counted:
                assert "Acta" in secretary.get(f"/minutes/{closed.id}/{page}").text
            counts.append((page, counted.count))
    assert len(set(counts)) == 2


def test_a_note_is_written_read_and_printed(session, commune, secretary, sign_in, closed):
    carried = approving(session, later(session, commune))
    address = f"/minutes/{closed.id}/notes/new"
    form = {key: values[0] for key, values in form_data(secretary.get(address).text).items()}
    sent = form | {"item": "2", "text": "Donde dice <150>", "approved_by": f"v{carried.id}"}
    empty = secretary.post(address, data=sent | {"text": " "})
    assert (empty.status_code, "Escriba la nota." in empty.text) == (422, True)
    for _twice in range(2):  # a double click
        answer = secretary.post(address, data=sent)
        assert answer.status_code == 303
    page = sign_in("member").get(f"/minutes/{closed.id}").text
    assert page.count("Donde dice &lt;150&gt;") == 1
    paper = sign_in("member").get(f"/minutes/{closed.id}/notes/1/es.pdf")
    assert paper.data.startswith(b"%PDF")
    assert paper.headers["Content-Disposition"] == 'inline; filename="acta-1-nota-1.pdf"'
    assert sign_in("member").get(f"/minutes/{closed.id}/notes/2/es.pdf").status_code == 404


def test_reopening_leads_to_the_draft_and_members_are_told(session, secretary, sign_in, closed):
    address = f"/minutes/{closed.id}/reopen"
    answer = secretary.post(address, data={"reason": ""})
    assert (answer.status_code, "Diga por qué." in answer.text) == (422, True)
    answer = secretary.post(address, data={"reason": "Faltaba una votación"})
    assert answer.location == f"/minutes/meetings/{closed.meeting_id}/draft"
    assert "Segundo cierre." in secretary.get(answer.location).text
    assert "Esta acta está reabierta" in sign_in("member").get(f"/minutes/{closed.id}").text
    again = secretary.post(address, data={"reason": "Otra vez"})
    assert (again.status_code, "Otra vez" in again.text) == (422, True)
