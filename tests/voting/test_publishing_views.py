"""The published list: what anybody of the house can see, take along and check with standard programs."""

import gzip
import hashlib
import json
import re

import pytest

from assembly import clock
from assembly.voting import actions
from assembly.voting.rules import Method, Slip
from tests.voting.scene import AT, SECRETARY, grow, hall, opened
from tests.voting.test_standing_views import cast, english, page


@pytest.fixture(autouse=True)
def at_that_time():
    with clock.stopped_at(AT):
        yield


@pytest.fixture
def there(session, commune):
    return hall(session, commune)


@pytest.fixture
def member(sign_in):
    return english(sign_in("member"))


def closed(session, there, method, choices, slips=()):
    vote = opened(session, there, method=method)
    cast(session, there, vote, choices)
    for place in range(len(slips)):
        seat = there.commune.seats[len(choices) + place]
        actions.hand_over_slip(session, vote=vote, seat_id=seat.id, at=AT)
    if slips:
        read = [Slip(choice) for choice in slips]
        actions.record_slips(session, vote=vote, slips=read, actor=SECRETARY, at=AT)
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=AT)
    session.commit()
    return vote


def test_receipts_with_what_they_say_and_apart_who_voted(session, there, member):
    vote = closed(session, there, Method.secret_ballots, ["yes"] * 9 + ["no"], slips=["blank"])
    told = page(member.get(f"/voting/{vote.id}/published"))
    listed = re.findall(r'data-receipt="(\w{10})"><code>(\S+)</code> <span[^>]*>([^<]+)', told)
    assert sorted(said for *_rest, said in listed) == ["Against", "Blank ballot"] + ["For"] * 9
    receipts = [stored for stored, *_rest in listed]
    assert receipts == sorted(receipts)
    assert listed[0][1] == "-".join((receipts[0][:4], receipts[0][4:8], receipts[0][8:]))
    assert "Vocera" not in told  # who voted stands on another page
    voters = page(member.get(f"/voting/{vote.id}/published?list=voters"))
    assert "<small>Vocera El Cedro</small></th><td>by phone" in voters
    assert "with a paper slip" in voters
    assert not re.search(r"\b\w{4}-\w{4}-\w{2}\b", voters)


def test_what_is_taken_along_gives_the_printed_digests(session, there, member):
    """`sha256sum` of the two texts, and of their digests, as voting.md writes it."""
    vote = closed(session, there, Method.secret_ballots, ["yes"] * 9 + ["no"])
    where = f"/voting/{vote.id}/published"
    file = member.get(f"{where}.json")
    assert "attachment" in file.headers["Content-Disposition"]
    assert file.get_data(as_text=True) == vote.published
    made = [
        hashlib.sha256(member.get(f"{where}/{which}.txt").data).hexdigest()
        for which in ("ballots", "voters")
    ]
    made.append(hashlib.sha256("".join(f"{each}\n" for each in made).encode()).hexdigest())
    assert [json.loads(file.data)["digests"][k] for k in ("ballots", "voters", "both")] == made
    for digest in made:
        assert digest in member.get(where).text


def test_an_open_vote_names_who_voted_how(session, there, member):
    vote = closed(session, there, Method.open_ballots, ["yes", "abstain"])
    told = page(member.get(f"/voting/{vote.id}/published"))
    assert (
        '<small>Vocera El Guásimo</small></th><td class="said-abstain">Abstained</td><td>by phone'
        in told
    )
    assert "Find my ballot" not in told


def test_nothing_is_published_before_the_close(session, there, member):
    vote = opened(session, there, method=Method.secret_ballots)
    cast(session, there, vote, ["yes"])
    for path in ("published", "published.json", "published/ballots.txt"):
        assert member.get(f"/voting/{vote.id}/{path}").status_code == 404


def test_a_congress_is_published_on_light_pages(session, commune, member):
    grow(session, commune, 450)
    there = hall(session, commune, present=450)
    vote = closed(session, there, Method.secret_ballots, ["yes", "no", "abstain"] * 150)
    for which in ("ballots", "voters"):
        answer = member.get(
            f"/voting/{vote.id}/published?list={which}", headers={"Accept-Encoding": "identity"}
        )
        assert len(gzip.compress(answer.data, 5)) <= 15_000


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_a_secret_ballot_protects_is_told_to_everybody(client, commune, language):
    client.post("/people/language", data={"language": language})
    told = client.get("/voting/secrecy").text
    for word in {
        "es": ("recount", "mala intención", "papeleta"),
        "en": ("recount", "dishonest", "slip"),
    }[language]:
        assert word in told
