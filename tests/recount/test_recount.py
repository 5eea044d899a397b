"""The recount: it agrees with what is right, and finds each way in which a file can be wrong.

The files are written by hand (`files.py`); results by hand: of 16 seats 9 are needed, 10 are for.
"""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.recount.checking import recount
from assembly.recount.reading import NotPublished, read
from assembly.recount.telling import tell_recount
from assembly.recount.words import WORDS
from assembly.voting.elections import (
    Count,
    CountingRule,
    ElectionRule,
    Lot,
    count_election,
    write_ranking,
)
from tests.recount.files import ELECTORATE, QUESTION, election_rule, raw, sealed, secret

CHOICES = ["yes"] * 10 + ["no"] * 3 + ["abstain", "blank"]
RESULT = {
    "result": "pass",
    "reason": "reached",
    "requirement": {"share": "1/2", "comparison": "more_than", "base": "seats"},
    "method": "secret_ballots",
    "tally": {"yes": 10, "no": 3, "abstain": 1, "blank": 1, "invalid": 0},
    "electorate": {"seats": 16, "present": 15, "weighted": False},
    "base_count": 16,
    "required": 9,
    "casting_vote": None,
    "awaits_casting_vote": False,
    "incomplete": False,
}


def right() -> dict:
    return secret(CHOICES, QUESTION, RESULT)


def codes(data: dict) -> list[str]:
    return [each.code for each in recount(read(raw(data))).findings]


def test_what_is_right_agrees():
    found = recount(read(raw(right())))
    assert found.agrees
    told = "\n".join(tell_recount(found, "es"))
    assert "Todo coincide" in told
    assert "sesión ordinaria 31, 2026-05-20" in told
    assert "A favor 10, en contra 3, abstenciones 1, en blanco 1, nulos 0." in told
    assert "La regla del archivo: más de 1/2 de todas las vocerías." in told
    assert "Hacen falta: 9 de 16." in told


def test_a_ballot_that_was_changed_is_found_even_with_new_digests():
    data = right()
    changed = next(row for row in data["ballots"] if row["choice"] == "no")
    changed["choice"] = "yes"
    assert codes(data) == ["digest", "digest", "result"]
    told = tell_recount(recount(read(raw(data))), "es")
    assert (
        "  El número de control «lista de votos» no es el de la lista: la lista fue cambiada."
        in told
    )
    assert codes(sealed(data)) == ["result"]


def test_a_ballot_that_was_taken_out_or_put_in_is_found():
    data = right()
    data["ballots"].pop()
    assert "ballots_not_voters" in codes(sealed(data))
    data = right()
    data["ballots"].append(data["ballots"][0])
    assert codes(sealed(data))[:2] == ["twice", "ballots_not_voters"]


def test_a_voter_who_was_renamed_or_stands_twice_is_found():
    data = right()
    data["voters"][0]["person"] = "Otra Persona"
    assert codes(data) == ["digest", "digest"]
    data = right()
    data["voters"][1]["seat"] = data["voters"][0]["seat"]
    assert codes(sealed(data)) == ["voter_twice"]


def test_a_result_that_does_not_follow_is_found():
    data = right()
    data["result"] = RESULT | {"result": "fail", "reason": "not_reached"}
    assert codes(data) == ["result"]
    data["result"] = None
    assert codes(data) == ["result"]
    data["result"] = {"result": "pass"}
    assert codes(data) == ["result"]


def test_a_choice_that_is_none_stops_the_counting():
    data = right()
    data["ballots"][0]["choice"] = "sí"
    found = recount(read(raw(sealed(data))))
    assert [(each.code, each.where) for each in found.findings] == [("choice", "sí")]
    assert found.counted is None


def open_vote() -> dict:
    """9 for of 15, by name."""
    data = right()
    data["vote"]["method"] = "open_ballots"
    for number, (row, voter) in enumerate(zip(data["ballots"], data["voters"], strict=True)):
        del row["receipt"]
        row |= {"seat": voter["seat"], "person": voter["person"], "channel": "phone"}
        row["choice"] = "yes" if number < 9 else "no"
    tally = {"yes": 9, "no": 6, "abstain": 0, "blank": 0, "invalid": 0}
    data["result"] = RESULT | {"method": "open_ballots", "tally": tally}
    return sealed(data)


def test_an_open_vote_is_recounted_by_name():
    assert codes(open_vote()) == []


def test_a_named_ballot_of_somebody_who_did_not_vote_is_found():
    data = open_vote()
    data["ballots"][3]["person"] = "Otra Persona"
    assert codes(sealed(data)) == ["not_a_voter"]


def test_the_casting_vote_is_followed():
    """8 to 8 of 16 present and 16 seats: more than half is not reached; the chair's vote for decides."""
    choices = ["yes"] * 8 + ["no"] * 8
    rule = QUESTION | {"chair_casts": True, "casting_vote": "yes"}
    result = RESULT | {
        "reason": "casting_vote_for",
        "tally": {"yes": 8, "no": 8, "abstain": 0, "blank": 0, "invalid": 0},
        "electorate": {"seats": 16, "present": 16, "weighted": False},
        "casting_vote": "yes",
    }
    data = secret(choices, rule, result)
    data["electorate"] = ELECTORATE | {"present": 16}
    assert codes(data) == []
    assert codes(data | {"rule": QUESTION}) == ["result"]


