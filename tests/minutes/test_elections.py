"""An election in the minutes: who stood, each round with its stages, who has the place.

The first is that of domain.md §7.14 (nine, five, one blank); the ranked one is counted by hand: seven
slips, one place, quota 4; Ana 3, Beto 2, Celia 2; by lot Celia goes, her papers make Beto 4.
"""

from dataclasses import replace
from datetime import date

import pytest

from assembly.minutes import press, queries
from assembly.minutes.phrases import elections
from assembly.minutes.snapshot import from_json, to_json
from assembly.voting import actions as voting
from assembly.voting.elections import CountingRule, ElectionRule, Slips, Totals
from assembly.voting.rules import PRESETS, Method, Preset, Slip
from assembly.web.i18n import in_language
from tests.minutes.scene import ACT, wednesday

HALF = PRESETS[Preset.absolute_valid]


@pytest.fixture
def held(session, commune):
    return wednesday(session, commune, end=False)


def elect(session, held, rule, names, **counts):
    election = voting.call_election(
        session,
        item=held.items["election"],
        title="Coordinación del vivero",
        body=held.commune.body,
        seat_ids=[],
        rule=rule,
        secret=True,
        **ACT,
    )
    for name in names:
        voting.nominate(
            session, election=election, name=name, nominated_by="Luis", accepts=True, **ACT
        )
    vote = voting.open_round(session, election=election, method=Method.secret_paper, **ACT)
    told = voting.RoundCounts(tellers="Rosa y Petra", **counts)
    voting.record_candidate_counts(session, vote=vote, counts=told, **ACT)
    voting.close_vote(session, vote=vote, **ACT)
    return election, vote


def item_of(session, held):
    document = queries.document_of(session, held.meeting.id)
    assert from_json(to_json(document)) == document
    return document, next(each for each in document.items if each.elections)


def test_who_stood_the_votes_and_who_has_the_place(app, session, held):
    rule = ElectionRule(CountingRule.majority, 1, 1, requirement=HALF)
    votes = {"totals": [Totals(Slips(14, 1), {1: 9, 2: 5})], "total": 15}
    election, _vote = elect(session, held, rule, ["Yusmary Rojas", "Efraín Silva"], **votes)
    placings = voting.proposed(election)
    start = date(2026, 5, 20)
    voting.install_elected(
        session, election=election, placings=placings, start=start, end=None, **ACT
    )
    document, item = item_of(session, held)
    (told,) = item.elections
    assert [each.name for each in told.placed] == ["Yusmary Rojas", "Efraín Silva"]
    (round_,) = elections.rounds(told, item)
    assert round_ not in elections.other_votes(item)
    with app.test_request_context(), in_language("es"):
        html = press.html(document, "es")
        assert elections.stood(told) == (
            "Candidaturas: Yusmary Rojas, por postulación de Luis; "
            "Efraín Silva, por postulación de Luis."
        )
    assert html.count("Electa o electo: Yusmary Rojas") == 1
    assert "Hacen falta 8 votos." in html
    assert "desde el miércoles 20 de mayo de 2026" in html


def test_a_ranked_count_is_printed_with_its_stages_its_lot_and_its_picture(app, session, held):
    rule = ElectionRule(CountingRule.scottish_stv, 1)
    slips = {"slips": [Slip("1>2", 3), Slip("2", 2), Slip("3>2", 2)], "total": 7}
    _election, vote = elect(session, held, rule, ["Ana", "Beto", "Celia"], **slips)
    voting.draw_lot(session, vote=vote, number=3, **ACT)
    document, item = item_of(session, held)
    (round_,) = elections.rounds(item.elections[0], item)
    table = elections.table(round_)
    assert table is not None
    assert [(name, [cell.votes for cell in cells]) for name, cells in table.rows] == [
        ("Beto", ["2", "4"]),
        ("Ana", ["3", "3"]),
        ("Celia", ["2", "0"]),
    ]
    with app.test_request_context(), in_language("en"):
        html = press.html(document, "en")
    assert "the lot drawn in the room: Celia goes" in html
    assert 'class="flow"' in html
    assert 'class="stages"' in html


def test_documents_of_before_have_no_elections(session, held):
    document = queries.document_of(session, held.meeting.id)
    data = to_json(replace(document))
    for item in data["items"]:
        del item["elections"]
        for vote in item["votes"]:
            del vote["round"]
    assert from_json(data) == document
