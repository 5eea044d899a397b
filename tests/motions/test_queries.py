"""Reads of motions and decisions."""

from datetime import timedelta

from assembly.motions import actions, queries
from assembly.people.models import Body
from assembly.people.rules import Electorate
from tests.motions.scene import AT, DAY, SECRETARY


def test_the_last_decisions_of_a_body_are_found_behind_those_of_another(session, scene):
    busy = Body(organization=scene.body.organization, name="Consejo", electorate=Electorate.seats)
    session.add(busy)
    session.flush()
    for number, body in enumerate((scene.body, busy, busy)):
        actions.record_decision(
            session,
            body=body,
            meeting=scene.meeting,
            item=scene.item,
            title=f"Acuerdo {number}",
            text="Texto",
            decided_on=DAY + timedelta(days=number),
            actor=SECRETARY,
            at=AT,
        )
    assert [each.title for each in queries.latest_decisions(session, limit=1)] == ["Acuerdo 2"]
    (mine,) = queries.latest_decisions(session, body_id=scene.body.id, limit=1)
    assert mine.title == "Acuerdo 0"
