"""The pages that list the papers, what they ask, and who may print what."""

from __future__ import annotations

import html
import re
import subprocess

import pytest

from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import ItemKind, ItemStatus, MeetingKind, MeetingStatus
from assembly.motions.models import Motion, MotionVersion
from assembly.motions.rules import MotionKind, MotionStatus
from assembly.voting.elections import CountingRule
from assembly.voting.models import Candidate, Election
from assembly.voting.rules import ElectionStatus
from tests.commune import NOW


@pytest.fixture
def motion(session, commune) -> Motion:
    """A motion on the agenda of a convened meeting."""
    meeting = Meeting(
        body=commune.body,
        kind=MeetingKind.ordinary,
        number=32,
        status=MeetingStatus.convened,
        scheduled_at=NOW,
    )
    item = AgendaItem(
        meeting=meeting,
        position=1,
        title="Cal",
        kind=ItemKind.motion,
        status=ItemStatus.planned,
    )
    made = Motion(
        body=commune.body,
        year=2026,
        number=9,
        kind=MotionKind.motion,
        status=MotionStatus.scheduled,
        title="Comprar cal",
        item=item,
        submitted_at=NOW,
    )
    session.add(MotionVersion(motion=made, version=1, text="Diez sacos.", author="x", at=NOW))
    session.commit()
    return made


