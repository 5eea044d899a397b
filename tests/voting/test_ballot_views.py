"""Opening a vote for phones and slips, the ballot on a phone, and closing, as a browser reads them."""

import re

import pytest
from sqlalchemy import func, select

from assembly import clock
from assembly.people.models import Account
from assembly.voting import actions
from assembly.voting.models import Ballot, SecretBallot, Vote
from assembly.voting.rules import Method, Result, Slip, Terms, VoteStatus
from tests.html import form_data
from tests.motions.scene import amend
from tests.voting.ballot_scene import LATER
from tests.voting.scene import AT, SECRETARY, grow, hall, opened, put

pytestmark = pytest.mark.both_databases

RECEIPT = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}")


@pytest.fixture(autouse=True)
def at_that_time():
    with clock.stopped_at(AT):
        yield


@pytest.fixture
def there(session, commune):
    return hall(session, commune)


@pytest.fixture
def secretary(sign_in):
    return english(sign_in("secretary"))


@pytest.fixture
def phone(sign_in):
    """The principal of the first seat, on her phone."""
    return english(sign_in("spokesperson"))


def english(client):
    client.post("/people/language", data={"language": "en"})
    return client


def page(answer):
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def form_of(answer):
    """What the form of the page would send as it stands."""
    return {name: values[-1] for name, values in form_data(answer.get_data(as_text=True)).items()}


def votes(session):
    session.expire_all()
    return session.scalars(select(Vote).order_by(Vote.id)).all()


def answer_of(there, vote, choice="yes", place=0):
    return {f"choice-{vote.id}-{there.commune.seats[place].id}": choice}


def open_by_form(secretary, where, **typed):
    fields = form_of(secretary.get(where)) | {f"vote-{key}": each for key, each in typed.items()}
    return secretary.post(where, data=fields)


# ---- opening --------------------------------------------------------------------------------------


def test_a_secret_vote_on_a_motion_is_opened_from_its_page(session, secretary, there):
    motion = put(session, there.scene)
    where = f"/voting/items/{there.item.id}/motions/{motion.id}/open"
    assert "Carries with 9 of the 16 seats." in page(secretary.get(where))
    answer = open_by_form(secretary, where, method="secret_ballots", minutes="10")
    (vote,) = votes(session)
    assert (answer.status_code, answer.location) == (303, f"/voting/{vote.id}")
    assert (vote.method, vote.motion_id) == (Method.secret_ballots, motion.id)
    assert (vote.closes_at - vote.opened_at).seconds == 600


def test_several_questions_are_opened_together_and_once(session, secretary, there):
    where = f"/voting/items/{there.item.id}/open"
    fields = form_of(secretary.get(where)) | {
        "vote-question": "¿Se compra el motor?\r\n\r\n¿Se presta\nla bomba?\r\n\r\n\r\n",
        "vote-method": "secret_ballots",
    }
    for _twice in range(2):
        assert secretary.post(where, data=fields).status_code == 303
    made = votes(session)
    assert [vote.question for vote in made] == ["¿Se compra el motor?", "¿Se presta\nla bomba?"]
    assert len({vote.sheet for vote in made}) == 1
    assert made[0].sheet


def test_what_cannot_be_opened_comes_back_with_all_that_was_typed(session, secretary, there):
    where = f"/voting/items/{there.item.id}/open"
    answer = open_by_form(secretary, where, question=" ", minutes="5")
    assert answer.status_code == 422
    assert "Write what is put to the vote." in page(answer)
    assert 'value="5"' in answer.text
    answer = open_by_form(secretary, where, question="¿Sí?", minutes="0")
    assert "Write a number of minutes, from 1 to 1440." in page(answer)
    many = "\n\n".join(f"¿{n}?" for n in range(13))
    answer = open_by_form(secretary, where, question=many)
    assert "These are more than 12 questions: divide them." in page(answer)
    assert "¿12?" in answer.text
    motion = put(session, there.scene)
    amend(session, motion)
    answer = open_by_form(secretary, f"/voting/items/{there.item.id}/motions/{motion.id}/open")
    assert answer.status_code == 422
    assert votes(session) == []


