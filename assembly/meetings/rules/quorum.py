"""Whether enough have come: up to three calls, each with its own base, share and wait.

The unit is the caller's and is the same throughout: seats, weighted seats where the body counts
so, or people where the base is a census. What is not known stays unknown; it is never taken as 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from assembly.meetings.rules.kinds import QuorumBase
from assembly.thresholds import Threshold

MAX_CALLS: Final = 3


@dataclass(frozen=True, slots=True)
class QuorumCall:
    """One call of a body's rule: a share of a base, some minutes after the call before.

    For `QuorumBase.whoever` the threshold is not looked at: one present is enough.
    """

    number: int
    base: QuorumBase
    threshold: Threshold
    wait_minutes: int = 0


class QuorumReason(StrEnum):
    """Why a call is valid or not."""

    enough = "enough"
    too_few = "too_few"
    too_early = "too_early"
    present_unknown = "present_unknown"
    base_unknown = "base_unknown"
    time_unknown = "time_unknown"


_UNKNOWN = frozenset(
    {QuorumReason.present_unknown, QuorumReason.base_unknown, QuorumReason.time_unknown}
)


@dataclass(frozen=True, slots=True)
class QuorumResult:
    """What a call found, with all that its sentence needs.

    `base_count` is the number the share is of, `required` the smallest number that is enough, both
    None where the base is not known; `too_early_by` is zero unless the wait is not over.
    """

    call: QuorumCall
    reason: QuorumReason
    present: int | None
    base_count: int | None
    required: int | None
    too_early_by: timedelta = timedelta(0)

    @property
    def valid(self) -> bool | None:
        """Whether there is quorum; None where it cannot be known («sin dato»)."""
        return None if self.reason in _UNKNOWN else self.reason is QuorumReason.enough

    @property
    def missing(self) -> int | None:
        """How many more are needed, 0 if none; None where it cannot be known."""
        if self.required is None or self.present is None:
            return None
        return max(0, self.required - self.present)


@dataclass(frozen=True, slots=True)
class CallsError:
    """What is wrong with a body's calls, by `code`, at call `number`.

    `no_calls` · `too_many_calls` · `calls_not_numbered` (not 1, 2, 3) · `first_call_waits` ·
    `wait_negative`.
    """

    code: str
    number: int


def required_of(call: QuorumCall, base_count: int | None) -> int | None:
    """How many must be present out of `base_count`; an empty room never is a quorum, so at least 1.

    None where the base is not known, except for `whoever`, which needs no base.
    """
    if call.base is QuorumBase.whoever:
        return 1
    return None if base_count is None else max(1, call.threshold.needed(base_count))


def check_quorum(
    call: QuorumCall,
    *,
    present: int | None,
    seats: int | None,
    filled: int | None,
    census: int | None,
) -> QuorumResult:
    """Whether those present now are a quorum by the rule of `call`, whatever the hour.

    This is what every item and every vote asks again. None means that a number is not known.
    """
    base_count = {
        QuorumBase.seats: seats,
        QuorumBase.filled_seats: filled,
        QuorumBase.census: census,
        QuorumBase.whoever: None,
    }[call.base]
    required = required_of(call, base_count)
    if required is None:
        reason = QuorumReason.base_unknown
    elif present is None:
        reason = QuorumReason.present_unknown
    else:
        reason = QuorumReason.enough if present >= required else QuorumReason.too_few
    return QuorumResult(call, reason, present, base_count, required)


def check_call(
    call: QuorumCall,
    *,
    present: int | None,
    seats: int | None,
    filled: int | None,
    census: int | None,
    previous_call_at: datetime | None = None,
    now: datetime | None = None,
) -> QuorumResult:
    """Whether a call made at `now` opens the meeting: enough present, and the wait is over.

    A call that waits needs both times, the one of the call before and its own, else the result is
    unknown. Too few present is said first: more waiting would not mend it.
    """
    found = check_quorum(call, present=present, seats=seats, filled=filled, census=census)
    if not call.wait_minutes:
        return found
    reason, early = found.reason, timedelta(0)
    if previous_call_at is None or now is None:
        if reason is QuorumReason.enough:
            reason = QuorumReason.time_unknown
    else:
        early = max(early, previous_call_at + timedelta(minutes=call.wait_minutes) - now)
        if early and reason is QuorumReason.enough:
            reason = QuorumReason.too_early
    return QuorumResult(call, reason, present, found.base_count, found.required, early)


def calls_errors(calls: Sequence[QuorumCall]) -> tuple[CallsError, ...]:
    """What is wrong with the calls a body wants as its rule; empty if they can be used."""
    if not calls:
        return (CallsError("no_calls", 1),)
    errors = []
    if len(calls) > MAX_CALLS:
        errors.append(CallsError("too_many_calls", len(calls)))
    for number, call in enumerate(calls, start=1):
        if call.number != number:
            errors.append(CallsError("calls_not_numbered", number))
        if call.wait_minutes < 0:
            errors.append(CallsError("wait_negative", number))
        elif call.wait_minutes and number == 1:
            errors.append(CallsError("first_call_waits", number))
    return tuple(errors)
