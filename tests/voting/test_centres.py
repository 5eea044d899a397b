"""A referendum in voting centres: 15 % turnout and a majority of yes (domain.md §4); sums made by hand."""

from fractions import Fraction

import pytest

from assembly.minutes import press
from assembly.minutes import queries as minutes
from assembly.minutes.phrases import ballots
from assembly.people.rules import Electorate
from assembly.thresholds import Comparison, Threshold
from assembly.voting import actions
from assembly.voting.rules import (
    PRESETS,
    Centre,
    Preset,
    Purpose,
    Reason,
    Result,
    Tally,
    Terms,
)
from assembly.web.i18n import in_language
from tests.voting.pages import votes
from tests.voting.scene import AT, SECRETARY, journal, violated

NAMES = ("Guanape", "La Esperanza", "Escuela Básica")
FIFTEEN_IN_A_HUNDRED = Terms(
    purpose=Purpose.referendum,
    turnout=Threshold(Fraction(15, 100), Comparison.at_least),
)


@pytest.fixture
def census(there):
    """800 residents on the census: 15 % are 120."""
    there.commune.body.electorate = Electorate.census
    there.commune.body.census, there.meeting.head_count = 800, 40
    return there


def put(session, there, names=NAMES, **more):
    given = {"requirement": PRESETS[Preset.absolute_valid], "terms": FIFTEEN_IN_A_HUNDRED}
    return actions.open_in_centres(
        session,
        item=there.item,
        question="¿Se aprueba la carta?",
        centres=names,
        actor=SECRETARY,
        at=AT,
        **given | more,
    )


def act(name, yes, no, blank=0, invalid=0, *, handed=None, found=None, tellers="Rosa"):
    slips = yes + no + blank + invalid
    box = slips if found is None else found
    return Centre(name, Tally(yes, no, 0, blank, invalid), handed or box, box, tellers)


# 50 + 3 + 1, 30 + 20, 15 + 4 and two: 54 + 50 + 21 = 125 slips, 95 for, 27 against
ACTS = (act("Guanape", 50, 3, 1), act("La Esperanza", 30, 20), act("Escuela Básica", 15, 4, 1, 1))


def record(session, vote, acts=ACTS):
    actions.record_centres(session, vote=vote, centres=acts, actor=SECRETARY, at=AT)


def close(session, vote, **more):
    return actions.close_vote(session, vote=vote, actor=SECRETARY, at=AT, **more)


def test_the_sum_of_the_acts_is_the_result_and_stands_in_the_minutes(session, census):
    vote = put(session, census)
    record(session, vote)
    outcome = close(session, vote)
    assert vote.tally == Tally(95, 27, 0, 2, 1)
    assert (vote.total, vote.present, vote.seats) == (125, 125, 800)
    assert (outcome.result, outcome.required) == (Result.passed, 62)  # more than half of 122
    assert journal(session, "vote.count")[-1]["centres"][1]["yes"] == 30
    (told,) = minutes.document_of(session, census.meeting.id).votes
    with in_language("es"):
        heads, rows = ballots.acts(told)
    assert heads[:3] == ["Papeletas entregadas", "Papeletas en la urna", "A favor"]
    assert rows[2] == ("Escuela Básica", ["21", "21", "15", "4", "0", "1", "1"], "Rosa")
    printed = press.html(minutes.document_of(session, census.meeting.id), "es")
    assert "Escuela Básica<small>Escrutadores: Rosa.</small>" in printed
    assert rows[3] == ("Suma", ["125", "125", "95", "27", "0", "2", "1"], "")


def test_too_few_came(session, census):
    """104 of 800 are 13 %."""
    vote = put(session, census, NAMES[:2])
    record(session, vote, ACTS[:2])
    assert close(session, vote).reason is Reason.turnout_not_met


def test_what_contradicts_is_named_by_its_centre(session, census):
    vote = put(session, census)
    wrong = act("La Esperanza", 30, 20, handed=48, found=49)
    record(session, vote, (ACTS[0], wrong, ACTS[2]))
    with pytest.raises(actions.Contradicted) as refused:
        close(session, vote)
    found = [(f["code"], f["said"], f["known"], f["part"]) for f in refused.value.found]
    assert ("centre_slips", 49, 48, "La Esperanza") in found
    assert ("centre_parts", 49, 50, "La Esperanza") in found
    assert not [each for each in found if each[3] in ("Guanape", "Escuela Básica")]


def test_what_one_centre_does_not_know_nobody_knows(session, census):
    vote = put(session, census)
    record(session, vote, (*ACTS[:2], Centre("Escuela Básica")))
    assert (vote.yes, vote.total) == (None, None)
    close(session, vote)
    assert vote.result is Result.unknown
    corrected = {"vote": vote, "centres": ACTS, "actor": SECRETARY, "at": AT}
    actions.correct_counts(session, **corrected)
    assert vote.result is Result.passed
    (entry,) = journal(session, "vote.correct")
    assert entry["before"]["centres"][2]["yes"] is None


def test_centres_that_cannot_be(session, census):
    violated("voting.centres_missing", put, session, census, [" "], field="others")
    violated("voting.centre_twice", put, session, census, ["La Cruz", "la  cruz"], field="others")
    vote = put(session, census)
    violated("voting.no_such_centre", record, session, vote, ACTS[:2])


def test_weighted_seats_have_no_centres(session, there):
    there.commune.seats[0].weight = 2
    violated("voting.centres_count_people", put, session, there)


def test_the_acts_are_typed_as_they_come_in(session, census, secretary):
    session.commit()
    sent = {
        "vote-question": "¿Carta?",
        "vote-asked": "absolute_valid",
        "vote-others": "Guanape\nLa Cruz",
    }
    answer = secretary.post(f"/voting/items/{census.item.id}/centres", data=sent)
    where = answer.headers["Location"]
    first = dict(zip(("handed_0", "found_0", "yes_0", "no_0", "abstain_0", "blank_0", "invalid_0"),
                     ("54", "54", "50", "3", "0", "1", "0"), strict=True))  # fmt: skip
    assert secretary.post(where, data=first | {"tellers_0": "Rosa Tineo"}).status_code == 303
    page = secretary.get(where).text
    assert 'value="50"' in page
    answer = secretary.post(where, data=first | {"closing": "y", "yes_1": "9", "no_1": "x"})
    assert answer.status_code == 422
    assert answer.text.count("Missing") == 5
    assert "Write a whole number" in answer.text
    second = {name.replace("0", "1"): "?" for name in first} | {"yes_1": "9"}
    answer = secretary.post(where, data=first | second | {"closing": "y"})
    assert answer.status_code == 303
    (vote,) = votes(session)
    assert vote.result is Result.unknown
    assert "La Cruz" in secretary.get(f"/voting/{vote.id}").text
    assert secretary.get(f"/voting/{vote.id}/correct").headers["Location"] == where