def test_the_desk_leads_to_it_and_to_its_end(session, secretary, there):
    motion = put(session, there.scene)
    desk = f"/meetings/{there.meeting.id}/desk?item={there.item.id}"
    where = f"/voting/items/{there.item.id}/motions/{motion.id}/open"
    assert f'href="{where}?next=' in page(secretary.get(desk))
    vote = opened(session, there, method=Method.open_ballots, motion=motion, question="")
    session.commit()
    told = page(secretary.get(desk))
    assert f'href="/voting/{vote.id}/standing?next=' in told
    assert "data-tally" not in told
    assert "Go on with the roll call" not in told


def test_the_form_of_the_desk_offers_only_what_is_counted_by_hand(secretary, there):
    offered = page(secretary.get(f"/voting/items/{there.item.id}/put"))
    assert 'value="show_of_hands"' in offered
    assert "_ballots" not in re.sub(r"href=\"[^\"]*\"", "", offered)


def test_a_recall_is_opened_with_its_turnout_and_organisations_are_shown(session, secretary, there):
    where = f"/voting/items/{there.item.id}/open"
    told = page(secretary.get(where))
    assert (
        "Recall: more than half of the votes for and against; at least one quarter of all seats"
        in told
    )
    typed = {"question": "¿Se revoca el mandato?", "asked": "recall"}
    answer = open_by_form(secretary, where, group_rule="double_majority", **typed)
    assert answer.status_code == 303
    (vote,) = votes(session)
    assert (vote.purpose, vote.turnout.needed(16)) == ("recall", 4)
    actions.record_told(
        session,
        vote=vote,
        seat_id=there.commune.seats[0].id,
        choice="yes",
        actor=SECRETARY,
        at=AT,
    )
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=AT)
    session.commit()
    told = page(secretary.get(f"/voting/{vote.id}"))
    assert "Too few voted: 1 of 16; asked for is at least one quarter, that is 4." in told
    assert "Organisations that carried it: 1 of 15; needed: 8." in told
    assert "More than half of the organisations have to carry it too" in told


# ---- the ballot -----------------------------------------------------------------------------------


def test_two_taps_and_a_receipt(session, phone, there):
    vote = opened(session, there, method=Method.secret_ballots)
    session.commit()
    where = f"/voting/{vote.id}/ballot"
    asked = phone.get(where)
    assert "El Cedro" in asked.text
    answer = phone.post(where, data=form_of(asked) | answer_of(there, vote, "abstain"))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    (shown,) = RECEIPT.findall(answer.text)
    (ballot,) = session.scalars(select(SecretBallot))
    assert (ballot.receipt, ballot.choice) == (shown.replace("-", ""), "abstain")
    # a reload sends it again; the back button shows that she has voted, and no receipt
    again = phone.post(where, data=form_of(asked) | answer_of(there, vote, "no"))
    assert RECEIPT.findall(again.text) == [shown]
    assert "it counts once" in again.text
    later = page(phone.get(where))
    assert "<strong>El Cedro</strong> has voted, by phone." in later
    assert not RECEIPT.findall(later)
    assert "Cast my vote" not in later


def test_a_second_page_of_the_same_seat_is_refused(session, phone, there):
    vote = opened(session, there, method=Method.secret_ballots)
    session.commit()
    where = f"/voting/{vote.id}/ballot"
    first, second = (form_of(phone.get(where)) | answer_of(there, vote) for _ in range(2))
    assert phone.post(where, data=first).status_code == 200
    answer = phone.post(where, data=second)
    assert answer.status_code == 422
    assert "This seat has voted already, on another device or page." in page(answer)
    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 1


