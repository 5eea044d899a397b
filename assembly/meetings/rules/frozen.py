"""A call's rule as plain data, as it is kept with the call that was made by it."""

from collections.abc import Mapping
from fractions import Fraction

from assembly.meetings.rules.kinds import QuorumBase
from assembly.meetings.rules.quorum import QuorumCall
from assembly.thresholds import Comparison, Threshold


def frozen(call: QuorumCall) -> dict[str, object]:
    """The rule of a call as JSON can carry it."""
    return {
        "number": call.number,
        "base": call.base.value,
        "share": str(call.threshold.share),
        "comparison": call.threshold.comparison.value,
        "wait_minutes": call.wait_minutes,
    }


def thawed(data: Mapping[str, object]) -> QuorumCall:
    """The rule that ``frozen`` wrote down."""
    threshold = Threshold(Fraction(str(data["share"])), Comparison(str(data["comparison"])))
    return QuorumCall(
        int(str(data["number"])),
        QuorumBase(str(data["base"])),
        threshold,
        int(str(data["wait_minutes"])),
    )