RANKINGS = ["1>2"] * 5 + ["2>1"] * 4 + ["3>2"] * 4 + ["blank"]


def ranked(lots: list[Lot]) -> dict:
    """Coordination: 13 rankings, quota 7; 2 and 3 are equal at 4: a lot."""
    rule = ElectionRule(CountingRule.scottish_stv, 1)
    count = count_election(rule, (1, 2, 3), [(each, 1) for each in RANKINGS], lots=lots)
    return secret(
        RANKINGS,
        election_rule("scottish_stv"),
        count.as_data(),
        names=["Yusmary Rojas", "Efraín Silva", "Luis Marcano"],
        lots=[lot.as_data() for lot in lots],
    )


def test_an_election_is_recounted_with_its_lots():
    """By hand: 3 is drawn out, her four papers go to 2, who has 8."""
    found = recount(read(raw(ranked([Lot(2, (2, 3), 3)]))))
    assert found.agrees
    assert isinstance(found.counted, Count)
    assert found.counted.elected == (2,)
    told = "\n".join(tell_recount(found, "en"))
    assert "Elected: Efraín Silva." in told
    assert "by lot drawn in the room" in told


def test_a_lot_that_was_changed_gives_another_result():
    data = ranked([Lot(2, (2, 3), 3)])
    data["lots"] = [Lot(2, (2, 3), 2).as_data()]
    assert codes(data) == ["result"]


def test_a_ranking_that_is_none_stops_the_counting():
    data = ranked([])
    data["ballots"][0]["choice"] = "9>1"
    assert codes(sealed(data)) == ["choice"]


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"format": "other"}, "other_format", ""),
        ({"version": 7}, "other_version", "7"),
        ({"version": 3}, "part_missing", "corrections"),
        ({"version": 5}, "part_missing", "corrections"),
        ({"version": 2}, "part_missing", "totals"),
        ({"version": 2, "totals": [{"valid": 3}]}, "row_wrong", "totals 1"),
        ({"ballots": None}, "part_missing", "ballots"),
        ({"ballots": [{"receipt": "A"}]}, "row_wrong", "ballots 1"),
        ({"voters": [7]}, "row_wrong", "voters 1"),
        ({"digests": {"ballots": ""}}, "part_missing", "digests.voters"),
        ({"rule": {}}, "part_missing", "rule.kind"),
        ({"rule": {"kind": "question"}}, "part_missing", "rule"),
        ({"rule": QUESTION | {"share": "0/0"}}, "part_missing", "rule"),
        ({"rule": QUESTION | {"share": "3/2"}}, "part_missing", "rule"),
        ({"rule": election_rule("choose")}, "part_missing", "rule (most_missing)"),
        ({"vote": {}}, "part_missing", "vote.method"),
        ({"result": []}, "part_missing", "result"),
        ({"electorate": {}}, "part_missing", "rule"),
    ],
)
def test_what_is_no_published_vote_is_refused(change, code, where):
    with pytest.raises(NotPublished) as refused:
        recount(read(raw(right() | change)))
    assert (refused.value.code, refused.value.where) == (code, where)


@pytest.mark.parametrize("bad", [b"", b"\xff\xfe", b"[]", b"{", b"[" * 100_000])
def test_what_is_no_json_is_refused(bad):
    with pytest.raises(NotPublished):
        read(bad)


def test_weights_below_one_are_refused():
    data = right()
    data["ballots"][0]["weight"] = -3
    with pytest.raises(NotPublished, match="row_wrong"):
        read(raw(data))


def test_two_rows_written_as_one_are_refused_though_the_digests_stay():
    """A tab and a line end in a row make the text of two: a ballot and its voter are gone, no digest changes."""
    data = right()
    first, second, *others = data["ballots"]
    hidden = f"\n{second['receipt']}\t{second['choice']}\t1\t"
    data["ballots"] = [first | {"group": hidden}, *others]
    one, two, *rest = sorted(data["voters"], key=lambda row: row["seat"])
    data["voters"] = [one | {"channel": f"phone\n{two['seat']}\t{two['person']}\tphone"}, *rest]
    assert sealed(data)["digests"] == right()["digests"]
    with pytest.raises(NotPublished, match="row_wrong ballots 1"):
        read(raw(data))


def test_a_ballot_that_counts_more_than_it_may_is_found():
    """In a vote without weights each ballot counts once; with them all seats together have 20 votes."""
    data = right()
    data["ballots"][0]["weight"] = 3
    assert codes(sealed(data))[:2] == ["weight", "more_than_seats"]
    weights = {"weighted": True, "seats_weight": 20, "present_weight": 19}
    data["electorate"] = ELECTORATE | weights
    assert codes(sealed(data)) == ["result"]
    data["ballots"][0]["weight"] = 7  # 14 of one each beside it: 21
    assert codes(sealed(data))[0] == "more_than_seats"