def test_nothing_chosen_is_said_and_what_was_chosen_stays(session, phone, there):
    vote = opened(session, there, method=Method.secret_ballots)
    session.commit()
    where = f"/voting/{vote.id}/ballot"
    sent = form_of(phone.get(where))
    answer = phone.post(where, data=sent)
    assert (answer.status_code, "Choose an answer." in answer.text) == (422, True)
    assert form_of(answer)["token"] == sent["token"]
    answer = phone.post(where, data=sent | answer_of(there, vote, "3>1"))
    assert answer.status_code == 422
    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 0


def test_questions_on_one_sheet_are_one_page_and_separate_ballots(session, phone, there):
    terms = Terms(sheet=there.meeting.uuid)
    one, two = (
        opened(session, there, method=Method.secret_ballots, question=asked, terms=terms)
        for asked in ("¿Motor?", "¿Bomba?")
    )
    session.commit()
    asked = phone.get(f"/voting/{two.id}/ballot")
    assert "¿Motor?" in asked.text
    assert "¿Bomba?" in asked.text
    # one of them now, the other after
    answer = phone.post(f"/voting/{two.id}/ballot", data=form_of(asked) | answer_of(there, one))
    assert "Go on with what is still open" in answer.text
    asked = phone.get(f"/voting/{two.id}/ballot")
    answer = phone.post(
        f"/voting/{two.id}/ballot", data=form_of(asked) | answer_of(there, two, "no")
    )
    assert "Go on with what is still open" not in answer.text
    rows = session.scalars(select(SecretBallot).order_by(SecretBallot.vote_id)).all()
    assert [(row.vote_id, row.choice) for row in rows] == [(one.id, "yes"), (two.id, "no")]


def test_an_open_ballot_is_changed_while_the_vote_is_open(session, phone, there):
    vote = opened(session, there, method=Method.open_ballots)
    session.commit()
    where = f"/voting/{vote.id}/ballot"
    for choice in ("yes", "no"):
        sent = form_of(phone.get(where)) | answer_of(there, vote, choice)
        assert phone.post(where, data=sent).status_code == 200
    assert [ballot.option for ballot in session.scalars(select(Ballot))] == ["no"]
    ((name, chosen),) = answer_of(there, vote, "no").items()
    later = phone.get(where)
    assert form_of(later)[name] == chosen
    assert "Change my vote" in later.text
    assert "Cast my vote" not in later.text


def test_the_ballot_of_a_cancelled_vote_says_what_was_asked_and_why_it_is_gone(
    session, phone, there
):
    vote = opened(session, there, method=Method.secret_ballots, question="¿Motor?")
    actions.cancel_vote(session, vote=vote, reason="Se fue la luz.", actor=SECRETARY, at=AT)
    session.commit()
    told = page(phone.get(f"/voting/{vote.id}/ballot"))
    assert '<h1 class="question">¿Motor?</h1>' in told
    assert "Se fue la luz." in told


def test_who_is_not_on_the_roll_is_told_so(session, sign_in, there):
    vote = opened(session, there, method=Method.secret_ballots)
    session.commit()
    member = english(sign_in("member"))
    asked = member.get(f"/voting/{vote.id}/ballot")
    assert "You are not on the roll of this vote." in page(asked)
    assert "To my ballot" not in member.get(f"/voting/{vote.id}").text
    answer = member.post(
        f"/voting/{vote.id}/ballot", data=form_of(asked) | answer_of(there, vote, "yes")
    )
    assert answer.status_code == 422
    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 0


def test_a_session_that_was_taken_over_ends_with_the_pin_that_was_changed(session, phone, there):
    """Whoever holds a copied session votes no more once the PIN is new; what was chosen is kept."""
    vote = opened(session, there, method=Method.secret_ballots)
    session.commit()
    sent = form_of(phone.get(f"/voting/{vote.id}/ballot")) | answer_of(there, vote)
    account = session.get(Account, there.commune.accounts["spokesperson"].id)
    account.stamp = "1"  # what a new PIN does
    session.commit()
    assert phone.post(f"/voting/{vote.id}/ballot", data=sent).status_code == 401
    assert session.scalar(select(func.count()).select_from(SecretBallot)) == 0


