"""What blocks closing, what is only worth a look, and numbers without gaps."""

from dataclasses import replace

import pytest

from assembly.minutes.rules import Problem, next_number, problems
from assembly.minutes.voted import Centre
from tests.minutes.documents import contradiction, document, item, motion, vote


def codes(made) -> list[tuple[str, bool]]:
    return [(problem.code, problem.blocks) for problem in problems(made)]


def test_a_whole_document_has_no_problems():
    done = item(1, text="Se informa.", motions=(motion(votes=(vote(),)),))
    assert problems(document(items=(done,))) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"chair": ""}, "chair_missing"),
        ({"secretary": ""}, "secretary_missing"),
        ({"opened_at": None}, "opening_hour_unknown"),
        ({"ended_at": None}, "end_hour_unknown"),
    ],
)
def test_what_the_head_lacks_is_worth_a_look(changes, code):
    made = document()
    made = replace(made, header=replace(made.header, **changes))
    assert codes(made) == [(code, False)]


def test_a_session_that_found_no_quorum_lacks_no_hour_of_opening():
    made = document()
    made = replace(made, header=replace(made.header, call=None, opened_at=None))
    assert codes(made) == []


def test_opening_without_quorum_is_told_unless_a_reason_is_written():
    made = document()
    short = replace(made.calls[0], present=8, valid=False)
    assert codes(replace(made, calls=(short,))) == [("opened_without_quorum", False)]
    told = replace(short, override_reason="Emergencia por las lluvias")
    assert codes(replace(made, calls=(told,))) == []


@pytest.mark.parametrize(
    ("met", "found"),
    [(True, []), (False, [("notice_not_met", False)]), (None, [("notice_unknown", False)])],
)
def test_notice(met, found):
    made = document()
    made = replace(made, notice=replace(made.notice, days_asked=3, met=met))
    assert codes(made) == found


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (item(1, status="planned"), "item_unfinished"),
        (item(1, status="open", text="Se habla."), "item_unfinished"),
        (item(1, status="closed"), "item_empty"),
        (item(1, text="x", motions=(motion(status="debated"),)), "motion_unsettled"),
        (item(1, votes=(vote(result="unknown"),)), "vote_unknown"),
        (item(1, votes=(vote(),), quorum=False), "vote_without_quorum"),
    ],
)
def test_what_an_item_lacks_is_worth_a_look_and_names_it(made, code):
    (found,) = problems(document(items=(made,)))
    assert (found.code, found.item, found.blocks) == (code, 1, False)


@pytest.mark.parametrize("status", ["deferred", "withdrawn"])
def test_an_item_that_was_not_dealt_with_may_stay_empty(status):
    assert problems(document(items=(item(1, status=status),))) == ()


def test_the_roll_call_needs_no_text():
    assert problems(document(items=(item(1, status="closed", kind="roll_call"),))) == ()


def test_an_open_vote_blocks_and_comes_first():
    made = document(items=(item(1, status="planned"), item(2, votes=(vote(status="open"),))))
    assert problems(made) == (
        Problem("vote_open", 2, "¿Se aprueba?", blocks=True),
        Problem("item_unfinished", 1, "Punto 1"),
    )


def test_a_contradiction_blocks_until_a_reason_is_written():
    wrong = vote(contradictions=(contradiction(),))
    assert codes(document(items=(item(1, votes=(wrong,)),))) == [("vote_contradicts", True)]
    told = replace(wrong, contradiction_reason="Así lo dice el papel")
    assert codes(document(items=(item(1, votes=(told,)),))) == []


def test_a_vote_in_voting_centres_needs_no_quorum_of_the_room():
    held = vote(centres=(Centre("La Ceiba", {"yes": 120, "no": 30}, "Ana y Félix"),))
    assert problems(document(items=(item(1, votes=(held,), quorum=False),))) == ()


def test_a_cancelled_vote_is_no_problem():
    gone = vote(status="cancelled", result=None)
    assert problems(document(items=(item(1, text="x", votes=(gone,)),))) == ()


def test_attendance_that_cannot_be_blocks():
    made = replace(document(), errors=(("clock_backwards", "Ana", 2),))
    assert problems(made) == (Problem("clock_backwards", 2, "Ana", blocks=True),)


def test_numbers_follow_each_other_from_the_first():
    assert [next_number(None), next_number(1), next_number(31)] == [1, 2, 32]
    assert next_number(None, first=27) == 27
    assert next_number(27, first=5) == 28
