"""Pages of a roll call: 16 seats, 15 present (domain.md §7)."""

import gzip
import re

from assembly.voting import actions
from assembly.voting.rules import Method, Option, VoteStatus
from tests.voting.pages import form_of, page, typed, votes
from tests.voting.scene import AT, SECRETARY, grow, hall, opened


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
    assert re.search(r"Monte Claro <small>Vocera Monte Claro</small></th><td[^>]*>Against", told)


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
    answer = secretary.post(where, data=marks(there, s1="abstain"))
    assert answer.status_code == 422
    assert "Write why it is corrected." in page(answer)
    assert form_of(answer)[f"seat-{there.commune.seats[1].id}"] == "abstain"
    secretary.post(where, data=marks(there, s1="abstain") | {"why": "se oyó mal"})
    assert (votes(session)[0].yes, votes(session)[0].abstain) == (14, 1)
    assert "se oyó mal. Before it was: Carried. 15 for" in page(secretary.get(f"/voting/{vote.id}"))
    listed = page(secretary.get(f"/voting/{vote.id}/published"))
    seat = there.commune.seats[1].label
    for mark, said in (("del", "For"), ("ins", "Abst")):
        assert re.search(rf"<{mark}>{seat} <small>[^<]+</small></{mark}> <span[^>]*>{said}", listed)


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
