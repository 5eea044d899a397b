"""Who was given notice of a meeting, and whether in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload

from assembly.meetings.models import ConveningRule, Meeting, NoticeDelivery
from assembly.meetings.queries.rules_of_body import no_rule
from assembly.meetings.rules import (
    NoticeState,
    NoticeVerdict,
    latest_notice,
    notice_met,
    notice_state,
)
from assembly.people import queries as people
from assembly.people.models import Organization


@dataclass(frozen=True)
class NoticeLine:
    """One organization of the body: the notices it was given and what follows from them."""

    organization: Organization
    deliveries: tuple[NoticeDelivery, ...]
    state: NoticeState


@dataclass(frozen=True)
class NoticeLog:
    """All notice given of a meeting. ``others`` went to no organization (a board, a loudspeaker).

    ``verdict`` says whether the notice period is met.
    """

    rule: ConveningRule
    lines: tuple[NoticeLine, ...]
    others: tuple[NoticeDelivery, ...]
    verdict: NoticeVerdict

    def count(self, state: NoticeState) -> int:
        """How many organizations are in a state."""
        return sum(1 for line in self.lines if line.state is state)


_NOT_IN_TIME = (NoticeState.late, NoticeState.none)


@cache
def _deliveries() -> Select[NoticeDelivery]:
    return (
        select(NoticeDelivery)
        .where(NoticeDelivery.meeting_id == bindparam("meeting_id"))
        .options(joinedload(NoticeDelivery.organization))
        .order_by(NoticeDelivery.id)
    )


def deliveries(session: Session, meeting_id: int) -> list[NoticeDelivery]:
    """The notices given of a meeting, as they were recorded."""
    return list(session.scalars(_deliveries(), {"meeting_id": meeting_id}))


@cache
def _rule_and_deliveries() -> Select[ConveningRule | None, NoticeDelivery | None]:
    return (
        select(ConveningRule, NoticeDelivery)
        .select_from(Meeting)
        .outerjoin(ConveningRule, ConveningRule.body_id == Meeting.body_id)
        .outerjoin(NoticeDelivery, NoticeDelivery.meeting_id == Meeting.id)
        .where(Meeting.id == bindparam("meeting_id"))
        .options(joinedload(NoticeDelivery.organization))
        .order_by(NoticeDelivery.id)
    )


def delivery(session: Session, delivery_id: int) -> NoticeDelivery | None:
    """One notice given."""
    return session.get(NoticeDelivery, delivery_id)


def _last_given(lines: Sequence[NoticeLine]) -> date | None:
    """The latest of the days on which the organizations first were told; None if not all are known."""
    first = [
        min((each.given_on for each in line.deliveries if each.given_on), default=None)
        for line in lines
    ]
    known = [day for day in first if day is not None]
    return max(known) if known and len(known) == len(first) else None


def notice_log(session: Session, meeting: Meeting) -> NoticeLog:
    """Who was given notice of a meeting, and whether the period its body asks for is met.

    Where no organizations have seats (an assembly of residents), any one notice in time meets it.
    """
    asked = session.execute(_rule_and_deliveries(), {"meeting_id": meeting.id}).all()
    rule = asked[0][0] or no_rule(meeting.body_id)
    day = meeting.scheduled_at.astimezone(ZoneInfo(meeting.body.timezone)).date()
    given: dict[int | None, list[NoticeDelivery]] = defaultdict(list)
    for _rule, each in asked:
        if each is not None:
            given[each.organization_id].append(each)

    def state(told: list[NoticeDelivery]) -> NoticeState:
        days = [each.given_on for each in told]
        return notice_state(days, day, rule.notice_days, clear_days=rule.clear_days)

    lines = tuple(
        NoticeLine(each, tuple(given[each.id]), state(given[each.id]))
        for each in people.organizations_seated(session, meeting.body_id, day)
    )
    seated = {line.organization.id for line in lines}
    others = tuple(each for key, told in given.items() if key not in seated for each in told)
    if not rule.notice_days:
        met: bool | None = True
    else:
        met = notice_met([line.state for line in lines] or [state(list(others))])
    verdict = NoticeVerdict(
        days_asked=rule.notice_days,
        meeting_on=day,
        latest=latest_notice(day, rule.notice_days, clear_days=rule.clear_days),
        last_given=_last_given(lines),
        missing=sum(1 for line in lines if line.state in _NOT_IN_TIME),
        met=met,
    )
    return NoticeLog(rule, lines, others, verdict)
