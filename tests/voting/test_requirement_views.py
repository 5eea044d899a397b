"""Pages on which a body says what its votes ask for."""

from assembly.voting import queries
from assembly.voting.rules import PRESETS, Preset
from tests.voting.pages import form_of, page


def test_requirements_in_plain_words_with_an_example(secretary, sign_in, commune):
    where = f"/voting/bodies/{commune.body.id}/requirements"
    told = page(secretary.get(where))
    assert "Carries with 9 of the 16 seats." in told
    assert "For example: 12 for, 1 against, 2 abstentions." in told
    member = page(sign_in("member").get(where))
    assert "16" in member
    assert "<select" not in member


def test_the_example_follows_what_is_chosen(secretary, commune):
    where = f"/voting/bodies/{commune.body.id}/requirements/example"
    words = secretary.get(
        f"{where}?kind=special&special=three_quarters_seats&special_comparison=at_least&special_base=seats"
    )
    assert words.get_data(as_text=True).splitlines()[1] == "Carries with 12 of the 16 seats."
    own = "kind=ordinary&ordinary=other&ordinary_comparison=more_than&ordinary_base=seats"
    words = secretary.get(f"{where}?{own}&ordinary_share=1")
    assert words.get_data(as_text=True) == "More than all can never come."
    assert secretary.get(f"{where}?kind=ordinary&ordinary=nonsense").status_code == 400


def test_requirements_are_set_and_looked_at_before(session, secretary, sign_in, commune):
    where = f"/voting/bodies/{commune.body.id}/requirements"
    fields = form_of(secretary.get(where))
    wished = fields | {
        "ordinary": "other",
        "ordinary_share": "60 %",
        "ordinary_comparison": "at_least",
        "ordinary_base": "present",
        "chair_casts": "y",
    }
    looked = secretary.post(where, data=wished | {"look": "1"})
    assert "Carries with 10 of the 16 seats present." in page(looked)  # 60 % of 16 is 9.6
    assert queries.rule_of_body(session, commune.body.id).ordinary == PRESETS[Preset.absolute_seats]
    session.rollback()
    assert secretary.post(where, data=wished).status_code == 303
    session.expire_all()
    rule = queries.rule_of_body(session, commune.body.id)
    assert (str(rule.ordinary_share), rule.chair_casts) == ("3/5", True)
    session.rollback()
    bad = secretary.post(where, data=wished | {"ordinary_share": "80"})
    assert bad.status_code == 422
    assert 'value="80"' in page(bad)
    assert "Write a percentage with its sign" in page(bad)
    assert sign_in("member").post(where, data=wished).status_code == 403


def test_of_two_who_set_requirements_none_overwrites_the_other_unseen(
    session, secretary, sign_in, commune
):
    where = f"/voting/bodies/{commune.body.id}/requirements"
    chair = sign_in("chair")
    mine = form_of(secretary.get(where)) | {"ordinary": "two_thirds"}
    theirs = form_of(chair.get(where)) | {"ordinary": "three_quarters"}
    assert chair.post(where, data=theirs).status_code == 303
    refused = secretary.post(where, data=mine)
    assert refused.status_code == 422
    assert "Someone else saved this in the meantime." in page(refused)
    assert queries.rule_of_body(session, commune.body.id).ordinary == PRESETS[Preset.three_quarters]
    session.rollback()
    again = form_of(refused)
    assert again["ordinary"] == "two_thirds"
    assert secretary.post(where, data=again).status_code == 303
    session.expire_all()
    assert queries.rule_of_body(session, commune.body.id).ordinary == PRESETS[Preset.two_thirds]


def test_what_a_recall_and_a_referendum_ask_for(session, secretary, commune):
    """A referendum with 15 % turnout and a majority (domain.md §4): of 16 seats 2.4, so 3 have to vote."""
    where = f"/voting/bodies/{commune.body.id}/requirements"
    told = page(secretary.get(where))
    assert "At least 3 of the 16 seats have to vote." in told
    fields = form_of(secretary.get(where))
    assert (fields["referendum_turnout_share"], fields["recall_turnout_share"]) == ("15%", "1/4")
    wished = fields | {"recall_turnout_share": "1/3", "referendum_turnout_share": ""}
    wished["shows_names"] = "y"
    del wished["may_change_ballots"]
    assert secretary.post(where, data=wished).status_code == 303
    session.expire_all()
    rule = queries.rule_of_body(session, commune.body.id)
    assert str(rule.recall.turnout.share) == "1/3"
    assert (rule.referendum.turnout, rule.may_change_ballots) == (None, False)
    assert rule.shows_names
    session.rollback()
    bad = secretary.post(where, data=wished | {"recall_turnout_share": "muchos"})
    assert bad.status_code == 422
    assert 'value="muchos"' in page(bad)
    example = f"{where}/example?kind=recall&recall=simple&recall_comparison=more_than"
    more = "recall_base=valid&recall_turnout_comparison=more_than&recall_turnout_share=1/4"
    words = secretary.get(f"{example}&{more}").get_data(as_text=True)
    assert "At least 5 of the 16 seats have to vote." in words
