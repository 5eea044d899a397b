"""Series and the meetings they propose. The story is that of a parliament that meets every Wednesday at 9:00."""

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select

from assembly.errors import RuleViolation
from assembly.journal.models import JournalEntry
from assembly.meetings import actions, queries
from assembly.meetings.models import Meeting, Series
from assembly.meetings.rules import ItemKind, ItemStatus, MeetingKind, MeetingStatus
from assembly.people.models import Body
from assembly.people.rules import Electorate
from tests.commune import HOUSE, NOW, Commune
from tests.meetings.wednesday import opened

WEDNESDAYS = "FREQ=WEEKLY;BYDAY=WE"
FIRST = date(2026, 5, 6)


def wednesdays(session, commune: Commune, **changes) -> Series:
    given = {
        "name": "Sesión ordinaria",
        "rule": WEDNESDAYS,
        "first_date": FIRST,
        "start_time": time(9),
        **changes,
    }
    return actions.create_series(session, body=commune.body, **given, actor=HOUSE, at=NOW)


def made(session, series: Series, day: date, **given) -> Meeting:
    return actions.convene_from_series(
        session, series=series, day=day, **given, actor=HOUSE, at=NOW
    )


def end(session, meeting: Meeting, **statuses: ItemStatus) -> None:
    """As it is after the meeting: every item closed, but those named by their title."""
    meeting.status = MeetingStatus.ended
    for item in meeting.items:
        item.status = statuses.get(item.title, ItemStatus.closed)
    session.flush()


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in meeting.items]


def verbs(session) -> list[str]:
    return list(session.scalars(select(JournalEntry.verb).order_by(JournalEntry.sequence)))


def test_a_rule_is_stored_in_its_canonical_form(session, commune):
    assert wednesdays(session, commune, rule="rrule:byday=we;freq=weekly").rule == WEDNESDAYS
    assert verbs(session) == ["series.create"]


def test_the_same_series_sent_twice_is_made_once(session, commune):
    assert wednesdays(session, commune) is wednesdays(session, commune)
    assert verbs(session) == ["series.create"]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"rule": "FREQ=WEEKLY;BYHOUR=9"}, "meetings.rule_part", "rule"),
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "meetings.rule_never", "rule"),
        ({"rule": f"{WEDNESDAYS};UNTIL=20260501"}, "meetings.rule_never", "rule"),
        ({"first_date": date(1, 1, 1)}, "meetings.date_far_away", "first_date"),
    ],
)
def test_what_cannot_recur_is_refused(session, commune, changes, code, field):
    with pytest.raises(RuleViolation) as caught:
        wednesdays(session, commune, **changes)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_the_next_wednesday_is_proposed_today_included(session, commune):
    wednesdays(session, commune)
    (proposal,) = queries.proposals(session, now=NOW)  # Wednesday 20 May, 9:00 in Caracas
    assert (proposal.day, proposal.number) == (date(2026, 5, 20), 1)
    assert proposal.scheduled_at == datetime(2026, 5, 20, 13, tzinfo=UTC)


def test_a_day_is_the_bodys_own_day(session, commune):
    wednesdays(session, commune)
    late = datetime(2026, 5, 21, 3, 30, tzinfo=UTC)  # still Wednesday, 23:30, in Caracas
    (proposal,) = queries.proposals(session, now=late)
    assert proposal.day == date(2026, 5, 20)


def test_after_a_meeting_the_one_after_is_proposed(session, commune):
    series = wednesdays(session, commune)
    made(session, series, date(2026, 5, 20))
    (proposal,) = queries.proposals(session, now=NOW)
    assert (proposal.day, proposal.number) == (date(2026, 5, 27), 2)


def test_a_meeting_moved_to_thursday_does_not_bring_its_wednesday_back(session, commune):
    series = wednesdays(session, commune)
    meeting = made(session, series, date(2026, 5, 27))
    thursday = datetime(2026, 5, 28, 13, tzinfo=UTC)
    actions.edit_meeting(
        session,
        meeting=meeting,
        kind=meeting.kind,
        number=1,
        scheduled_at=thursday,
        place="",
        actor=HOUSE,
        at=NOW,
    )
    (proposal,) = queries.proposals(session, now=NOW)
    assert proposal.day == date(2026, 6, 3)


