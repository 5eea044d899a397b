"""Whether notice of a meeting was given in time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class NoticeResult:
    """Days of notice given (negative: after the meeting began its day) and asked for."""

    days_given: int
    days_asked: int

    @property
    def in_time(self) -> bool:
        """Whether the notice period is met."""
        return self.short_by == 0

    @property
    def short_by(self) -> int:
        """How many days are missing, 0 if none."""
        return max(0, self.days_asked - self.days_given)


def notice_in_time(
    given_on: date, meeting_on: date, days: int, *, clear_days: bool = False
) -> NoticeResult:
    """Count the days from the notice to the meeting and compare with what the bylaw asks.

    As days are usually counted, the day of the notice does not count and the day of the meeting
    does: from Sunday to Wednesday are 3 days. With `clear_days` neither counts, only whole days
    in between: from Sunday to Wednesday are 2. Which one is meant is the bylaw's to say.
    """
    given = (meeting_on - given_on).days - (1 if clear_days else 0)
    return NoticeResult(given, days)


class NoticeState(StrEnum):
    """What is known of the notice given to one recipient."""

    in_time = "in_time"
    late = "late"
    unknown = "unknown"
    none = "none"


def latest_notice(meeting_on: date, days: int, *, clear_days: bool = False) -> date:
    """The last day on which notice is in time."""
    return meeting_on - timedelta(days=days + (1 if clear_days else 0))


def notice_state(
    given: Sequence[date | None], meeting_on: date, days: int, *, clear_days: bool = False
) -> NoticeState:
    """Whether one of the notices given to a recipient was in time; None is a day not known («sin dato»).

    A known day in time is enough; a day not known may have been in time, so it leaves the rest open.
    """
    if not given:
        return NoticeState.none
    known = [day for day in given if day is not None]
    if known and notice_in_time(min(known), meeting_on, days, clear_days=clear_days).in_time:
        return NoticeState.in_time
    return NoticeState.late if len(known) == len(given) else NoticeState.unknown


def notice_met(states: Iterable[NoticeState]) -> bool | None:
    """Whether the notice period is met for all recipients; None where it cannot be known."""
    found = set(states)
    if found & {NoticeState.late, NoticeState.none} or not found:
        return False
    return None if NoticeState.unknown in found else True


@dataclass(frozen=True, slots=True)
class NoticeVerdict:
    """Whether the notice period is met (None: cannot be known), with all that its sentence needs.

    `last_given` is the day on which the last were told, None if that is not known of all; `missing`
    counts those told after `latest`, or not at all.
    """

    days_asked: int
    meeting_on: date
    latest: date
    last_given: date | None
    missing: int
    met: bool | None
