"""Pages of votes, as a browser without eyes reads them (every answer is parsed strictly).

The numbers are those of domain.md §7, step 12: 16 seats, 15 present, 12 for, 1 against, 2
abstentions, the rule asks for 9.
"""

import pytest

from assembly.meetings.rules import ItemKind
from assembly.motions.models import Decision
from assembly.voting import queries
from assembly.voting.models import Ballot
from assembly.voting.rules import PRESETS, Method, Preset, Result, VoteStatus
from tests.motions.scene import amend
from tests.voting.pages import form_of, page, typed, votes
from tests.voting.scene import add_item, closed, come, counted, opened, put, voted


def test_the_tally_of_step_twelve(session, secretary, there):
    motion = put(session, there.scene)
    where = f"/voting/items/{there.item.id}/motions/{motion.id}/put"
    assert "Carries with 9 of the 16 seats." in page(secretary.get(where))
    answer = secretary.post(where, data=typed())
    (vote,) = votes(session)
    assert (answer.status_code, answer.location) == (303, f"/voting/{vote.id}")
    assert (vote.yes, vote.no, vote.abstain, vote.result) == (12, 1, 2, Result.passed)
    assert session.query(Decision).one().motion_id == motion.id
    told = page(secretary.get(answer.location))
    assert "<strong>Carried.</strong> 12 for, 1 against, 2 abstentions." in told
    assert "that is 9." in told
    assert "9 needed" in told


def test_what_the_page_offers_is_what_it_takes(session, secretary, there):
    """The form as it stands on the page, with three numbers typed into it, records the vote."""
    where = f"/voting/items/{there.item.id}/motions/{put(session, there.scene).id}/put"
    fields = form_of(secretary.get(where))
    fields |= {"vote-yes": "12", "vote-no": "1", "vote-abstain": "2"}
    assert secretary.post(where, data=fields).status_code == 303
    assert votes(session)[0].yes == 12


def test_the_desk_shows_the_form_under_the_motion_and_then_the_result(session, secretary, there):
    motion = put(session, there.scene)
    desk = f"/meetings/{there.meeting.id}/desk?item={there.item.id}"
    before = page(secretary.get(desk))
    assert f'action="/voting/items/{there.item.id}/motions/{motion.id}/put"' in before
    answer = secretary.post(
        f"/voting/items/{there.item.id}/motions/{motion.id}/put", data=typed() | {"next": desk}
    )
    assert answer.location == desk
    after = page(secretary.get(desk))
    assert "<strong>Carried.</strong>" in after
    assert "data-tally" not in after


def test_a_contradiction_comes_back_with_all_that_was_typed(session, secretary, there):
    come(session, there.meeting, there.commune.alternates[0], there.commune.seats[0])
    where = f"/voting/items/{there.item.id}/put"
    sent = typed(abstain="3", question="¿Se agrega el punto <previo>?")
    answer = secretary.post(where, data=sent)
    told = page(answer)
    assert answer.status_code == 422
    assert "There are more votes (16) than seats present (15)." in told
    assert "principal and alternate count once" in told
    assert "¿Se agrega el punto &lt;previo&gt;?" in told
    kept = form_of(answer)
    assert {name: kept[name] for name in ("vote-yes", "vote-no", "vote-abstain")} == {
        "vote-yes": "12",
        "vote-no": "1",
        "vote-abstain": "3",
    }
    assert votes(session) == []
    # without a reason it is not recorded as it is; with one it is, and the page says so
    answer = secretary.post(where, data=sent | {"vote-as_it_is": "y"})
    assert (answer.status_code, votes(session)) == (422, [])
    because = {"vote-as_it_is": "y", "vote-reason": "Llegó durante el conteo."}
    answer = secretary.post(where, data=sent | because)
    assert answer.status_code == 303
    assert "Recorded as it is: Llegó durante el conteo." in page(secretary.get(answer.location))


def test_a_double_click_records_once(session, secretary, there):
    where = f"/voting/items/{there.item.id}/put"
    sent = typed(question="¿Se agrega?")
    first, second = (secretary.post(where, data=sent) for _twice in range(2))
    assert first.location == second.location
    assert len(votes(session)) == 1
    # the back button, other numbers, and once more: said, and nothing doubled or overwritten
    third = secretary.post(where, data=sent | {"vote-yes": "11"})
    assert third.status_code == 422
    assert "This was recorded already, with other numbers." in page(third)
    assert [vote.yes for vote in votes(session)] == [12]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("abstain", "", "Write each count, 0 if nobody"),
        ("yes", "-1", "Write a whole number"),
        ("yes", "doce", "Write a whole number"),
        ("yes", "99999999999", "Write a whole number"),
        ("question", "", "Write what is put to the vote."),
        ("method", "telepathy", "Not a valid choice"),
        ("asked", "everything", "Not a valid choice"),
    ],
)
def test_what_cannot_be_read_is_said_beside_it(session, secretary, there, field, value, words):
    sent = typed(**{"question": "¿Se agrega?", field: value})
    answer = secretary.post(f"/voting/items/{there.item.id}/put", data=sent)
    assert answer.status_code == 422
    assert words in page(answer)
    assert votes(session) == []