def test_a_series_at_rest_or_at_its_end_proposes_nothing(session, commune):
    resting = wednesdays(session, commune)
    actions.pause_series(session, series=resting, active=False, actor=HOUSE, at=NOW)
    wednesdays(session, commune, name="Ciclo", rule=f"{WEDNESDAYS};UNTIL=20260513")
    assert queries.proposals(session, now=NOW) == []
    actions.pause_series(session, series=resting, active=True, actor=HOUSE, at=NOW)
    assert [each.series for each in queries.proposals(session, now=NOW)] == [resting]


def test_convening_twice_makes_one_meeting(session, commune):
    series = wednesdays(session, commune)
    meeting = made(session, series, date(2026, 5, 27))
    assert made(session, series, date(2026, 5, 27)) is meeting
    assert session.scalars(select(Meeting)).all() == [meeting]
    assert verbs(session).count("meeting.create") == 1


@pytest.mark.parametrize("day", [date(2026, 5, 28), date.min, date.max])
def test_a_day_that_is_none_of_the_series_is_refused(session, commune, day):
    series = wednesdays(session, commune)
    with pytest.raises(RuleViolation) as caught:
        made(session, series, day)
    assert caught.value.code == "meetings.not_a_day_of_series"


def test_the_draft_has_number_hour_place_and_standing_items(session, commune):
    meeting = made(session, wednesdays(session, commune), date(2026, 5, 27))
    assert (meeting.kind, meeting.number) == (MeetingKind.ordinary, 1)
    assert meeting.status is MeetingStatus.draft
    assert meeting.scheduled_at == datetime(2026, 5, 27, 13, tzinfo=UTC)
    assert meeting.place == "Casa de la comuna"  # the body's, where the series says none
    assert titles(meeting) == ["Lista y quórum", "Acta anterior", "Puntos varios"]
    assert [item.position for item in meeting.items] == [1, 2, 3]
    assert all(item.standing_item_id for item in meeting.items)


def test_the_number_follows_the_highest_of_its_kind(session, commune):
    series = wednesdays(session, commune)
    for kind, number in ((MeetingKind.ordinary, 30), (MeetingKind.extraordinary, 4)):
        actions.create_meeting(
            session,
            body=commune.body,
            kind=kind,
            number=number,
            scheduled_at=NOW,
            actor=HOUSE,
            at=NOW,
        )
    assert made(session, series, date(2026, 5, 27)).number == 31


def test_what_was_deferred_comes_back_linked_and_keeps_its_record(session, commune):
    series = wednesdays(session, commune)
    before = made(session, series, date(2026, 5, 20))
    item = actions.add_item(
        session,
        meeting=before,
        title="Derrumbe en la vía",
        presenter_name="Luis Marcano",
        minutes_planned=15,
        actor=HOUSE,
        at=NOW,
    )
    item.text = "Se oyó a El Cedro."
    end(session, before, **{"Derrumbe en la vía": ItemStatus.deferred})
    after = made(session, series, date(2026, 5, 27))
    copy = after.items[2]
    assert titles(after) == [
        "Lista y quórum",
        "Acta anterior",
        "Derrumbe en la vía",
        "Puntos varios",
    ]
    assert (copy.carried_from_id, copy.text, copy.presenter_name, copy.minutes_planned) == (
        item.id,
        "",
        "Luis Marcano",
        15,
    )
    assert (item.status, item.text) == (ItemStatus.deferred, "Se oyó a El Cedro.")


def test_what_was_carried_on_twice_is_listed_once(session, commune):
    series = wednesdays(session, commune)
    title = "Reglamento"
    for day in (date(2026, 5, 6), date(2026, 5, 13), date(2026, 5, 20)):
        meeting = made(session, series, day)
        if title not in titles(meeting):
            actions.add_item(session, meeting=meeting, title=title, actor=HOUSE, at=NOW)
        end(session, meeting, **{title: ItemStatus.deferred})
    last = made(session, series, date(2026, 5, 27))
    assert titles(last).count(title) == 1
    assert last.items[2].carried_from.meeting is meeting


def test_what_a_cancelled_meeting_had_taken_up_flows_again(session, commune):
    series = wednesdays(session, commune)
    first = made(session, series, date(2026, 5, 13))
    actions.add_item(session, meeting=first, title="Vivero", actor=HOUSE, at=NOW)
    end(session, first, Vivero=ItemStatus.planned)
    second = made(session, series, date(2026, 5, 20))
    assert "Vivero" in titles(second)
    actions.cancel_meeting(session, meeting=second, reason="Lluvia", actor=HOUSE, at=NOW)
    assert "Vivero" in titles(made(session, series, date(2026, 5, 27)))