@pytest.mark.parametrize(
    ("most", "votes", "found"),
    [(2, {"1": 5, "2": 5}, False), (2, {"1": 6, "2": 0}, True), (1, {"1": 5, "2": 1}, True)],
)
def test_slips_hold_only_so_many_marks(most, votes, found):
    """5 slips, each with one mark or two, of different candidates."""
    totals = {"valid": 5, "blank": 0, "invalid": 0, "votes": votes, "weight": 1}
    data = secret([], election_rule("choose", most=most), None, names=["Ana", "Beto"])
    data |= {"version": 2, "totals": [totals], "digests": data["digests"] | {"totals": ""}}
    assert ("more_marks" in codes(data)) == found


@pytest.mark.parametrize(
    "wrong", [{"valid": -1}, {"blank": "0"}, {"votes": {"1": -2}}, {"weight": 0}, {"valid": 1.5}]
)
def test_sums_that_are_no_counts_are_refused(wrong):
    totals = {"valid": 2, "blank": 0, "invalid": 0, "votes": {"1": 2}, "weight": 1} | wrong
    with pytest.raises(NotPublished, match="row_wrong totals 1"):
        read(raw(right() | {"version": 2, "totals": [totals]}))


def test_a_count_that_is_no_number_does_not_agree():
    """What stands in the file as the votes of a stage: it is told, not raised."""
    data = ranked([])
    data["result"]["stages"][0]["votes"][0][1] = "many"
    assert "result" in codes(data)


def test_both_languages_say_the_same_things():
    assert WORDS["es"].keys() == WORDS["en"].keys()


def test_the_command_tells_by_its_exit_code_and_needs_nothing_of_the_house(tmp_path):
    """In a process of its own: neither Flask nor SQLAlchemy is loaded."""
    good, bad, none = (tmp_path / name for name in ("good.json", "bad.json", "none.json"))
    good.write_bytes(raw(right()))
    bad.write_bytes(raw(right() | {"result": None}))
    none.write_text(json.dumps({"format": "other"}))
    program = (
        "import sys; from pathlib import Path; from assembly.recount.__main__ import run;"
        "codes = [run(Path(each), 'en') for each in sys.argv[1:]];"
        "loaded = {'flask', 'sqlalchemy', 'click', 'babel'} & set(sys.modules);"
        "print(codes, sorted(loaded))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, good, bad, none, tmp_path / "missing.json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines()[-1] == "[0, 1, 2, 2] []"
    assert "Everything agrees" in told.stdout
    assert "This is no published vote." in told.stderr


@pytest.mark.parametrize(
    ("share", "result", "reason"),
    [("15/16", "pass", "reached"), ("16/16", "fail", "turnout_not_met")],
)
def test_how_many_had_to_vote_is_followed(share, result, reason):
    """15 of the 16 seats voted, 10 for."""
    rule = QUESTION | {"turnout": {"share": share, "comparison": "at_least"}}
    found = recount(read(raw(secret(CHOICES, rule, None))))
    assert (found.counted.result, found.counted.reason) == (result, reason)
    data = secret(CHOICES, rule, json.loads(json.dumps(found.counted.as_data())))
    assert codes(data) == []
    assert codes(data | {"rule": QUESTION}) == ["result"]


def test_organisations_that_count_by_themselves_are_recounted():
    """El Cedro 3 for of 4 present; La Ceiba 1 for, 3 against: not each one passes."""
    rule = QUESTION | {"base": "valid", "groups": "each_group"}
    data = secret(["yes"] * 4 + ["no"] * 4, rule, None)
    for number, row in enumerate(sorted(data["ballots"], key=lambda row: row["choice"])):
        row["group"] = "La Ceiba" if number in (0, 1, 2, 4) else "El Cedro"
    data["electorate"] |= {
        "groups": [
            {"name": "El Cedro", "seats": 8, "present": 4},
            {"name": "La Ceiba", "seats": 8, "present": 4},
        ]
    }
    found = recount(read(raw(sealed(data))))
    assert [(group.name, group.tally.yes, group.result) for group in found.counted.groups] == [
        ("El Cedro", 3, "pass"),
        ("La Ceiba", 1, "fail"),
    ]
    assert found.counted.result == "fail"


@given(
    st.lists(
        st.permutations((1, 2, 3)).flatmap(
            lambda order: st.integers(0, 3).map(lambda length: write_ranking(order[:length]))
        ),
        max_size=16,
    ),
    st.integers(1, 2),
)
def test_whatever_is_published_is_recounted_the_same(ballots, places):
    """A count that goes on, with as many lots as it asks for, and the same from its file alone."""
    rule, lots = ElectionRule(CountingRule.scottish_stv, places), []
    cast = [(each, 1) for each in ballots]
    while needed := (count := count_election(rule, (1, 2, 3), cast, lots=lots)).awaits_lot:
        lots.append(Lot(needed.stage, needed.among, needed.among[-1]))
    data = secret(
        ballots,
        election_rule("scottish_stv", places=places),
        count.as_data(),
        names=["Ana", "Beto", "Celia"],
        lots=[lot.as_data() for lot in lots],
    )
    assert codes(data) == []
