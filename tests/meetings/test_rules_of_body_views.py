"""The rules of a body in plain words. Numbers by hand: more than half of 16 is 9; 30 % of 16 is 4.8, so 5."""

from fractions import Fraction

import pytest

from assembly.meetings import queries
from assembly.meetings.rules import QuorumBase, QuorumCall
from assembly.people.models import Account, Grant
from assembly.thresholds import Comparison, Threshold
from tests.meetings.reading import filled, words

pytestmark = pytest.mark.usefixtures("stopped")
HALF = "First call: more than half of the 16 seats: 9 must be present."


@pytest.fixture
def secretary(sign_in):
    return english(sign_in("secretary"))


def english(client):
    client.post("/people/language", data={"language": "en"})
    return client


def rules(commune) -> str:
    return f"/meetings/bodies/{commune.body.id}/rules"


def save(client, commune, page=None, **changes):
    address = f"{rules(commune)}/edit"
    return client.post(address, data=filled(page or client.get(address), **changes))


def call(number: int, **given: str) -> dict[str, str]:
    whole = {
        "comparison": "more_than",
        "share": "1/2",
        "base": "seats",
        "wait_minutes": "0",
        **given,
    }
    return {f"calls-{number}-{name}": value for name, value in whole.items()}


def test_everyone_may_read_them(commune, sign_in):
    client = english(sign_in("member"))
    page = words(client.get(rules(commune)))
    assert HALF in page
    assert "At least 3 days before the session." in page
    assert (
        "For a session on Wednesday, June 10, 2026 notice must be given by Sunday, June 7, 2026."
        in page
    )
    assert "1 Lista y quórum" in page
    assert "Change these rules" not in page
    assert client.get(f"{rules(commune)}/edit").status_code == 403


def test_they_are_said_in_spanish_too(commune, sign_in):
    client = sign_in("member")
    client.post("/people/language", data={"language": "es"})
    assert (
        "Primera convocatoria: más de la mitad de las 16 vocerías: debe haber 9 presentes."
        in words(client.get(rules(commune)))
    )


def test_the_administrator_may_set_them(session, commune, sign_in):
    answer = save(english(sign_in("administrator")), commune, notice_days="5")
    assert answer.status_code == 303
    assert queries.convening_rule(session, commune.body.id).notice_days == 5


def test_three_calls_are_set_and_said(session, commune, secretary):
    page = secretary.get(f"{rules(commune)}/edit")
    for _ in range(2):
        page = save(secretary, commune, page, **{"add:call": "1"})
        assert page.status_code == 200
        assert "Not saved yet." in words(page)
    changes = call(1, comparison="at_least", share="30 %", wait_minutes="60")
    changes |= call(2, base="whoever", share="", wait_minutes="30")
    answer = save(secretary, commune, page, **changes)
    assert answer.status_code == 303
    said = words(secretary.get(answer.location))
    assert HALF in said
    assert (
        "Second call: at least 30% of the 16 seats: 5 must be present. "
        "At the earliest 1 hour after the call before."
    ) in said
    assert (
        "Third call: whoever is present is enough. "
        "At the earliest 30 minutes after the call before."
    ) in said
    first, second, third = queries.quorum_calls(session, commune.body.id)
    assert first == QuorumCall(1, QuorumBase.seats, Threshold(Fraction(1, 2), Comparison.more_than))
    assert second.threshold == Threshold(Fraction(3, 10), Comparison.at_least)
    assert (third.base, third.wait_minutes) == (QuorumBase.whoever, 30)


def test_the_example_follows_what_is_typed(commune, secretary):
    page = save(
        secretary, commune, **{**call(0, share="2/3", comparison="at_least"), "add:item": "1"}
    )
    assert "First call: at least two thirds of the 16 seats: 11 must be present." in words(page)


