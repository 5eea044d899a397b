"""What the hall's wall and the strip of a meeting say, from the calling of the roll to the end."""

from collections import Counter
from datetime import timedelta
from itertools import count

import pytest

from assembly import clock
from assembly.meetings.rules import ItemStatus, MeetingStatus
from assembly.meetings.views.wall import now_in
from assembly.voting import actions as voting
from assembly.voting import queries
from assembly.voting.rules import Method
from tests.conftest import A_WEDNESDAY
from tests.html import parse, said
from tests.motions.scene import amend
from tests.voting.scene import AT, SECRETARY, grow, hall, opened, put, voted


@pytest.fixture
def there(session, commune, stopped):
    made = hall(session, commune)
    made.item.status = ItemStatus.open
    return made


@pytest.fixture
def on_the_wall(session, there, sign_in):
    member = sign_in("member")
    seconds = count(0, 2)  # what is on the wall may be a second old

    def read(path: str = "/wall") -> str:
        session.commit()
        with clock.stopped_at(A_WEDNESDAY + timedelta(seconds=next(seconds))):
            answer = member.get(f"/meetings/{there.meeting.id}{path}")
        tree, _ = parse(answer.get_data(as_text=True))
        main = tree.find(".//main")
        assert main is not None
        return said(main)

    return read


def test_the_item_the_text_and_who_is_there(session, there, on_the_wall):
    motion = put(session, there.scene)
    told = on_the_wall()
    assert "1 Vivero de café" in told
    assert motion.versions[-1].text in told
    assert "15 de 16" in told
    assert "hay quórum" in told


def test_an_amendment_stands_there_before_its_motion(session, there, on_the_wall):
    motion = put(session, there.scene)
    amendment = amend(session, motion, "Entregar 2.000 plantas.")
    told = on_the_wall()
    assert amendment.versions[-1].text in told
    assert motion.versions[-1].text not in told


def test_a_vote_that_is_open_says_what_it_takes(session, there, on_the_wall):
    opened(session, there, question="¿Se agrega el punto previo?")
    told = on_the_wall()
    assert "¿Se agrega el punto previo?" in told
    assert "Se vota ahora · A mano alzada" in told
    assert "9 de las 16 vocerías" in told  # more than half of the sixteen seats


def test_how_each_seat_votes_is_shown_before_the_close_only_if_the_body_says_so(
    session, there, sign_in
):
    """Two of fifteen have voted, one for and one against."""
    vote = opened(session, there, method=Method.open_ballots)
    for seat, choice in zip(there.commune.seats, ("yes", "no"), strict=False):
        told = {"vote": vote, "seat_id": seat.id, "choice": choice}
        voting.record_told(session, **told, actor=SECRETARY, at=AT)
    session.commit()
    meeting, page = there.meeting, f"/voting/{vote.id}"
    with clock.stopped_at(AT):
        assert Counter(now_in(meeting).dots) == {"voted": 2, "waiting": 13}
        assert "said-no" not in sign_in("member").get(page).text
        queries.rule_of_body(session, meeting.body_id).shows_names = True
        session.commit()
        assert Counter(now_in(meeting).dots) == {"yes": 1, "no": 1, "waiting": 13}
        assert "said-no" in sign_in("member").get(page).text


def test_a_result_with_its_reason(session, there, on_the_wall):
    motion = put(session, there.scene)
    voted(session, there, motion=motion)  # domain.md §7, step 12
    for path in ("/wall", ""):
        told = on_the_wall(path)
        assert "Aprobada" in told
        assert "12 a favor, 1 en contra, 2 abstenciones" in told


def test_before_the_roll_and_after_the_end(session, there, on_the_wall):
    there.meeting.status, there.meeting.call = MeetingStatus.convened, None
    there.item.status = ItemStatus.planned
    told = on_the_wall()
    assert "La sesión comienza" in told
    assert "Primero: Vivero de café" in told
    there.meeting.status, there.meeting.call = MeetingStatus.ended, 1
    assert "La sesión terminó." in on_the_wall()


def test_a_dark_hall_and_nothing_else_from_the_address(there, session, sign_in):
    session.commit()
    member = sign_in("member")
    where = f"/meetings/{there.meeting.id}/wall"
    assert 'class="wall dark"' in member.get(f"{where}?light=dark").text
    assert 'class="wall bright"' in member.get(f"{where}?light=%22%3E").text


def test_a_wall_asks_as_often_for_a_congress(session, commune, sign_in, count_queries, stopped):
    from_page = sign_in("member")
    asked = []
    for seats, number in ((16, 31), (450, 32)):
        grow(session, commune, seats)
        there = hall(session, commune, present=seats, number=number)
        there.item.status = ItemStatus.open
        session.commit()
        with count_queries() as counted:
            assert from_page.get(f"/meetings/{there.meeting.id}/wall").status_code == 200
        asked.append(counted.count)
    assert asked[0] == asked[1]
    assert asked[0] <= 14
