"""Commitments on the real database. Who, what, by when: domain.md §7, step 16 and the desk's sketch."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from assembly.commitments import actions, queries
from assembly.commitments.rules import CommitmentStatus
from assembly.errors import RuleViolation
from assembly.journal.models import JournalEntry
from tests.motions.scene import AT, DAY, SECRETARY, add_item, carry, put, wednesday

MAY_23, MAY_28, JUNE_10 = date(2026, 5, 23), date(2026, 5, 28), date(2026, 6, 10)


@pytest.fixture
def scene(session, commune):
    return wednesday(session, commune)


def take_on(session, scene, text="Comprar cal y bolsas", due_on=MAY_28, **more):
    given = {"meeting": scene.meeting, "item": scene.item, "responsible": "J. Rondón"}
    return actions.take_on(
        session, **given | {"text": text, "due_on": due_on, "actor": SECRETARY, "at": AT} | more
    )


def report(session, commitment, status, **more):
    return actions.report(
        session, commitment=commitment, status=status, **{"actor": SECRETARY, "at": AT} | more
    )


def violated(code, act, *args, field=None, **more):
    with pytest.raises(RuleViolation) as caught:
        act(*args, **more)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_it_says_who_what_and_by_when(session, scene, commune):
    person = commune.principals[3]
    made = take_on(session, scene, person_id=person.id)
    assert (made.person, made.responsible, made.due_on) == (person, "", MAY_28)
    assert made.status is CommitmentStatus.open
    violated("commitments.nothing", take_on, session, scene, " ", field="text")
    violated("commitments.nobody", take_on, session, scene, responsible="", field="responsible")
    violated(
        "commitments.due_before", take_on, session, scene, due_on=date(2026, 5, 19), field="due_on"
    )


def test_it_may_be_due_the_same_day_or_on_no_day(session, scene):
    assert take_on(session, scene, due_on=DAY).due_on == DAY
    assert take_on(session, scene, due_on=None).due_on is None


def test_a_form_sent_twice_makes_one(session, scene):
    mark = uuid4()
    assert take_on(session, scene, mark=mark) is take_on(session, scene, mark=mark)
    violated("sent_already", take_on, session, scene, "Otra cosa", mark=mark)


def test_an_organization_may_be_in_charge(session, scene, commune):
    council = commune.seats[0].organization
    made = take_on(session, scene, responsible="", organization_id=council.id)
    assert made.organization.name == "El Cedro"


def test_carried_on_it_stays_open_and_keeps_its_first_date(session, scene, commune):
    made = take_on(session, scene)
    next_week = wednesday(session, commune, 32).meeting
    violated(
        "commitments.new_date",
        report,
        session,
        made,
        CommitmentStatus.open,
        meeting=next_week,
        field="due_on",
    )
    violated(
        "commitments.due_before",
        report,
        session,
        made,
        CommitmentStatus.open,
        meeting=next_week,
        due_on=date(2026, 5, 26),
        field="due_on",
    )
    report(
        session,
        made,
        CommitmentStatus.open,
        meeting=next_week,
        due_on=JUNE_10,
        note="No hubo gasolina",
    )
    assert (made.status, made.due_on, made.first_due_on) == (CommitmentStatus.open, JUNE_10, MAY_28)
    [follow_up] = made.follow_ups
    assert (follow_up.due_on, follow_up.note, follow_up.meeting) == (
        JUNE_10,
        "No hubo gasolina",
        next_week,
    )


def test_done_it_is_closed_once(session, scene):
    made = take_on(session, scene)
    report(session, made, CommitmentStatus.done, note="Entregado en el vivero")
    assert (made.status, made.closed_at) == (CommitmentStatus.done, AT)
    violated("commitments.closed", report, session, made, CommitmentStatus.done)
    assert len(made.follow_ups) == 1


def test_dropping_it_asks_why(session, scene):
    made = take_on(session, scene)
    violated(
        "commitments.why_dropped", report, session, made, CommitmentStatus.dropped, field="note"
    )
    report(session, made, CommitmentStatus.dropped, note="Ya no hace falta")
    assert made.status is CommitmentStatus.dropped


def test_nothing_of_a_sealed_meeting_changes_but_its_commitments_live_on(session, scene, commune):
    made = take_on(session, scene)
    scene.meeting.sealed_at = AT
    violated("meetings.minutes_closed", take_on, session, scene)
    violated(
        "meetings.minutes_closed",
        report,
        session,
        made,
        CommitmentStatus.done,
        meeting=scene.meeting,
    )
    report(session, made, CommitmentStatus.done, meeting=wednesday(session, commune, 32).meeting)
    assert made.status is CommitmentStatus.done


def test_each_act_is_in_the_journal(session, scene):
    report(session, take_on(session, scene), CommitmentStatus.done)
    verbs = session.scalars(select(JournalEntry.verb).order_by(JournalEntry.sequence))
    assert list(verbs) == ["commitment.take_on", "commitment.report"]


def test_reads_in_order_of_due_date(session, scene, commune):
    person = commune.principals[0]
    late = take_on(session, scene, "tarde", JUNE_10, person_id=person.id)
    never = take_on(session, scene, "sin fecha", None)
    soon = take_on(session, scene, "pronto", MAY_23, person_id=person.id)
    done = take_on(session, scene, "hecho", MAY_23, person_id=person.id)
    report(session, done, CommitmentStatus.done)
    body = scene.body.id
    assert queries.open_of_body(session, body) == [soon, late, never]
    assert queries.of_person(session, person.id) == [soon, late]
    assert queries.page(session, closed=True) == ([done], False)
    assert queries.page(session, person_id=person.id) == ([soon, late], False)


def test_of_an_item_are_also_those_of_its_decisions(session, scene):
    decision = carry(session, scene, put(session, scene))
    elsewhere = add_item(session, scene.meeting, "Otro punto")
    here = take_on(session, scene)
    by_decision = take_on(session, scene, item=None, decision=decision)
    take_on(session, scene, item=elsewhere)
    assert queries.of_item(session, scene.item.id) == [here, by_decision]
    assert queries.of_decision(session, decision.id) == [by_decision]
    assert len(queries.of_meeting(session, scene.meeting.id)) == 3


def test_what_a_meeting_heard_of_earlier_commitments(session, scene, commune):
    made = take_on(session, scene)
    next_week = wednesday(session, commune, 32).meeting
    heard = report(session, made, CommitmentStatus.done, meeting=next_week)
    assert queries.reported_in(session, next_week.id) == [heard]
    assert queries.reported_in(session, scene.meeting.id) == []
