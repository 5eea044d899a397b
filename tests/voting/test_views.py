"""Pages of votes, as a browser without eyes reads them (every answer is parsed strictly).

The numbers are those of domain.md §7, step 12: 16 seats, 15 present, 12 for, 1 against, 2
abstentions, the rule asks for 9.
"""

import gzip
import re
from uuid import uuid4

import pytest

from assembly.meetings.rules import ItemKind
from assembly.motions.models import Decision
from assembly.voting import actions, queries
from assembly.voting.models import Ballot, Vote
from assembly.voting.rules import PRESETS, Method, Option, Preset, Result, VoteStatus
from tests.html import form_data
from tests.motions.scene import amend
from tests.voting.scene import (
    AT,
    SECRETARY,
    add_item,
    closed,
    come,
    counted,
    grow,
    hall,
    opened,
    put,
    voted,
)


@pytest.fixture
def there(session, commune):
    return hall(session, commune)


@pytest.fixture
def secretary(sign_in):
    client = sign_in("secretary")
    client.post("/people/language", data={"language": "en"})
    return client


def votes(session):
    session.expire_all()
    return session.query(Vote).order_by(Vote.id).all()


def typed(**more):
    """What a browser sends from the form: by show of hands, 12, 1 and 2, the ordinary majority."""
    fields = {
        "number": str(uuid4()),
        "method": "show_of_hands",
        "asked": "ordinary",
        "yes": "12",
        "no": "1",
        "abstain": "2",
        "blank": "0",
        "invalid": "0",
        "total": "",
        "stated": "",
        **more,
    }
    return {f"vote-{name}": value for name, value in fields.items() if value is not None}


def page(answer):
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def form_of(answer):
    """What the only form of the page would send as it stands."""
    return {name: values[-1] for name, values in form_data(answer.get_data(as_text=True)).items()}


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
    assert "16 votes were counted, but 15 seats are present." in told
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


# ---- the roll call --------------------------------------------------------------------------------


def call(session, secretary, there):
    sent = typed(question="La vía", method="roll_call", yes="", no="", abstain="")
    answer = secretary.post(f"/voting/items/{there.item.id}/put", data=sent)
    (vote,) = votes(session)
    assert answer.location.startswith(f"/voting/{vote.id}/roll-call")
    return vote


def marks(there, **exceptions):
    sent = {f"seat-{seat.id}": "yes" for seat in there.commune.seats[:15]}
    sent[f"seat-{there.commune.seats[15].id}"] = "absent"
    return sent | {f"seat-{there.commune.seats[int(k[1:])].id}": v for k, v in exceptions.items()}


def test_all_for_then_the_exceptions_by_name(session, secretary, there):
    vote = call(session, secretary, there)
    where = f"/voting/{vote.id}/roll-call"
    first = form_of(secretary.get(where))
    # nobody is marked but the one seat that is absent
    assert [value for name, value in first.items() if name.startswith("seat-")] == ["absent"]
    answer = secretary.post(where, data=first | {"mark": "yes"})
    assert answer.location == where
    all_for = form_of(secretary.get(where))
    assert sorted(v for n, v in all_for.items() if n.startswith("seat-")) == ["absent"] + 15 * [
        "yes"
    ]
    seat = there.commune.seats[3]
    answer = secretary.post(where, data=all_for | {f"seat-{seat.id}": "no"})
    assert answer.location == f"/voting/{vote.id}"
    told = page(secretary.get(answer.location))
    assert "14 for, 1 against, 0 abstentions" in told
    assert re.search(r"Monte Claro</th><td>Vocera Monte Claro</td><td[^>]*>Against", told)


def test_an_organization_is_marked_together(session, commune, secretary):
    """Fifteen delegates of five communes: one commune against, another abstains, who is away stays absent."""
    grow(session, commune, 31, organizations=5)
    there = hall(session, commune, present=30)
    vote = opened(session, there, method=Method.roll_call)
    session.commit()
    where = f"/voting/{vote.id}/roll-call"
    away = commune.seats[30]  # of the fifth commune
    sent = form_of(secretary.get(where)) | {"mark": "yes", "organization": ""}
    secretary.post(where, data=sent)
    name = commune.seats[17].organization.name
    sent = form_of(secretary.get(where)) | {"mark": "no", "organization": name}
    answer = secretary.post(where, data=sent)
    assert answer.status_code == 303
    again = secretary.get(answer.location)
    assert f"<option selected>{name}</option>" in page(again)  # to go on with her exceptions
    sent = form_of(again) | {"mark": "abstain", "organization": away.organization.name}
    secretary.post(where, data=sent)
    said = form_of(secretary.get(where))
    by_seat = {seat: said[f"seat-{seat.id}"] for seat in commune.seats}
    assert {by_seat[seat] for seat in commune.seats[:16]} == {"yes"}
    assert [by_seat[s] for s in commune.seats if s.organization.name == name] == ["no"] * 3
    of_away = [by_seat[s] for s in commune.seats if s.organization is away.organization]
    assert sorted(of_away) == ["absent", "abstain", "abstain"]


