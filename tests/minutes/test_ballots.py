"""Votes whose ballots were cast one by one, in the minutes: lists, ways and check numbers."""

import json
from dataclasses import replace

import pytest

from assembly.minutes import press, queries
from assembly.minutes.elected import Round
from assembly.minutes.phrases import ballots
from assembly.minutes.snapshot import from_json, to_json
from assembly.minutes.voted import BallotCast, Published, VotedBy
from assembly.voting import actions
from assembly.voting.elections import CountingRule, ElectionRule
from assembly.voting.rules import Channel, Method, Slip
from assembly.web.i18n import in_language
from tests.minutes.documents import document, item, vote
from tests.minutes.test_press import drawn, pages, words
from tests.papers import complaints
from tests.voting.election_scene import called, cast, stand
from tests.voting.election_scene import opened as open_round
from tests.voting.scene import AT, SECRETARY, hall, opened


@pytest.fixture
def there(session, commune):
    return hall(session, commune)


def held(session, there, method):
    """Ten by phone, two in the booth, three with slips (or told to the secretary)."""
    made = opened(session, there, method=method, question="¿Se presta la desmalezadora?")
    for place in range(12):
        actions.cast(
            session,
            vote_id=made.id,
            person_id=there.commune.principals[place].id,
            choices={there.commune.seats[place].id: "no" if place == 4 else "yes"},
            token=f"a token of some length {place}",
            channel=Channel.booth if place > 9 else Channel.phone,
            at=AT,
        )
    for seat in there.commune.seats[12:15]:
        if method is Method.secret_ballots:
            actions.hand_over_slip(session, vote=made, seat_id=seat.id, at=AT)
        else:
            actions.record_told(
                session, vote=made, seat_id=seat.id, choice="abstain", actor=SECRETARY, at=AT
            )
    if method is Method.secret_ballots:
        read = [Slip("abstain", 2), Slip("blank")]
        actions.record_slips(session, vote=made, slips=read, actor=SECRETARY, at=AT)
    actions.close_vote(session, vote=made, actor=SECRETARY, at=AT)
    session.commit()
    return made


def test_a_secret_vote_is_two_lists_and_three_numbers(session, there):
    made = held(session, there, Method.secret_ballots)
    (told,) = queries.document_of(session, there.meeting.id).votes
    assert told.roll == ()
    listed = told.published
    assert len(listed.ballots) == len(listed.voters) == 15
    assert [each.receipt for each in listed.ballots] == sorted(b.receipt for b in listed.ballots)
    assert listed.both_digest == json.loads(made.published)["digests"]["both"]
    with in_language("es"):
        by_choice = ballots.receipts(listed, weighted=False)
        assert [label for label, _ in by_choice] == [
            "A favor (11)",
            "En contra (1)",
            "Abstención (2)",
            "Voto en blanco (1)",
        ]
        assert [label for label, _ in ballots.ways(listed)] == [
            "Por teléfono (10)",
            "En la cabina (2)",
            "Con papeleta (3)",
        ]


def test_orders_of_preference_stand_beside_their_receipts_with_the_key_to_their_numbers(
    session, there
):
    """Eight ballots that say seven different things: in groups each would fill two lines."""
    rule = ElectionRule(CountingRule.scottish_stv, 2)
    election = stand(session, called(session, there, rule), "Ana", "Beto", "Celia")
    vote = open_round(session, election, Method.secret_ballots)
    cast(session, there, vote, ["1>2", "1>3", "2>1", "2>3", "3>1", "3>2", "1", "1"])
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=AT)
    (told,) = queries.document_of(session, there.meeting.id).votes
    assert ballots.key(told) == "1 Ana; 2 Beto; 3 Celia"
    with in_language("es"):
        ((label, each),) = ballots.receipts(told.published, weighted=False)
    assert label == "Cada voto con su comprobante (8)"
    assert sorted(line.split()[1] for line in each) == sorted(
        ["1>2", "1>3", "2>1", "2>3", "3>1", "3>2", "1", "1"]
    )
    assert "1 Ana; 2 Beto; 3 Celia" in press.html(
        queries.document_of(session, there.meeting.id), "es"
    )


def test_an_open_vote_tells_the_names_and_which_way_each_came(session, there):
    held(session, there, Method.open_ballots)
    (told,) = queries.document_of(session, there.meeting.id).votes
    assert len(told.roll) == 15
    with in_language("es"):
        ways = dict(ballots.ways(told.published))
    assert ways["Dicho a la secretaría (3)"].startswith("Vocera Organización 1 (")
    assert not ballots.is_secret(told)


def published(count: int) -> Published:
    receipts = (f"{n:010X}" for n in range(1, count + 1))
    return Published(
        ballots=tuple(
            BallotCast(each, ("yes", "no")[i % 3 == 0]) for i, each in enumerate(receipts)
        ),
        voters=tuple(
            VotedBy(f"Consejo {n}", f"Vocera {n}", ("phone", "slip")[n % 9 == 0])
            for n in range(1, count + 1)
        ),
        ballots_digest="a" * 64,
        voters_digest="b" * 64,
        both_digest="c" * 64,
    )


def test_a_congress_of_450_is_printed_on_few_pages(session, tmp_path):
    """Every receipt, every voter, the check numbers: three pages more than the same vote without."""
    plain = vote(method="secret_ballots")
    with_list = replace(plain, published=published(450))
    bare = pages(drawn(document(items=(item(1, votes=(plain,)),))))
    pdf = drawn(document(items=(item(1, votes=(with_list,)),)))
    assert complaints(pdf, tmp_path) == []
    made = pages(pdf)
    assert len(made) <= len(bare) + 3
    told = " ".join(" ".join(made).split())
    for n in (1, 225, 450):
        receipt = f"{n:010X}"
        assert told.count("-".join((receipt[:4], receipt[4:8], receipt[8:]))) == 1
        assert told.count(f"Vocera {n} (Consejo {n})") == 1
    for digest in ("a" * 64, "b" * 64, "c" * 64):
        assert digest in told.replace(" ", "")


def test_slips_that_were_added_up_stand_beside_the_list(session):
    totals = {"votes": {"1": 3, "2": 1}, "valid": 3, "blank": 1, "invalid": 0, "weight": 2}
    listed = replace(published(3), totals=(totals,), totals_digest="a" * 64)
    names = ((1, "Ana"), (2, "Beto"))
    made = replace(vote(), published=listed, round=Round("e", 1, names, None))
    with in_language("es"):
        assert ballots.added_up(made) == [
            (
                "4 papeletas × 2, sumadas por los escrutadores",
                "Ana 3; Beto 1; válidas 3, en blanco 1, nulas 0",
            )
        ]
        assert ("Papeletas sumadas", "a" * 64) in ballots.digests(listed)


def test_documents_from_before_are_still_read():
    data = to_json(document(items=(item(1, votes=(vote(),)),)))
    del data["items"][0]["votes"][0]["published"]
    assert from_json(data).votes[0].published is None


def test_the_words_of_a_list_are_said_in_english_too(session):
    listed = replace(vote(method="secret_ballots"), published=published(3))
    told = words(drawn(document(items=(item(1, votes=(listed,)),)), language="en"))
    assert "By phone (3)" in told
    assert "0000-0000-01" in told
