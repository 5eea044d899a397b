"""The rules of a body as they are stored. Calls as in domain.md, section 3."""

from fractions import Fraction

import pytest
from sqlalchemy import select

from assembly.errors import RuleViolation
from assembly.journal.models import JournalEntry
from assembly.meetings import actions, queries
from assembly.meetings.models import AgendaItem
from assembly.meetings.rules import ItemKind, QuorumBase, QuorumCall
from assembly.thresholds import Comparison, Threshold
from tests.commune import HOUSE, NOW
from tests.meetings.wednesday import convene

HALF = Threshold(Fraction(1, 2), Comparison.more_than)
THIRTY = Threshold(Fraction(3, 10), Comparison.at_least)
THREE = (
    QuorumCall(1, QuorumBase.seats, HALF),
    QuorumCall(2, QuorumBase.filled_seats, THIRTY, 60),
    QuorumCall(3, QuorumBase.whoever, HALF, 60),
)


def verbs(session) -> list[str]:
    return list(session.scalars(select(JournalEntry.verb).order_by(JournalEntry.sequence)))


def test_calls_are_read_back_as_they_were_set(session, commune):
    for _ in range(2):
        actions.set_quorum_rules(session, body=commune.body, calls=THREE, actor=HOUSE, at=NOW)
        assert queries.quorum_calls(session, commune.body.id) == THREE
    assert verbs(session) == ["body.set_quorum"]  # the same again is no change


@pytest.mark.parametrize(
    ("calls", "code"),
    [
        ((), "no_calls"),
        ((*THREE, QuorumCall(4, QuorumBase.seats, HALF)), "too_many_calls"),
        (THREE[1:], "calls_not_numbered"),
        ((QuorumCall(1, QuorumBase.seats, HALF, 30),), "first_call_waits"),
    ],
)
def test_calls_that_cannot_be_used_are_refused(session, commune, calls, code):
    before = queries.quorum_calls(session, commune.body.id)
    with pytest.raises(RuleViolation) as caught:
        actions.set_quorum_rules(session, body=commune.body, calls=calls, actor=HOUSE, at=NOW)
    assert caught.value.code == f"meetings.calls.{code}"
    assert queries.quorum_calls(session, commune.body.id) == before


def test_what_a_quorum_is_a_share_of(session, commune):
    day = NOW.date()
    bases = queries.bases(session, commune.body, day)
    assert (bases.seats, bases.filled, bases.census) == (16, 16, None)
    for membership in commune.seats[0].memberships:
        session.delete(membership)
    commune.body.census = 320
    commune.seats[1].weight = 4  # quorum counts votes: this seat has three more
    session.flush()
    session.expire_all()
    bases = queries.bases(session, commune.body, day)
    assert [bases.of(base) for base in QuorumBase] == [19, 18, 320, None]


def test_a_notice_period_has_its_source(session, commune):
    for _ in range(2):
        actions.set_convening_rule(
            session,
            body=commune.body,
            notice_days=5,
            notice_source="artículo 14",
            actor=HOUSE,
            at=NOW,
        )
    rule = queries.convening_rule(session, commune.body.id)
    assert (rule.notice_days, rule.notice_source, rule.clear_days) == (5, "artículo 14", False)
    assert verbs(session) == ["body.set_notice"]


@pytest.mark.parametrize("days", [-1, 366])
def test_a_notice_period_is_a_number_of_days(session, commune, days):
    with pytest.raises(RuleViolation) as caught:
        actions.set_convening_rule(
            session, body=commune.body, notice_days=days, actor=HOUSE, at=NOW
        )
    assert caught.value.field == "notice_days"


def test_standing_items_keep_who_they_are_when_they_move(session, commune):
    before = queries.standing_items(session, commune.body.id)
    wished = [
        actions.Standing("Puntos varios", ItemKind.other_business, id=before[2].id),
        actions.Standing("Himno", ItemKind.general, 5),
        actions.Standing("Pasar lista", ItemKind.roll_call, 10, id=before[0].id),
    ]
    for _ in range(2):
        after = actions.set_standing_items(
            session, body=commune.body, items=wished, actor=HOUSE, at=NOW
        )
        wished[1] = actions.Standing("Himno", ItemKind.general, 5, id=after[1].id)
    assert [(each.title, each.position) for each in after] == [
        ("Puntos varios", 1),
        ("Himno", 2),
        ("Pasar lista", 3),
    ]
    assert (after[0].id, after[2].id) == (before[2].id, before[0].id)
    assert len(queries.standing_items(session, commune.body.id)) == 3
    assert verbs(session) == ["body.set_standing_items"]


def test_agendas_made_before_keep_their_items(session, commune):
    standing = queries.standing_items(session, commune.body.id)
    meeting = convene(session, commune)
    meeting.items[0].standing_item_id = standing[0].id
    session.flush()
    item_id = meeting.items[0].id
    actions.set_standing_items(session, body=commune.body, items=[], actor=HOUSE, at=NOW)
    session.expire_all()
    item = session.get_one(AgendaItem, item_id)
    assert (item.title, item.standing_item_id) == ("Lista y quórum", None)