def test_marking_together_in_a_closed_roll_call_corrects_nothing_yet(session, secretary, there):
    vote = call(session, secretary, there)
    where = f"/voting/{vote.id}/roll-call"
    secretary.post(where, data=marks(there))
    answer = secretary.post(where, data=marks(there) | {"mark": "no"})
    assert answer.status_code == 200
    said = form_of(answer)
    assert sorted(v for n, v in said.items() if n.startswith("seat-")) == ["absent"] + 15 * ["no"]
    assert votes(session)[0].yes == 15


def test_a_congress_is_called_on_a_light_page(session, commune, secretary):
    """450 delegates of 60 organisations (domain.md §1): at most 15 KB (design.md §4)."""
    grow(session, commune, 450, organizations=44)
    there = hall(session, commune, present=440)
    vote = opened(session, there, method=Method.roll_call)
    session.commit()
    answer = secretary.get(f"/voting/{vote.id}/roll-call")
    assert len(gzip.compress(answer.data, 5)) <= 15_000


def test_the_roll_is_kept_and_gone_on_with(session, secretary, there):
    vote = call(session, secretary, there)
    where = f"/voting/{vote.id}/roll-call"
    seat = there.commune.seats[0]
    answer = secretary.post(where, data={f"seat-{seat.id}": "no", "later": "1"})
    assert answer.location.startswith(where)
    kept = form_of(secretary.get(where))
    assert kept[f"seat-{seat.id}"] == "no"
    assert votes(session)[0].status is VoteStatus.open


def test_a_vote_for_an_absent_seat_comes_back(session, secretary, there):
    vote = call(session, secretary, there)
    where = f"/voting/{vote.id}/roll-call"
    answer = secretary.post(where, data=marks(there, s15="yes", s2="no"))
    told = page(answer)
    assert answer.status_code == 422
    assert "1 seat is marked as voting and absent at this item: Banco de la comuna." in told
    kept = form_of(answer)
    assert kept[f"seat-{there.commune.seats[2].id}"] == "no"
    because = {"as_it_is": "y", "reason": "Llegó y no se anotó."}
    answer = secretary.post(where, data=marks(there, s15="yes", s2="no") | because)
    assert answer.status_code == 303
    assert votes(session)[0].yes == 15


def test_a_closed_roll_call_is_corrected_on_the_same_page(session, secretary, there):
    vote = call(session, secretary, there)
    where = f"/voting/{vote.id}/roll-call"
    secretary.post(where, data=marks(there))
    assert secretary.get(f"/voting/{vote.id}/correct").location == where
    secretary.post(where, data=marks(there, s1="abstain"))
    assert (votes(session)[0].yes, votes(session)[0].abstain) == (14, 1)


def test_pages_ask_as_often_whatever_the_size_of_the_body(
    session, commune, secretary, count_queries
):
    asked = {}
    for seats, number in ((16, 31), (450, 32)):
        grow(session, commune, seats)
        there = hall(session, commune, present=seats, number=number)
        vote = opened(session, there, method=Method.roll_call)
        options = {seat.id: Option.yes for seat in commune.seats}
        actions.record_roll_call(session, vote=vote, options=options, actor=SECRETARY, at=AT)
        vote_id = vote.id
        session.commit()
        asked[seats] = []
        for where in (f"/voting/{vote_id}/roll-call", f"/voting/{vote_id}"):
            with count_queries() as counted_queries:
                answer = secretary.get(where)
            assert answer.get_data(as_text=True).count("Delegación 450") == (seats == 450)
            asked[seats].append(counted_queries.count)
    assert asked[16] == asked[450]
    assert max(asked[450]) <= 12