def test_the_usual_question_of_an_item_is_proposed(session, secretary, there):
    item = add_item(session, there.meeting, "Acta", kind=ItemKind.previous_minutes)
    session.expire(there.meeting)
    assert form_of(secretary.get(f"/voting/items/{item.id}/put"))["vote-question"] == (
        "Approve the minutes of the last session"
    )


def test_no_data_is_a_choice_and_never_zero(session, secretary, there):
    sent = typed(question="Acta", yes="", no="", abstain="", unknown="y", stated="pass")
    answer = secretary.post(f"/voting/items/{there.item.id}/put", data=sent)
    (vote,) = votes(session)
    assert (vote.yes, vote.no, vote.abstain, vote.result) == (None, None, None, Result.passed)
    told = page(secretary.get(answer.location))
    assert "<strong>Carried.</strong> Votes: no data. The paper says that it carried." in told
    assert "<svg" not in told


def test_slips_have_blank_ones_invalid_ones_and_tellers(session, secretary, there):
    sent = typed(
        question="Coordinación",
        method="secret_paper",
        yes="9",
        no="3",
        abstain="0",
        blank="2",
        invalid="1",
        total="15",
        tellers="Ana Rojas, Luis Marcano",
    )
    answer = secretary.post(f"/voting/items/{there.item.id}/put", data=sent)
    (vote,) = votes(session)
    assert (vote.blank, vote.invalid, vote.total) == (2, 1, 15)
    told = page(secretary.get(answer.location))
    assert "Ana Rojas, Luis Marcano" in told
    assert "only totals are kept" in told
    assert session.query(Ballot).count() == 0


def test_slips_that_do_not_add_up_to_the_box(session, secretary, there):
    sent = typed(question="Coordinación", method="secret_paper", abstain="0", total="15")
    answer = secretary.post(f"/voting/items/{there.item.id}/put", data=sent)
    assert answer.status_code == 422
    assert "The counts add up to 13, but the total counted is 15." in page(answer)


def test_consensus_asks_only_whether_anybody_objects(session, secretary, there):
    sent = typed(question="Orden del día", method="consensus", yes="", no="0", abstain="")
    secretary.post(f"/voting/items/{there.item.id}/put", data=sent)
    (vote,) = votes(session)
    assert (vote.method, vote.no, vote.yes, vote.result) == (
        Method.consensus,
        0,
        None,
        Result.passed,
    )


def test_another_majority_is_taken_from_the_form(session, secretary, there):
    sent = typed(question="Estatutos", asked="two_thirds_seats", yes="10", no="5", abstain="0")
    secretary.post(f"/voting/items/{there.item.id}/put", data=sent)
    (vote,) = votes(session)
    assert (vote.outcome.required, vote.result) == (11, Result.failed)  # 2/3 of 16 is 10.67


def test_a_special_motion_is_proposed_the_special_majority(session, secretary, there):
    motion = put(session, there.scene, special=True)
    where = f"/voting/items/{there.item.id}/motions/{motion.id}/put"
    assert "Carries with 11 of the 16 seats." in page(secretary.get(where))


def test_an_amendment_first_is_said_not_thrown(session, secretary, there):
    motion = put(session, there.scene)
    amend(session, motion)
    where = f"/voting/items/{there.item.id}/motions/{motion.id}/put"
    answer = secretary.post(where, data=typed())
    assert answer.status_code == 422
    assert "Its amendments come first" in page(answer)


def test_the_chairs_casting_vote(session, secretary, there):
    queries.rule_of_body(session, there.commune.body.id).chair_casts = True
    vote = voted(session, there, 7, 7, 1, requirement=PRESETS[Preset.simple])
    where = f"/voting/{vote.id}"
    assert "<strong>Tie.</strong>" in page(secretary.get(where))
    answer = secretary.post(f"{where}/casting-vote", data={"option": "perhaps"})
    assert answer.status_code == 422
    secretary.post(f"{where}/casting-vote", data={"option": "yes"})
    assert "It was a tie, and the chair cast a vote for it." in page(secretary.get(where))
    again = secretary.post(f"{where}/casting-vote", data={"option": "no"})
    assert again.status_code == 422
    assert "There is no tie for the chair to break." in page(again)


def test_counts_are_corrected_with_what_stands_in_the_form(session, secretary, there):
    vote = voted(session, there, 12, 1, 1)
    where = f"/voting/{vote.id}/correct"
    fields = form_of(secretary.get(where))
    assert [fields[f"vote-{name}"] for name in ("yes", "no", "abstain")] == ["12", "1", "1"]
    answer = secretary.post(where, data=fields | {"vote-abstain": "9"})
    assert answer.status_code == 422
    assert "There are more votes (22)" in page(answer)
    assert secretary.post(where, data=fields | {"vote-abstain": "2"}).status_code == 303
    assert votes(session)[0].abstain == 2