def words(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_the_secretary_finds_all_papers_of_a_session_and_a_member_those_for_everybody(
    sign_in, motion
):
    address = f"/printing/meetings/{motion.item.meeting_id}"
    secretary, member = sign_in("secretary").get(address).text, sign_in("member").get(address).text
    for paper in ("notice", "agenda", "decisions"):
        assert f"{address}/{paper}.pdf" in secretary
        assert f"{address}/{paper}.pdf" in member
    for paper in ("sign-in", "tally", "roll-call", "minutes-form"):
        assert f"{address}/{paper}.pdf" in secretary
        assert f"{address}/{paper}.pdf" not in member
    assert f"/printing/motions/{motion.id}/ballots" in secretary
    assert address in sign_in("member").get(f"/meetings/{motion.item.meeting_id}").text


def test_papers_with_identity_numbers_are_for_who_keeps_the_record(sign_in, motion):
    address = f"/printing/meetings/{motion.item.meeting_id}/sign-in.pdf"
    assert sign_in("member").get(address).status_code == 403
    answer = sign_in("secretary").get(address, query_string={"lang": "en", "paper": "a4"})
    assert answer.mimetype == "application/pdf"
    assert "Sign-in sheet" in words(answer.data)
    size = subprocess.run(["pdfinfo", "-"], input=answer.data, capture_output=True, check=True)
    assert b"A4" in size.stdout


def test_an_unknown_language_or_paper_is_the_bodys_own(sign_in, motion):
    address = f"/printing/meetings/{motion.item.meeting_id}/agenda.pdf"
    answer = sign_in("member").get(address, query_string={"lang": "<b>", "paper": "tabloid"})
    assert "Orden del día" in words(answer.data)
    size = subprocess.run(["pdfinfo", "-"], input=answer.data, capture_output=True, check=True)
    assert b"letter" in size.stdout


def test_ballots_are_asked_for_and_made(sign_in, motion):
    secretary, address = sign_in("secretary"), f"/printing/motions/{motion.id}/ballots"
    assert 'value="16"' in secretary.get(address).text  # a slip for each seat (tests/commune.py)
    for count in ("0", "2001", "", "many"):
        assert secretary.get(address, query_string={"count": count}).status_code == 422
    answer = secretary.get(address, query_string={"count": "5"})
    assert words(answer.data).count("Me abstengo") == 5 + 1  # and once where the tellers count


@pytest.mark.parametrize(
    ("sent", "words_back"),
    [
        ({"office": ""}, "Escriba qué se elige."),
        ({"names": " \n"}, "Escriba las candidaturas"),
        ({"names": "x" * 201}, "demasiado largo"),
        ({"names": "\n".join(map(str, range(61)))}, "60 como máximo"),
        ({"choose": "3"}, "Hay menos candidaturas"),
    ],
)
def test_an_election_that_cannot_be_printed_says_why_and_keeps_what_was_typed(
    sign_in, commune, sent, words_back
):
    good = {"office": "Vivero <b>", "names": "Ana\nLuis", "choose": "1", "count": "3"}
    address = f"/printing/bodies/{commune.body.id}/election"
    answer = sign_in("secretary").get(address, query_string=good | sent)
    assert answer.status_code == 422
    assert words_back in answer.text
    if "office" not in sent:
        assert "Vivero &lt;b&gt;" in answer.text


def test_an_election_is_printed(sign_in, commune):
    sent = {"office": "Vivero <b>", "names": "Ana\nLuis", "choose": "1", "count": "3"}
    address = f"/printing/bodies/{commune.body.id}/election"
    assert sign_in("secretary").get(address).status_code == 200
    said = words(sign_in("secretary").get(address, query_string=sent).data)
    assert said.count("Luis") == 3 + 1
    assert "Vivero <b>" in said


def test_the_gazette_wants_a_period_in_order(sign_in, commune):
    member, address = sign_in("member"), f"/printing/bodies/{commune.body.id}/gazette"
    assert member.get(address).status_code == 200
    wrong = member.get(address, query_string={"since": "2026-05-02", "until": "2026-05-01"})
    assert wrong.status_code == 422
    assert "queda antes del comienzo" in wrong.text
    assert member.get(address, query_string={"since": "x", "until": "y"}).status_code == 422
    good = {"since": "2026-05-01", "until": "2026-05-31", "number": "7"}
    assert "N.º 7" in words(member.get(address, query_string=good).data)


@pytest.mark.parametrize("paper", ["commitments", "minutes-form"])
def test_the_papers_of_a_body_are_on_its_page_and_open(sign_in, commune, paper):
    secretary, address = sign_in("secretary"), f"/printing/bodies/{commune.body.id}"
    assert f"{address}/{paper}.pdf" in secretary.get(address).text
    assert secretary.get(f"{address}/{paper}.pdf").data.startswith(b"%PDF")


def test_a_page_of_papers_asks_as_often_for_one_motion_as_for_many(
    session, sign_in, motion, count_queries
):
    secretary, asked = sign_in("secretary"), []
    for more in (0, 30):
        for number in range(more):
            session.add(
                Motion(
                    body_id=motion.body_id,
                    year=2026,
                    number=100 + number,
                    kind=MotionKind.motion,
                    status=MotionStatus.scheduled,
                    title="Otra",
                    item_id=motion.item_id,
                    submitted_at=NOW,
                )
            )
        session.commit()
        with count_queries() as counted:
            secretary.get(f"/printing/meetings/{motion.item.meeting_id}")
        asked.append(counted.count)
    assert asked[0] == asked[1]


def test_an_election_on_the_agenda_fills_its_slips_with_who_stands(session, sign_in, motion):
    election = Election(
        item_id=motion.item_id,
        title="Coordinación del vivero",
        body_id=motion.body_id,
        seats=[],
        secret=True,
        counting=CountingRule.majority,
        places=1,
        status=ElectionStatus.nominating,
        created_at=NOW,
    )
    for number, name, status in ((2, "Efraín Silva", "accepted"), (1, "Yusmary Rojas", "accepted")):
        election.candidates.append(Candidate(name=name, number=number, status=status))
    election.candidates.append(Candidate(name="Rosa Tineo", status="declined"))
    session.add(election)
    session.commit()
    secretary = sign_in("secretary")
    page = secretary.get(f"/printing/meetings/{motion.item.meeting_id}").text
    (address,) = re.findall(r'href="([^"]+office=[^"]+)"', page)
    form = secretary.get(html.unescape(address)).text
    assert 'value="Coordinación del vivero"' in form
    assert "Yusmary Rojas\nEfraín Silva</textarea>" in form
    assert "Rosa Tineo" not in form
