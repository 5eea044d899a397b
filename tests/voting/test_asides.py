"""What people add to a vote: reasoned dissents and mandates."""

from assembly.voting import actions
from tests.voting.scene import AT, SECRETARY, violated, voted


def test_a_dissent_is_recorded_once(session, there):
    vote = voted(session, there)
    for _twice in range(2):
        actions.add_dissent(
            session,
            vote=vote,
            person_id=there.commune.principals[3].id,
            text="La merma no está explicada.",
            actor=SECRETARY,
            at=AT,
        )
    (dissent,) = vote.dissents
    assert dissent.person.name == "Vocera Monte Claro"


def test_a_dissent_says_who_and_why(session, there):
    vote = voted(session, there)
    given = {"vote": vote, "actor": SECRETARY, "at": AT}
    violated(
        "voting.dissent_missing",
        actions.add_dissent,
        session,
        name="Ana",
        text="",
        field="text",
        **given,
    )
    violated(
        "voting.who_missing", actions.add_dissent, session, text="No.", field="person", **given
    )


def test_a_mandate_cites_its_assembly(session, there):
    vote = voted(session, there)
    seat = there.commune.seats[1]
    mandate = actions.cite_mandate(
        session,
        vote=vote,
        seat_id=seat.id,
        organization_id=seat.organization_id,
        assembly="Asamblea del 5 de mayo",
        text="No bajar el precio.",
        actor=SECRETARY,
        at=AT,
    )
    assert vote.mandates == [mandate]
    assert mandate.organization.name == "El Guásimo"


def test_nothing_is_added_under_closed_minutes(session, there):
    vote = voted(session, there)
    there.meeting.sealed_at = AT
    violated(
        "meetings.minutes_closed",
        actions.add_dissent,
        session,
        vote=vote,
        name="Ana",
        text="No.",
        actor=SECRETARY,
        at=AT,
    )