@pytest.mark.parametrize(("count", "wrong"), [("12", 0), ("1.5", 1), ("12,50", 1), ("-3", 1)])
def test_a_count_is_whole_and_its_point_is_no_decimal(secretary, there, count, wrong):
    """1.250 is grouped as people write it; 1.5 is no 15."""
    answer = secretary.post(
        f"/voting/items/{there.item.id}/put", data=typed(question="¿?", yes=count)
    )
    assert page(answer).count("Write a whole number") == wrong
    grouped = typed(question="¿?", yes="1.250")
    told = page(secretary.post(f"/voting/items/{there.item.id}/put", data=grouped))
    assert "There are more votes (1,253)" in told


def test_what_is_over_is_neither_closed_nor_cancelled_once_more(session, secretary, there):
    by_hand = opened(session, there, method=Method.roll_call)
    assert secretary.post(f"/voting/{by_hand.id}/close").location == f"/voting/{by_hand.id}"
    secretary.post(f"/voting/{by_hand.id}/cancel", data={"reason": "Se fue la luz."})
    for page_of in ("close", "cancel"):
        answer = secretary.get(f"/voting/{by_hand.id}/{page_of}")
        assert answer.location == f"/voting/{by_hand.id}"
    assert votes(session)[0].status is VoteStatus.cancelled


def test_a_decision_on_which_more_hangs_is_not_taken_back(session, secretary, there):
    vote = voted(session, there, motion=put(session, there.scene))
    voted(session, there, motion=put(session, there.scene, "Otra cosa"))
    answer = secretary.post(f"/voting/{vote.id}/correct", data=typed(yes="2", no="12", abstain="0"))
    assert answer.status_code == 422
    assert "Decision A-2026-1 came of it" in page(answer)
    assert votes(session)[0].yes == 12


def test_a_vote_is_cancelled_and_stays(session, secretary, there):
    vote = voted(session, there)
    where = f"/voting/{vote.id}/cancel"
    assert secretary.post(where, data={"reason": " "}).status_code == 422
    answer = secretary.post(where, data={"reason": "Se repitió por la lluvia"})
    assert "<strong>Vote cancelled.</strong> Se repitió por la lluvia. <span" in page(
        secretary.get(answer.location)
    )


def test_a_dissent_and_a_mandate_stand_under_the_vote(session, secretary, there):
    vote = voted(session, there)
    where = f"/voting/{vote.id}"
    assert secretary.post(f"{where}/dissent", data={"person": "Ana"}).status_code == 422
    dissent = {"person": "Vocera Monte Claro", "text": "La merma no está <explicada>."}
    for _twice in range(2):
        assert secretary.post(f"{where}/dissent", data=dissent).status_code == 303
    mandate = {
        "seat": there.commune.seats[1].id,
        "assembly": "Asamblea de El Guásimo",
        "held_on": "2026-05-05",
        "text": "No bajar el precio.",
    }
    assert secretary.post(f"{where}/mandate", data=mandate | {"seat": 999}).status_code == 422
    answer = secretary.post(f"{where}/mandate", data=mandate | {"held_on": "9999-12-31"})
    assert "This date is too far away." in page(answer)
    assert secretary.post(f"{where}/mandate", data=mandate).status_code == 303
    told = page(secretary.get(where))
    assert told.count("La merma no está &lt;explicada&gt;.") == 1
    assert (
        "Mandate of El Guásimo · Vocera El Guásimo · Asamblea de El Guásimo · May 5, 2026" in told
    )
    number = votes(session)[0].dissents[0].id
    assert secretary.post(f"{where}/dissents/{number}/remove").status_code == 303
    assert "explicada" not in page(secretary.get(where))


def test_members_read_and_only_the_desk_writes(session, sign_in, there):
    vote = voted(session, there)
    where = f"/voting/{vote.id}"
    member = sign_in("member")
    assert "12 a favor" in page(member.get(where)) or "12 for" in page(member.get(where))
    assert "/correct" not in page(member.get(where))
    item = f"/voting/items/{there.item.id}/put"
    for path in ("correct", "cancel", "dissent", "mandate", "roll-call"):
        assert member.get(f"{where}/{path}").status_code == 403
    assert member.post(item, data=typed(question="¿?")).status_code == 403
    assert member.post(f"{where}/casting-vote", data={"option": "yes"}).status_code == 403
    assert len(votes(session)) == 1


def test_what_does_not_exist_is_not_found(secretary, there):
    for path in ("/voting/999", "/voting/999/roll-call", "/voting/items/999/put"):
        assert secretary.get(path).status_code == 404


def test_an_open_vote_without_counts_has_a_page(session, secretary, there):
    vote = opened(session, there, method=Method.roll_call)
    assert "The vote is open" in page(secretary.get(f"/voting/{vote.id}"))
    closed_one = closed(session, counted(session, opened(session, there), 12, 1, 2))
    assert "Carried" in page(secretary.get(f"/voting/{closed_one.id}"))