def test_the_vote_closes_by_itself_for_whoever_looks(session, phone, there):
    vote = opened(session, there, method=Method.secret_ballots, terms=Terms(closes_at=LATER))
    session.commit()
    where = f"/voting/{vote.id}/ballot"
    sent = form_of(phone.get(where)) | answer_of(there, vote)
    with clock.stopped_at(LATER):
        late = phone.post(where, data=sent)
        assert late.status_code == 422
        assert "this ballot came too late and was not counted" in page(late)
        assert "To the result" in page(phone.get(where))
    assert votes(session)[0].status is VoteStatus.closed


# ---- the end --------------------------------------------------------------------------------------


def test_closing_counts_and_shows_the_result(session, secretary, phone, there):
    vote = opened(session, there, method=Method.secret_ballots)
    session.commit()
    assert "To my ballot" in phone.get(f"/voting/{vote.id}").text
    where = f"/voting/{vote.id}/ballot"
    phone.post(where, data=form_of(phone.get(where)) | answer_of(there, vote))
    asked = secretary.get(f"/voting/{vote.id}/close")
    assert "1 of 15 on the roll has voted." in page(asked)
    answer = secretary.post(f"/voting/{vote.id}/close", data=form_of(asked))
    assert (answer.status_code, answer.location) == (303, f"/voting/{vote.id}")
    told = page(secretary.get(answer.location))
    assert "<strong>Rejected.</strong> 1 for, 0 against, 0 abstentions." in told
    assert "who voted is kept, and what was voted, but not who voted what" in told
    assert f'href="/voting/{vote.id}/correct' not in told
    assert votes(session)[0].result is Result.failed


def test_slips_that_do_not_add_up_are_named_with_both_numbers(session, secretary, there):
    vote = opened(session, there, method=Method.secret_ballots)
    slips = [Slip("yes", 2)]
    actions.record_slips(session, vote=vote, slips=slips, actor=SECRETARY, at=AT)
    session.commit()
    where = f"/voting/{vote.id}/close"
    answer = secretary.post(where, data=form_of(secretary.get(where)))
    assert answer.status_code == 422
    assert "Slips in the box: 2. But 0 seats voted by slip." in page(answer)
    answer = secretary.post(where, data=form_of(answer) | {"as_it_is": "y"})
    assert "Write why it is recorded as it is." in page(answer)
    sent = form_of(answer) | {"as_it_is": "y", "reason": "Se entregaron sin anotar."}
    assert secretary.post(where, data=sent).status_code == 303
    assert "Slips in the box: 2." in page(secretary.get(f"/voting/{vote.id}"))


def test_cast_ballots_are_not_corrected_by_typing(session, secretary, there):
    vote = opened(session, there, method=Method.secret_ballots)
    session.commit()
    secretary.post(f"/voting/{vote.id}/close")
    answer = secretary.get(f"/voting/{vote.id}/correct")
    assert answer.status_code == 422
    assert "Ballots that people cast are not corrected." in page(answer)


@pytest.mark.parametrize("seats", [3, 300])
def test_a_ballot_costs_the_same_in_a_congress(session, commune, sign_in, count_queries, seats):
    if seats > len(commune.seats):
        grow(session, commune, seats)
    there = hall(session, commune, present=min(seats, len(commune.seats)))
    vote = opened(session, there, method=Method.secret_ballots)
    session.commit()
    phone = sign_in("spokesperson")
    where = f"/voting/{vote.id}/ballot"
    asked = phone.get(where)
    with count_queries() as counted:
        phone.get(where)
    reading = counted.count
    sent = form_of(asked) | answer_of(there, vote)
    with count_queries() as counted:
        phone.post(where, data=sent)
    assert reading == 3  # who she is, the vote, her lines of the roll
    assert counted.count == 4  # who she is, her line of the roll, two rows
