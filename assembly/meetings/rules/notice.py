"""Whether notice of a meeting was given in time."""

from dataclasses import dataclass
from datetime import date


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
