"""Who stands in a booth, and for how long her page stays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from assembly.meetings.rules import MeetingStatus

SERVED: Final = frozenset({MeetingStatus.draft, MeetingStatus.convened, MeetingStatus.in_session})
"""A booth stands for a meeting until that has ended."""

THANKS_SECONDS = 60
"""The receipt is shown until she is ready, at most so long."""

IDLE_SECONDS = 120
"""After so long without a touch the booth is free for the next (where scripts run)."""

UNHURRIED_SECONDS = 300
"""The same without scripts, where a touch cannot be told from none: more time to read."""

LONGEST = timedelta(minutes=15)
"""However much is touched: a page older than this is nobody's any more."""


@dataclass(frozen=True)
class Visit:
    """Somebody in the booth. ``receipts`` (vote, seat, receipt if secret) once she has voted."""

    mark: str
    person_id: int
    since: datetime
    receipts: tuple[tuple[int, int, str | None], ...] | None = None

    def is_on(self, mark: str | None, at: datetime) -> bool:
        """Whether this is who stands in the booth now, by the booth's own ``mark``."""
        return self.mark == mark and self.since <= at < self.since + LONGEST

    def with_receipts(self, receipts: tuple[tuple[int, int, str | None], ...]) -> Visit:
        """The same, done with voting."""
        return replace(self, receipts=receipts)

    def voting_again(self) -> Visit:
        """The same, with something still to vote on."""
        return replace(self, receipts=None)

    def as_data(self) -> dict[str, object]:
        """For the cookie of the booth."""
        return {
            "mark": self.mark,
            "person_id": self.person_id,
            "since": self.since.isoformat(),
            "receipts": self.receipts,
        }

    @classmethod
    def from_data(cls, data: dict[str, object] | None) -> Visit | None:
        """Out of the cookie; None if it holds nobody."""
        if not data:
            return None
        told = data["receipts"]
        receipts = None
        if isinstance(told, list | tuple):
            receipts = tuple((int(vote), int(seat), shown) for vote, seat, shown in told)
        return cls(
            mark=str(data["mark"]),
            person_id=int(str(data["person_id"])),
            since=datetime.fromisoformat(str(data["since"])),
            receipts=receipts,
        )