def test_a_call_is_removed(session, commune, secretary):
    page = save(secretary, commune, **{"add:call": "1"})
    page = save(secretary, commune, page, **call(1, share="1/4"))
    page = save(secretary, commune, **{"remove:call": "0"})
    assert save(secretary, commune, page).status_code == 303
    (only,) = queries.quorum_calls(session, commune.body.id)
    assert (only.number, only.threshold.share, only.wait_minutes) == (1, Fraction(1, 4), 0)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (call(0, share=""), "Write a share: a fraction such as 1/2, or a percentage."),
        (call(0, share="half"), "Write a share: a fraction such as 1/2, or a percentage."),
        (call(0, share="1/0"), "Nothing can be divided by zero."),
        (call(0, share="30"), "A share is at most the whole."),
        (call(0, share="100%"), "More than all can never come."),
        (call(0, base="moon"), ""),
        ({"notice_days": ""}, "Write a number of days, 0 for none."),
        ({"notice_days": "-1"}, "From 0 to 365 days."),
        ({"notice_days": "three"}, ""),
        ({"items-0-title": " "}, "Write a title, or remove the item."),
        ({"items-0-title": "T" * 2000}, ""),
        ({"items-0-minutes": "0"}, "From 1 to 1440 minutes."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(session, commune, secretary, changes, told):
    before = queries.quorum_calls(session, commune.body.id)
    answer = save(secretary, commune, notice_source="<b>artículo</b> 14", **changes)
    assert answer.status_code == 422
    assert told in words(answer)
    assert 'value="&lt;b&gt;artículo&lt;/b&gt; 14"' in answer.get_data(as_text=True)
    session.expire_all()
    assert queries.quorum_calls(session, commune.body.id) == before


def test_standing_items_are_added_moved_and_removed(session, commune, secretary):
    page = save(secretary, commune, **{"add:item": "1"})
    page = save(
        secretary,
        commune,
        page,
        **{"items-3-title": "Himno", "items-3-minutes": "5", "up:item": "3"},
    )
    page = save(secretary, commune, page, **{"remove:item": "0"})
    assert save(secretary, commune, page).status_code == 303
    session.expire_all()
    found = queries.standing_items(session, commune.body.id)
    assert [(each.title, each.minutes_planned) for each in found] == [
        ("Acta anterior", None),
        ("Himno", 5),
        ("Puntos varios", None),
    ]


@pytest.mark.parametrize("act", ["up:item", "down:item", "remove:item", "remove:call"])
@pytest.mark.parametrize("place", ["99", "-1", "x", ""])
def test_mangled_buttons_change_nothing(session, commune, secretary, act, place):
    page = save(secretary, commune, **{act: place})
    assert page.status_code == 200
    assert save(secretary, commune, page).status_code == 303
    assert len(queries.standing_items(session, commune.body.id)) == 3


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("number=1&base=seats&comparison=more_than&share=1/2", HALF),
        (
            "number=2&base=census&comparison=at_least&share=20%25&wait_minutes=60",
            "Second call: at least 20% of the people of the census, whose number is not known. "
            "At the earliest 1 hour after the call before.",
        ),
        ("number=1&base=seats&comparison=more_than&share=x", "Write a share"),
        ("number=9&base=moon&comparison=maybe&share=1/2", ""),
        (
            "notice_days=3",
            "For a session on Wednesday, June 10, 2026 notice must be given by Sunday, June 7",
        ),
        ("notice_days=3&clear_days=clear", "by Saturday, June 6, 2026."),
        ("notice_days=x", ""),
        ("notice_days=99999", ""),
    ],
)
def test_the_example_while_it_is_typed(commune, secretary, query, said):
    answer = secretary.get(f"{rules(commune)}/example?{query}")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    text = answer.get_data(as_text=True)
    assert said in text
    assert bool(text) == bool(said)


def test_a_body_that_does_not_exist(secretary):
    assert secretary.get("/meetings/bodies/999/rules").status_code == 404


def test_a_secretary_of_another_body_may_not(session, commune, sign_in):
    for grant in session.query(Grant).join(Account).filter(Account.login == "secretary"):
        session.delete(grant)
    session.commit()
    assert sign_in("secretary").get(f"{rules(commune)}/edit").status_code == 403


def test_of_two_who_change_them_none_overwrites_the_other_unseen(session, commune, sign_in):
    first, second = english(sign_in("secretary")), english(sign_in("chair"))
    mine = second.get(f"{rules(commune)}/edit")  # opened before the other one saves
    assert save(first, commune, notice_days="5").status_code == 303
    refused = save(second, commune, page=mine, notice_days="8")
    assert refused.status_code == 422
    said = words(refused)
    assert "Someone else saved this in the meantime." in said
    assert "At least 5 days before the session." in said  # theirs
    assert 'value="8"' in refused.text  # mine
    session.expire_all()
    assert queries.convening_rule(session, commune.body.id).notice_days == 5
    # Seen now, it may be put in place of theirs.
    assert second.post(f"{rules(commune)}/edit", data=filled(refused)).status_code == 303
    session.expire_all()
    assert queries.convening_rule(session, commune.body.id).notice_days == 8
