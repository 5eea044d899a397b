"""Who was told, and whether in time. The bylaw of the small commune asks for 3 days (domain.md, section 3)."""

from datetime import date

import pytest
from sqlalchemy import select

from assembly.errors import RuleViolation
from assembly.journal.models import JournalEntry
from assembly.meetings import actions, queries
from assembly.meetings.models import Meeting, NoticeDelivery
from assembly.meetings.rules import MeetingStatus, NoticeMeans, NoticeState
from tests.commune import HOUSE, NOW, Commune
from tests.meetings.wednesday import convene

SUNDAY, MONDAY = date(2026, 5, 17), date(2026, 5, 18)  # the session is on Wednesday 20 May


@pytest.fixture
def meeting(session, commune) -> Meeting:
    return convene(session, commune)


def everyone(commune: Commune) -> list[int]:
    return [seat.organization_id for seat in commune.seats]


def tell(session, meeting: Meeting, organizations: list[int], day: date | None, **given):
    given = {"means": NoticeMeans.personal, "given_by": "Carmen Díaz", **given}
    return actions.record_notice(
        session,
        meeting=meeting,
        organization_ids=organizations,
        given_on=day,
        **given,
        actor=HOUSE,
        at=NOW,
    )


def test_the_organizations_of_the_seats_are_to_be_told(session, meeting, commune):
    log = queries.notice_log(session, meeting)
    assert [line.organization.id for line in log.lines] == everyone(commune)
    assert {line.state for line in log.lines} == {NoticeState.none}
    assert (log.verdict.met, log.verdict.latest, log.verdict.missing) == (False, SUNDAY, 16)


def test_sunday_is_in_time_for_wednesday(session, meeting, commune):
    assert len(tell(session, meeting, everyone(commune), SUNDAY)) == 16
    verdict = queries.notice_log(session, meeting).verdict
    assert (verdict.met, verdict.last_given) == (True, SUNDAY)


def test_monday_is_too_late(session, meeting, commune):
    tell(session, meeting, everyone(commune)[:15], SUNDAY)
    tell(session, meeting, everyone(commune)[15:], MONDAY)
    log = queries.notice_log(session, meeting)
    assert log.lines[15].state is NoticeState.late
    assert (log.verdict.met, log.verdict.missing) == (False, 1)


def test_a_day_nobody_remembers_leaves_it_open(session, meeting, commune):
    tell(session, meeting, everyone(commune)[:15], SUNDAY)
    tell(session, meeting, everyone(commune)[15:], None)
    log = queries.notice_log(session, meeting)
    assert log.lines[15].state is NoticeState.unknown
    assert log.verdict.met is None


def test_told_twice_the_first_day_counts(session, meeting, commune):
    tell(session, meeting, everyone(commune), SUNDAY)
    tell(session, meeting, everyone(commune)[:3], MONDAY, means=NoticeMeans.phone)
    log = queries.notice_log(session, meeting)
    assert log.verdict.met is True
    assert len(log.lines[0].deliveries) == 2


def test_with_whole_days_in_between_sunday_is_too_late(session, meeting, commune):
    actions.set_convening_rule(
        session, body=commune.body, notice_days=3, clear_days=True, actor=HOUSE, at=NOW
    )
    tell(session, meeting, everyone(commune), SUNDAY)
    verdict = queries.notice_log(session, meeting).verdict
    assert (verdict.met, verdict.latest) == (False, date(2026, 5, 16))


def test_where_no_period_is_set_none_is_missed(session, meeting, commune):
    actions.set_convening_rule(session, body=commune.body, notice_days=0, actor=HOUSE, at=NOW)
    assert queries.notice_log(session, meeting).verdict.met is True


def test_the_same_notice_sent_twice_is_written_once(session, meeting, commune):
    for _ in range(2):
        tell(session, meeting, everyone(commune), SUNDAY)
    assert len(session.scalars(select(NoticeDelivery)).all()) == 16
    verbs = session.scalars(select(JournalEntry.verb)).all()
    assert verbs.count("notice.record") == 1


def test_a_board_is_told_too_but_stands_for_no_organization(session, meeting):
    tell(session, meeting, [], SUNDAY, recipient="Cartelera de la escuela", means=NoticeMeans.board)
    log = queries.notice_log(session, meeting)
    assert [each.recipient for each in log.others] == ["Cartelera de la escuela"]
    assert log.verdict.met is False


def test_somebody_must_have_been_told(session, meeting):
    with pytest.raises(RuleViolation) as caught:
        tell(session, meeting, [], SUNDAY)
    assert caught.value.field == "organizations"


@pytest.mark.parametrize("status", [MeetingStatus.draft, MeetingStatus.cancelled])
def test_only_of_a_convened_meeting_notice_is_given(session, meeting, commune, status):
    meeting.status = status
    session.flush()
    with pytest.raises(RuleViolation) as caught:
        tell(session, meeting, everyone(commune), SUNDAY)
    assert caught.value.code == "meetings.not_convened"


def test_a_mistake_is_struck_out_and_stays_in_the_journal(session, meeting, commune):
    (wrong,) = tell(session, meeting, everyone(commune)[:1], SUNDAY)
    actions.strike_notice(session, delivery=wrong, actor=HOUSE, at=NOW)
    assert session.scalars(select(NoticeDelivery)).all() == []
    assert session.scalars(select(JournalEntry.verb)).all() == ["notice.record", "notice.strike"]


def test_after_the_minutes_are_closed_nothing_is_noted(session, meeting, commune):
    (kept,) = tell(session, meeting, everyone(commune)[:1], SUNDAY)
    meeting.sealed_at = NOW
    session.flush()
    for act in (
        lambda: tell(session, meeting, everyone(commune), SUNDAY),
        lambda: actions.strike_notice(session, delivery=kept, actor=HOUSE, at=NOW),
    ):
        with pytest.raises(RuleViolation) as caught:
            act()
        assert caught.value.code == "meetings.minutes_closed"
