"""A referendum in voting centres: 15 % turnout and a majority of yes (domain.md §4); sums made by hand."""

import hashlib
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from assembly.minutes import press
from assembly.minutes import queries as minutes
from assembly.minutes.phrases import ballots, results
from assembly.minutes.phrases.ballots import Act
from assembly.people.models import Membership, Organization, Person, Seat
from assembly.people.rules import Classification, Electorate, Holding, fold
from assembly.recount.checking import recount
from assembly.recount.reading import read
from assembly.thresholds import Comparison, Threshold
from assembly.voting import actions, phrases, queries
from assembly.voting.rules import (
    PLAIN,
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


def put(session, there, places=NAMES, **more):
    given = {"requirement": PRESETS[Preset.absolute_valid], "terms": FIFTEEN_IN_A_HUNDRED}
    return actions.open_in_centres(
        session,
        item=there.item,
        question="¿Se aprueba la carta?",
        places=places,
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
    assert rows[2] == Act("Escuela Básica", ["21", "21", "15", "4", "0", "1", "1"], "Rosa")
    printed = press.html(minutes.document_of(session, census.meeting.id), "es")
    assert "Escuela Básica<small>Escrutadores: Rosa.</small>" in printed
    assert rows[3] == Act("Suma", ["125", "125", "95", "27", "0", "2", "1"])


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
    close(session, vote, as_it_is="Una papeleta se la llevó el viento")
    document = minutes.document_of(session, census.meeting.id)
    with in_language("en"):
        told = results.contradictions(document.votes[0], document.header)
    assert told == [  # and nothing of their sums, which says the same
        "La Esperanza: slips in the box 49, handed out 48.",
        "La Esperanza: the counts add up to 50, but the slips in the box to 49.",
    ]


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


def test_an_act_that_never_came_is_left_out_with_its_reason(session, census):
    """Without La Esperanza 65 for and 7 against of 75; its register has 100 lines, and 65 are not 107."""
    vote = put(session, census, terms=PLAIN)
    lost = Centre("La Esperanza", left_out="la urna se perdió en el río")
    record(session, vote, (ACTS[0], lost, ACTS[2]))
    close(session, vote)
    assert (vote.tally, vote.total, vote.result) == (Tally(65, 7, 0, 2, 1), 75, Result.passed)
    assert journal(session, "vote.close")[-1]["centres"][1]["left_out"] == lost.left_out
    said = (
        "Sin el acta de La Esperanza (la urna se perdió en el río). Faltan así a lo más 100 votos; "
        "con ellos el resultado podía ser otro."
    )
    document = minutes.document_of(session, census.meeting.id)
    with in_language("es"):
        assert phrases.told(vote).why.endswith(said)
        assert results.why(document.votes[0], document.header).endswith(said)
        _heads, rows = ballots.acts(document.votes[0])
    assert rows[1] == Act("La Esperanza", ["—"] * 7, left_out=lost.left_out)
    assert rows[3].numbers[:3] == ["75", "75", "65"]
    printed = press.html(document, "es")
    assert f"No cuenta: {lost.left_out}" in printed
    counted = recount(read((vote.published or "").encode()))
    assert (counted.agrees, counted.counted) == (True, vote.outcome)
    assert counted.published.centres[1].left_out == lost.left_out
    assert counted.published.digests["centres"] in printed


def test_a_centre_is_annulled_after_the_count_but_not_all_of_them(session, census):
    """Without Guanape 45 for and 24 against; it had handed out 54 slips."""
    vote = put(session, census, terms=PLAIN)
    record(session, vote)
    close(session, vote)
    out = [replace(each, left_out="votaron menores") for each in ACTS]
    corrected = {"vote": vote, "actor": SECRETARY, "at": AT}
    violated("voting.no_centre_counts", actions.correct_counts, session, centres=out, **corrected)
    actions.correct_counts(session, centres=(out[0], *ACTS[1:]), **corrected)
    assert (vote.yes, vote.no, vote.acts[0].tally.yes) == (45, 24, 50)
    assert "Faltan así a lo más 54 votos" in phrases.told(vote).why
    assert journal(session, "vote.correct")[0]["before"]["centres"][0]["left_out"] == ""


@pytest.fixture
def people(session, census):
    """Beside the two of each council: Zoila of the water committee in El Cedro, and Ana who moved away."""
    cedro = census.commune.seats[0].organization
    water = Organization(
        name="Mesa de agua", name_key="mesa de agua", classification=Classification.committee
    )
    water.parent = cedro
    for name, organization, active in (("Zoila", water, True), ("Ana", cedro, False)):
        person = Person(name=name, name_key=fold(name), active=active)
        person.organization = organization
        session.add(person)
    session.flush()
    return cedro, water


def names(session, vote, place):
    return [each.name for each in queries.register(session, vote.id, place, range(1, 400))]


def test_a_register_names_the_people_of_its_organisation_as_they_are_when_it_opens(
    session, census, people
):
    cedro, water = people
    vote = put(session, census, ["Escuela"], organizations=[cedro])
    assert names(session, vote, 0) == ["Suplente El Cedro", "Vocera El Cedro", "Zoila"]
    told = [(each.name, each.names, each.lines) for each in vote.acts]
    assert told == [("El Cedro", 3, 20), ("Escuela", None, 100)]  # a page, or five
    assert journal(session, "vote.registers")[0]["registers"][0]["names"] == 3
    assert "Zoila" not in str(journal(session, "vote.registers"))
    session.query(Person).filter_by(name="Ana").one().active = True
    session.flush()
    assert len(names(session, vote, 0)) == 3
    record(session, vote, [act("El Cedro", 1, 2), act("Escuela", 3, 4)])
    assert vote.acts[0].names == 3  # what is typed of an act leaves its register as it is
    both = put(session, census, [], organizations=[cedro, water])
    assert names(session, both, 0) == ["Ana", "Suplente El Cedro", "Vocera El Cedro"]
    assert names(session, both, 1) == ["Zoila"]


def test_where_there_is_a_roll_only_who_is_on_it_may_sign(session, census, people):
    body = census.commune.body
    body.electorate = Electorate.roll
    for each in body.seats:
        each.end_date = date(2026, 1, 1)
    zoila = session.query(Person).filter_by(name="Zoila").one()
    seat = Seat(body=body, label="Zoila")
    session.add(Membership(seat=seat, person=zoila, holding=Holding.principal))
    session.flush()
    vote = put(session, census, [], organizations=people[:1])
    assert names(session, vote, 0) == ["Zoila"]


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
    (vote,) = votes(session)
    told = " ".join(secretary.get(f"/voting/{vote.id}").text.split())
    # not: of the forty in the hall
    assert "Carries with more than half of the valid votes.</dd>" in told
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


def test_two_type_acts_at_once_and_none_overwrites_the_other_unseen(session, census, secretary):
    sent = {"vote-question": "¿Carta?", "vote-asked": "simple", "vote-others": "Guanape\nLa Cruz"}
    opening = f"/voting/items/{census.item.id}/centres"
    where = secretary.post(opening, data=sent).headers["Location"]

    def shown():
        page = secretary.get(where).text
        return dict(re.findall(r'name="(seen_\d)"[^>]* value="(\w+)"', page))

    hers, his = shown(), shown()
    assert secretary.post(where, data=hers | {"yes_0": "50"}).status_code == 303
    assert secretary.post(where, data=his | {"yes_1": "30"}).status_code == 303
    (vote,) = votes(session)
    assert [each.tally.yes for each in vote.acts] == [50, 30]
    answer = secretary.post(where, data=his | {"yes_0": "51"})
    assert answer.status_code == 422
    assert "Somebody else wrote the act of Guanape meanwhile" in answer.text
    assert 'value="51"' in answer.text
    again = dict(re.findall(r'name="(seen_\d)"[^>]* value="(\w+)"', answer.text))
    assert secretary.post(where, data=again | {"yes_0": "51"}).status_code == 303
    (vote,) = votes(session)
    assert [each.tally.yes for each in vote.acts] == [51, 30]


def test_the_secretary_chooses_an_organisation_and_the_lines_of_its_register(
    session, census, secretary
):
    cedro = census.commune.seats[0].organization.id
    sent = {"vote-question": "¿Carta?", "vote-asked": "simple", "vote-organizations": str(cedro)}
    opening = f"/voting/items/{census.item.id}/centres"
    refused = secretary.post(opening, data=sent | {"vote-others": "x" * 201})
    assert refused.status_code == 422
    assert "200 letters at most" in refused.text
    where = secretary.post(opening, data=sent | {"vote-others": "Escuela"}).headers["Location"]
    page = secretary.get(where).text
    assert "Names on the registers: 2. Empty lines: 120. Who may vote: 800." in page
    assert "Not everybody could sign" in page
    wrong = secretary.post(f"{where}/lines", data={"lines_0": "2001", "lines_1": "798"})
    assert wrong.status_code == 422
    assert "A number from 0 to 2000." in wrong.text
    assert 'value="798"' in wrong.text
    secretary.post(f"{where}/lines", data={"lines_0": "0", "lines_1": "798"})
    page = secretary.get(where).text
    assert "Not everybody could sign" not in page
    act = dict.fromkeys(("handed_0", "found_0", "yes_0"), "3") | {"no_0": "0"}
    secretary.post(where, data=act)
    page = secretary.get(where).text
    assert "1 of 2 acts is in" in page or "1 of 2 acts are in" in page
    assert "slips handed out 3, but its register has room for 2 to sign" in page
    closing = {"closing": "y", "abstain_0": "0", "blank_0": "0", "invalid_0": "0"}
    out = {"left_out_1": "annulled by the commission"}
    assert "Not recorded yet" in secretary.post(where, data=act | closing | out).text
    kept = {"as_it_is": "y", "reason": "one signed on the back"}
    secretary.post(where, data=act | closing | out | kept)
    (vote,) = votes(session)
    assert (vote.result, vote.acts[1].left_out) == (Result.passed, "annulled by the commission")
    page = secretary.get(f"/voting/{vote.id}").text
    assert "Does not count: annulled by the commission" in page
    lines = secretary.get(f"/voting/{vote.id}/published/centres.txt").data
    made = hashlib.sha256(lines).hexdigest()  # as sha256sum makes it
    assert made in secretary.get(f"/voting/{vote.id}/published", follow_redirects=True).text
    assert lines.decode().splitlines()[0] == "El Cedro\t3\t3\t3\t0\t0\t0\t0\t"