# ---- after the count ------------------------------------------------------------------------------


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
    assert "22 votes were counted" in page(answer)
    assert secretary.post(where, data=fields | {"vote-abstain": "2"}).status_code == 303
    assert votes(session)[0].abstain == 2


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
    answer = secretary.post(where, data={"reason": "Se repitió por la lluvia."})
    assert "<strong>Vote cancelled.</strong> Se repitió por la lluvia." in page(
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


# ---- requirements ---------------------------------------------------------------------------------


def test_requirements_in_plain_words_with_an_example(secretary, sign_in, commune):
    where = f"/voting/bodies/{commune.body.id}/requirements"
    told = page(secretary.get(where))
    assert "Carries with 9 of the 16 seats." in told
    assert "For example: 12 for, 1 against, 2 abstentions." in told
    member = page(sign_in("member").get(where))
    assert "16" in member
    assert "<select" not in member


def test_the_example_follows_what_is_chosen(secretary, commune):
    where = f"/voting/bodies/{commune.body.id}/requirements/example"
    words = secretary.get(
        f"{where}?kind=special&special=three_quarters_seats&special_comparison=at_least&special_base=seats"
    )
    assert words.get_data(as_text=True).splitlines()[1] == "Carries with 12 of the 16 seats."
    own = "kind=ordinary&ordinary=other&ordinary_comparison=more_than&ordinary_base=seats"
    words = secretary.get(f"{where}?{own}&ordinary_share=1")
    assert words.get_data(as_text=True) == "More than all can never come."
    assert secretary.get(f"{where}?kind=ordinary&ordinary=nonsense").status_code == 400


def test_requirements_are_set_and_looked_at_before(session, secretary, sign_in, commune):
    where = f"/voting/bodies/{commune.body.id}/requirements"
    fields = form_of(secretary.get(where))
    wished = fields | {
        "ordinary": "other",
        "ordinary_share": "60 %",
        "ordinary_comparison": "at_least",
        "ordinary_base": "present",
        "chair_casts": "y",
    }
    looked = secretary.post(where, data=wished | {"look": "1"})
    assert "Carries with 10 of the 16 seats present." in page(looked)  # 60 % of 16 is 9.6
    assert queries.rule_of_body(session, commune.body.id).ordinary == PRESETS[Preset.absolute_seats]
    session.rollback()
    assert secretary.post(where, data=wished).status_code == 303
    session.expire_all()
    rule = queries.rule_of_body(session, commune.body.id)
    assert (str(rule.ordinary_share), rule.chair_casts) == ("3/5", True)
    session.rollback()
    bad = secretary.post(where, data=wished | {"ordinary_share": "80"})
    assert bad.status_code == 422
    assert 'value="80"' in page(bad)
    assert "Write a percentage with its sign" in page(bad)
    assert sign_in("member").post(where, data=wished).status_code == 403


def test_of_two_who_set_requirements_none_overwrites_the_other_unseen(
    session, secretary, sign_in, commune
):
    where = f"/voting/bodies/{commune.body.id}/requirements"
    chair = sign_in("chair")
    mine = form_of(secretary.get(where)) | {"ordinary": "two_thirds"}
    theirs = form_of(chair.get(where)) | {"ordinary": "three_quarters"}
    assert chair.post(where, data=theirs).status_code == 303
    refused = secretary.post(where, data=mine)
    assert refused.status_code == 422
    assert "Someone else saved this in the meantime." in page(refused)
    assert queries.rule_of_body(session, commune.body.id).ordinary == PRESETS[Preset.three_quarters]
    session.rollback()
    again = form_of(refused)
    assert again["ordinary"] == "two_thirds"
    assert secretary.post(where, data=again).status_code == 303
    session.expire_all()
    assert queries.rule_of_body(session, commune.body.id).ordinary == PRESETS[Preset.two_thirds]


def test_what_a_recall_and_a_referendum_ask_for(session, secretary, commune):
    """A referendum with 15 % turnout and a majority (domain.md §4): of 16 seats 2.4, so 3 have to vote."""
    where = f"/voting/bodies/{commune.body.id}/requirements"
    told = page(secretary.get(where))
    assert "At least 3 of the 16 seats have to vote." in told
    fields = form_of(secretary.get(where))
    assert (fields["referendum_turnout_share"], fields["recall_turnout_share"]) == ("15%", "1/4")
    wished = fields | {"recall_turnout_share": "1/3", "referendum_turnout_share": ""}
    del wished["may_change_ballots"]
    assert secretary.post(where, data=wished).status_code == 303
    session.expire_all()
    rule = queries.rule_of_body(session, commune.body.id)
    assert str(rule.recall.turnout.share) == "1/3"
    assert (rule.referendum.turnout, rule.may_change_ballots) == (None, False)
    session.rollback()
    bad = secretary.post(where, data=wished | {"recall_turnout_share": "muchos"})
    assert bad.status_code == 422
    assert 'value="muchos"' in page(bad)
    example = f"{where}/example?kind=recall&recall=simple&recall_comparison=more_than"
    more = "recall_base=valid&recall_turnout_comparison=more_than&recall_turnout_share=1/4"
    words = secretary.get(f"{example}&{more}").get_data(as_text=True)
    assert "At least 5 of the 16 seats have to vote." in words
