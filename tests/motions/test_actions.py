"""Motions and decisions on the real database.

Numbers without gaps, «nothing decided is overwritten» and the order of amendments: design.md §3 and
domain.md §4. Texts: domain.md §7, steps 11 and 12.
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from assembly.errors import RuleViolation, Stale
from assembly.journal.models import JournalEntry
from assembly.motions import actions, queries
from assembly.motions.models import Motion
from assembly.motions.rules import MotionKind, MotionStatus
from assembly.search.queries import find
from tests.motions.scene import (
    AMENDED,
    AT,
    DAY,
    PUT,
    SECRETARY,
    add_item,
    amend,
    carry,
    put,
    wednesday,
)


def violated(code, act, *args, field=None, **more):
    with pytest.raises(RuleViolation) as caught:
        act(*args, **more)
    assert (caught.value.code, caught.value.field) == (code, field)


def texts(session, motion):
    session.expire(motion)
    return [version.text for version in motion.versions]


def verbs(session):
    return list(session.scalars(select(JournalEntry.verb).order_by(JournalEntry.sequence)))


def test_a_motion_takes_the_next_number_of_its_year_and_the_title_of_its_item(session, scene):
    first, second = put(session, scene), put(session, scene, "Otra cosa", title="Otra")
    assert [(m.year, m.number, m.title) for m in (first, second)] == [
        (2026, 1, "Vivero de café"),
        (2026, 2, "Otra"),
    ]
    assert first.status is MotionStatus.scheduled
    assert texts(session, first) == [PUT]


def test_the_year_is_that_of_the_meeting_also_when_typed_from_paper_later(session, commune):
    december = wednesday(session, commune, number=31 - 21)  # 24 December 2025
    assert (put(session, december).year, put(session, december).number) == (2025, 1 + 1)


def test_a_motion_without_an_item_waits_for_one_and_needs_a_title(session, scene):
    waiting = put(session, scene, item=None, title="Camino a La Unión")
    assert waiting.status is MotionStatus.submitted
    violated("motions.title_missing", put, session, scene, item=None, field="title")


def test_a_form_sent_twice_makes_one_motion(session, scene):
    mark = uuid4()
    first = put(session, scene, mark=mark)
    assert put(session, scene, mark=mark) is first
    violated("sent_already", put, session, scene, "Otro texto", mark=mark)
    amendment = amend(session, first, mark=(twice := uuid4()))
    assert amend(session, first, mark=twice) is amendment
    assert session.query(Motion).count() == 2


def test_an_empty_text_is_refused(session, scene):
    violated("motions.text_missing", put, session, scene, "  \n ", field="text")


def test_a_person_known_to_the_house_stands_for_her_name(session, scene, commune):
    luis = commune.principals[0]
    motion = put(session, scene, mover_id=luis.id, mover_name="x", seconder_name="Carmen Díaz")
    assert (motion.mover, motion.mover_name, motion.seconder_name) == (luis, "", "Carmen Díaz")


def test_a_revised_text_is_a_new_version_and_the_old_one_stays(session, scene):
    motion = put(session, scene)
    actions.revise_text(session, motion=motion, text=AMENDED, version=1, actor=SECRETARY, at=AT)
    assert texts(session, motion) == [PUT, AMENDED]


def test_the_same_text_twice_is_one_version(session, scene):
    motion = put(session, scene)
    for _click in range(2):
        actions.revise_text(session, motion=motion, text=AMENDED, version=1, actor=SECRETARY, at=AT)
    assert texts(session, motion) == [PUT, AMENDED]


def test_an_edit_of_an_old_version_loses_neither_text(session, scene):
    motion = put(session, scene)
    actions.revise_text(session, motion=motion, text=AMENDED, version=1, actor=SECRETARY, at=AT)
    with pytest.raises(Stale) as caught:
        actions.revise_text(session, motion=motion, text="Mía", version=1, actor=SECRETARY, at=AT)
    assert (caught.value.theirs, caught.value.mine, caught.value.version) == (AMENDED, "Mía", 2)
    assert texts(session, motion) == [PUT, AMENDED]


def test_an_amendment_must_change_something_and_amends_only_a_motion(session, scene):
    motion = put(session, scene)
    violated("motions.nothing_changed", amend, session, motion, PUT, field="text")
    order = put(session, scene, "Cerrar el debate", kind=MotionKind.order)
    violated("motions.only_motions_are_amended", amend, session, order, "x")
    amendment = amend(session, motion)
    violated("motions.only_motions_are_amended", amend, session, amendment, "x")


def test_the_amendment_is_voted_before_the_motion(session, scene):
    motion = put(session, scene)
    amendment = amend(session, motion)
    put_to_vote = actions.put_to_vote
    given = {"item": scene.item, "actor": SECRETARY, "at": AT}
    violated("motions.amendments_first", put_to_vote, session, motion=motion, **given)
    violated("motions.amendments_first", carry, session, scene, motion)
    assert put_to_vote(session, motion=amendment, **given) == AMENDED
    assert carry(session, scene, amendment) is None
    assert texts(session, motion) == [PUT, AMENDED]
    assert motion.versions[1].amendment is amendment
    assert put_to_vote(session, motion=motion, **given) == AMENDED
    decision = carry(session, scene, motion)
    assert decision.text == AMENDED
    assert (decision.year, decision.number, decision.motion) == (2026, 1, motion)
    assert motion.status is MotionStatus.carried


def test_a_rejected_amendment_leaves_the_text(session, scene):
    motion = put(session, scene)
    amendment = amend(session, motion)
    actions.reject_motion(
        session, motion=amendment, meeting=scene.meeting, item=scene.item, actor=SECRETARY, at=AT
    )
    assert carry(session, scene, motion).text == PUT
    assert amendment.status is MotionStatus.rejected


def test_an_amendment_to_a_text_that_moved_on_waits_for_the_consolidated_text(session, scene):
    motion = put(session, scene)
    first, second = amend(session, motion), amend(session, motion, PUT.replace("24", "30"))
    carry(session, scene, first)
    violated("motions.text_moved_on", carry, session, scene, second)
    consolidated = AMENDED.replace("24", "30")
    actions.revise_text(
        session, motion=second, text=consolidated, version=1, actor=SECRETARY, at=AT
    )
    carry(session, scene, second)
    assert texts(session, motion) == [PUT, AMENDED, consolidated]


def test_a_point_of_order_becomes_no_decision(session, scene):
    order = put(session, scene, "Cerrar el debate", kind=MotionKind.order)
    assert carry(session, scene, order) is None
    assert order.status is MotionStatus.carried


def test_what_is_settled_stays_settled(session, scene):
    motion = put(session, scene)
    carry(session, scene, motion)
    violated("motions.settled", carry, session, scene, motion)
    violated("motions.settled", amend, session, motion)
    late = {"motion": motion, "actor": SECRETARY, "at": AT}
    violated("motions.settled", actions.move_to, session, status=MotionStatus.withdrawn, **late)
    violated("motions.settled", actions.revise_text, session, text="x", version=1, **late)


def test_only_a_vote_carries(session, scene):
    motion = put(session, scene)
    given = {"motion": motion, "actor": SECRETARY, "at": AT}
    for status in (MotionStatus.carried, MotionStatus.rejected):
        violated("motions.only_by_vote", actions.move_to, session, status=status, **given)


def test_with_a_withdrawn_motion_its_amendments_fall(session, scene):
    motion = put(session, scene)
    amendment = amend(session, motion)
    actions.move_to(session, motion=motion, status=MotionStatus.withdrawn, actor=SECRETARY, at=AT)
    assert (motion.status, amendment.status) == (MotionStatus.withdrawn,) * 2


def test_decisions_are_numbered_per_body_and_year(session, scene):
    assert [carry(session, scene, put(session, scene, f"Texto {n}")).number for n in (1, 2)] == [
        1,
        2,
    ]
    next_year = carry(session, scene, put(session, scene, "Texto"), decided_on=date(2027, 1, 6))
    assert (next_year.year, next_year.number) == (2027, 1)


def test_nothing_is_put_to_a_sealed_meeting(session, scene):
    motion = put(session, scene)
    scene.meeting.sealed_at = AT
    violated("meetings.minutes_closed", put, session, scene)
    violated("meetings.minutes_closed", carry, session, scene, motion)


def test_another_body_decides_nothing_of_this(session, scene, commune):
    motion = put(session, scene)
    scene.meeting.body_id = other_body(session, commune).id
    violated("motions.other_body", carry, session, scene, motion)


def other_body(session, commune):
    made = type(commune.body)(
        organization=commune.organization, name="Consejo Ejecutivo", electorate="seats"
    )
    session.add(made)
    session.flush()
    return made


def test_only_a_later_decision_annuls(session, scene):
    first = carry(session, scene, put(session, scene, "Uno"))
    second = carry(session, scene, put(session, scene, "Dos"), decided_on=DAY + timedelta(7))
    given = {"reason": "Cambió el precio", "actor": SECRETARY, "at": AT}
    annul = actions.annul_decision
    wrong = "motions.not_a_later_decision"
    violated(wrong, annul, session, decision=second, by=first, field="by", **given)
    violated(wrong, annul, session, decision=first, by=first, field="by", **given)
    empty = given | {"reason": " "}
    violated(
        "motions.reason_missing", annul, session, decision=first, by=second, field="reason", **empty
    )
    annul(session, decision=first, by=second, **given)
    assert (first.annulled_by, first.text, second.annuls) == (second, "Uno", [first])
    violated("motions.annulled_already", annul, session, decision=first, by=second, **given)


def test_an_annulled_decision_annuls_nothing(session, scene):
    decisions = [
        carry(session, scene, put(session, scene, text)) for text in ("Uno", "Dos", "Tres")
    ]
    given = {"reason": "Otra cosa", "actor": SECRETARY, "at": AT}
    actions.annul_decision(session, decision=decisions[1], by=decisions[2], **given)
    violated(
        "motions.not_a_later_decision",
        actions.annul_decision,
        session,
        decision=decisions[0],
        by=decisions[1],
        field="by",
        **given,
    )


def test_each_act_is_in_the_journal(session, scene):
    motion = put(session, scene)
    carry(session, scene, amend(session, motion))
    carry(session, scene, motion)
    assert verbs(session) == [
        "motion.submit",
        "motion.submit",
        "motion.move",
        "motion.move",
        "motion.amend",
        "motion.move",
        "motion.move",
        "decision.record",
    ]


def test_motions_are_found_by_their_words_and_those_of_their_amendments(session, scene):
    motion = put(session, scene, reason="La sequía")
    amend(session, motion)
    for typed in ("vivero", "sequia", "menos de 1 ha"):
        found, _more = find(session, typed)
        assert [(each.kind, each.object_id) for each in found] == [("motion", motion.id)], typed


def test_particulars_are_corrected_and_the_journal_keeps_the_old(session, scene):
    motion = put(session, scene)
    actions.change_particulars(
        session,
        motion=motion,
        title="Entrega de plantas",
        reason="",
        special=True,
        mover_id=None,
        mover_name="Luis Marcano",
        seconder_id=None,
        seconder_name="",
        actor=SECRETARY,
        at=AT,
    )
    assert (motion.title, motion.special, motion.mover_name) == (
        "Entrega de plantas",
        True,
        "Luis Marcano",
    )
    entry = session.scalars(select(JournalEntry).order_by(JournalEntry.sequence.desc())).first()
    assert entry.verb == "motion.change"
    assert '"before":{"mover_name":"","special":false,"title":"Vivero de café"}' in entry.data


class TestFromMeetingToMeeting:
    """An unfinished motion goes on with its item (design.md §3, Agenda); the original keeps its record."""

    def test_a_deferred_motion_comes_along_and_is_settled_there(self, session, commune, scene):
        motion = put(session, scene)
        done = put(session, scene, "Ya decidido")
        carry(session, scene, done)
        actions.move_to(
            session,
            motion=motion,
            status=MotionStatus.deferred,
            item=scene.item,
            actor=SECRETARY,
            at=AT,
        )
        later = wednesday(session, commune, 32)
        later.item = add_item(session, later.meeting, "Vivero de café", carried_from=scene.item)
        last = wednesday(session, commune, 33)
        last.item = add_item(session, last.meeting, "Vivero de café", carried_from=later.item)
        assert queries.of_item(session, last.item.id) == [motion]
        carry(session, later, motion)
        assert queries.of_item(session, scene.item.id) == [motion, done]
        assert queries.of_item(session, later.item.id) == [motion]
        assert queries.of_item(session, last.item.id) == []
        items = [scene.item.id, later.item.id, last.item.id]
        assert queries.of_items(session, items) == {
            items[0]: [motion, done],
            items[1]: [motion],
            items[2]: [],
        }
        assert queries.status_in(motion, scene.item.id) is MotionStatus.deferred
        assert queries.status_in(motion, later.item.id) is MotionStatus.carried

    def test_the_first_meeting_may_be_sealed_by_then(self, session, commune, scene):
        motion = put(session, scene)
        scene.meeting.sealed_at = AT
        later = wednesday(session, commune, 32)
        later.item = add_item(session, later.meeting, "Vivero de café", carried_from=scene.item)
        amendment = amend(session, motion, item=later.item)
        carry(session, later, amendment)
        assert carry(session, later, motion).text == AMENDED


def test_of_item_asks_the_same_for_three_and_for_three_hundred(session, scene, count_queries):
    def ask():
        session.expire_all()
        with count_queries() as counted:
            motions = queries.of_item(session, item_id)
            for motion in motions:
                assert motion.versions[-1].text
                assert motion.mover.name
                assert motion.amendments[0].versions[-1].text
                assert motion.amendments[0].mover.name
        return len(motions), counted.count

    item_id = scene.item.id
    mover = session.scalars(select(type(scene.body.seats[0].memberships[0].person))).first().id

    def fill(many):
        for n in range(many):
            motion = put(session, scene, f"Texto {n}", mover_id=mover)
            amend(session, motion, f"Otro {n}", mover_id=mover)
        session.commit()

    fill(3)
    few = ask()
    fill(27)
    many = ask()
    assert (few[0], many[0]) == (3, 30)
    assert few[1] == many[1] == 1


def test_pending_amendments(session, scene):
    motion = put(session, scene)
    first, second = amend(session, motion), amend(session, motion, "Otro texto")
    carry(session, scene, first)
    assert queries.pending_amendments(session, motion.id) == [second]
    assert session.get(Motion, motion.id).amendments == [first, second]