def test_open_commitments_get_one_item_before_other_business(session, commune):
    meeting = made(
        session,
        wednesdays(session, commune),
        date(2026, 5, 27),
        open_commitments=[7, 9],
        commitments_title="Compromisos pendientes",
    )
    assert titles(meeting)[2:] == ["Compromisos pendientes", "Puntos varios"]
    assert meeting.items[2].kind is ItemKind.commitments


def test_a_draft_made_before_the_last_meeting_ended_takes_up_the_rest_later(session, commune):
    series = wednesdays(session, commune)
    running = made(session, series, date(2026, 5, 20))
    actions.add_item(session, meeting=running, title="Vivero", actor=HOUSE, at=NOW)
    draft = made(session, series, date(2026, 5, 27))
    assert "Vivero" not in titles(draft)
    end(session, running, Vivero=ItemStatus.deferred, **{"Acta anterior": ItemStatus.planned})
    missing = queries.unfinished(session, draft).missing_in(draft.items)
    assert [each.title for each in missing] == ["Acta anterior", "Vivero"]

    for _ in range(2):  # twice is once
        actions.carry_over(session, meeting=draft, actor=HOUSE, at=NOW)
        session.expire_all()
        assert titles(draft) == ["Lista y quórum", "Acta anterior", "Vivero", "Puntos varios"]
        assert [item.position for item in draft.items] == [1, 2, 3, 4]
    assert draft.items[1].carried_from.meeting is running
    assert queries.unfinished(session, draft).missing_in(draft.items) == []
    assert verbs(session).count("agenda.carry_over") == 1


def test_what_a_session_leaves_flows_into_the_draft_of_the_next_by_itself(session, commune):
    meeting = opened(session, commune)
    draft = made(session, wednesdays(session, commune), date(2026, 5, 27))
    actions.end_session(session, meeting=meeting, when=None, actor=HOUSE, at=NOW)
    session.expire_all()
    assert titles(draft) == [
        "Lista y quórum",
        "Acta anterior",
        "Vivero de café",
        "Rendición de cuentas",
        "Puntos varios",
    ]
    assert [bool(item.carried_from_id) for item in draft.items] == [False, True, True, True, False]


def test_a_convened_agenda_is_not_changed_behind_its_secretary(session, commune):
    meeting = opened(session, commune)
    next_one = made(session, wednesdays(session, commune), date(2026, 5, 27))
    actions.convene(session, meeting=next_one, actor=HOUSE, at=NOW)
    actions.end_session(session, meeting=meeting, when=None, actor=HOUSE, at=NOW)
    session.expire_all()
    assert titles(next_one) == ["Lista y quórum", "Acta anterior", "Puntos varios"]


def test_another_bodys_unfinished_items_stay_there(session, commune):
    other = actions.create_meeting(
        session,
        body=_second_body(session, commune),
        kind=MeetingKind.ordinary,
        scheduled_at=NOW,
        actor=HOUSE,
        at=NOW,
    )
    actions.add_item(session, meeting=other, title="De otro órgano", actor=HOUSE, at=NOW)
    end(session, other, **{"De otro órgano": ItemStatus.deferred})
    meeting = made(session, wednesdays(session, commune), date(2026, 5, 27))
    assert "De otro órgano" not in titles(meeting)


def _second_body(session, commune: Commune) -> Body:
    body = Body(
        organization=commune.organization,
        name="Consejo ejecutivo",
        electorate=Electorate.seats,
    )
    session.add(body)
    session.flush()
    return body


def test_editing_a_series_leaves_meetings_where_they_are(session, commune):
    series = wednesdays(session, commune)
    meeting = made(session, series, date(2026, 5, 27))
    actions.edit_series(
        session,
        series=series,
        name="Sesión ordinaria",
        rule="FREQ=WEEKLY;BYDAY=TH",
        first_date=FIRST,
        start_time=time(10),
        actor=HOUSE,
        at=NOW,
    )
    assert meeting.scheduled_at == datetime(2026, 5, 27, 13, tzinfo=UTC)
    (proposal,) = queries.proposals(session, now=NOW)
    assert proposal.scheduled_at == datetime(2026, 5, 28, 14, tzinfo=UTC)
