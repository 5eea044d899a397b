"""A box with one or two slips is carried closed to another voting centre and counted there; sums made by hand."""

from dataclasses import replace

from assembly.minutes import press
from assembly.minutes import queries as minutes
from assembly.minutes.phrases import ballots
from assembly.minutes.phrases.ballots import Act
from assembly.recount.checking import recount
from assembly.recount.reading import read
from assembly.voting import actions
from assembly.voting.rules import PLAIN, Centre, Result, Tally
from assembly.web.i18n import in_language
from tests.voting.pages import votes
from tests.voting.scene import AT, SECRETARY, violated
from tests.voting.test_centres import ACTS, act, census, close, put, record

__all__ = ["census"]


def test_a_box_that_was_carried_closed_to_another_centre_is_told_everywhere(session, census):
    """Two signed in La Cruz: with the 54 of Guanape 56 slips, 52 + 3 + 1; with the school 77, 67 for."""
    vote = put(session, census, ("Guanape", "La Cruz", "Escuela Básica"), terms=PLAIN)
    few = Centre("La Cruz", handed=2, carried_to="Guanape", received=10, left_over=8)
    acts = (act("Guanape", 52, 3, 1, handed=54), few, ACTS[2])
    record(session, vote, acts)
    close(session, vote)
    assert (vote.tally, vote.total, vote.present) == (Tally(67, 7, 0, 2, 1), 77, 77)
    assert vote.acts[1] == replace(few, lines=100)
    document = minutes.document_of(session, census.meeting.id)
    told = "Contadas en la urna de Guanape. Papeletas recibidas: 10, sobrantes: 8."
    with in_language("es"):
        _heads, rows = ballots.acts(document.votes[0])
    assert rows[1] == Act("La Cruz", ["2"] + ["—"] * 6, slips=told)
    assert told in press.html(document, "es")
    counted = recount(read((vote.published or "").encode()))
    assert (counted.agrees, counted.counted) == (True, vote.outcome)
    assert (counted.published.centres[1].carried_to, counted.published.centres[0].says_more) == (
        "Guanape",
        False,
    )
    out = {"vote": vote, "actor": SECRETARY, "at": AT}
    lost = (replace(acts[0], left_out="se mojó"), few, acts[2])
    violated(
        "voting.carried_nowhere",
        actions.correct_counts,
        session,
        centres=lost,
        field="carried_to_1",
        **out,
    )
    counted_twice = (acts[0], replace(few, found=2), acts[2])
    violated(
        "voting.carried_and_counted",
        actions.correct_counts,
        session,
        centres=counted_twice,
        field="carried_to_1",
        **out,
    )


def test_who_types_an_act_with_two_slips_is_told_what_helps_before_the_vote_is_closed(
    session, census, secretary
):
    sent = {"vote-question": "¿Carta?", "vote-asked": "simple", "vote-others": "Guanape\nLa Cruz"}
    opening = f"/voting/items/{census.item.id}/centres"
    where = secretary.post(opening, data=sent).headers["Location"]
    parts = ("handed", "found", "yes", "no", "abstain", "blank", "invalid")
    typed = dict(zip([f"{each}_0" for each in parts], "5530200", strict=True))
    few = dict(zip([f"{each}_1" for each in parts], "2220000", strict=True))
    answer = secretary.post(where, data=typed | few | {"closing": "y"}, follow_redirects=True)
    assert "not closed yet: look first at the advice" in answer.text
    assert "Only 2 slips were in this box" in answer.text
    carried = {"carried_to_1": "Guanape", "handed_1": "2", "received_0": "9", "left_over_0": "3"}
    both = typed | {"found_0": "7", "yes_0": "5", "closing": "y"}
    refused = secretary.post(where, data=both | carried | {"yes_1": "2"})
    assert (refused.status_code, "the act of Guanape tells it" in refused.text) == (422, True)
    assert 'name="yes_1" type="text" value="2"' in refused.text
    contradicted = secretary.post(where, data=both | carried)
    assert "Guanape: slips received 9, handed out and left over 8." in contradicted.text
    secretary.post(where, data=both | carried | {"left_over_0": "4"})
    (vote,) = votes(session)
    assert (vote.result, vote.yes, vote.present) == (Result.passed, 5, 7)
    page = secretary.get(f"/voting/{vote.id}").text
    assert "Counted in the box of Guanape." in page
    assert "Slips received: 9, left over: 4." in page
