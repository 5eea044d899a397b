"""What was done in a time, added up, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from assembly.projects.phrases.amounts import amount
from assembly.projects.phrases.words import LOGS, reason
from assembly.projects.rules import LogType, Part
from assembly.projects.rules.reports import Done
from assembly.web.i18n import _

_TOLD = (Part.main, Part.amount, Part.households, Part.removed)


def sums(done: Iterable[Done]) -> list[tuple[str, str]]:
    """(label, words) in the house's order of types: («Merma», «260 (hongo 190, sequía 70)»)."""
    listed = []
    for type_, parts in _by_type(done).items():
        told = [each for each in parts if each[0].part in _TOLD]
        words = [_sum(each) for each in sorted(told, key=lambda each: _TOLD.index(each[0].part))]
        if words:
            listed.append((str(LOGS[type_]), "; ".join(words)))
    return listed


def _by_type(done: Iterable[Done]) -> dict[LogType, list[list[Done]]]:
    """Entries of one type, part and unit together."""
    groups: dict[LogType, dict[tuple[Part, str], list[Done]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for each in done:
        # How much was counted is stock, and it stands there.
        if each.type is not LogType.count:
            groups[each.type][each.part, each.unit].append(each)
    return {type_: list(groups[type_].values()) for type_ in LogType if type_ in groups}


def _sum(parts: list[Done]) -> str:
    """260 (hongo 190, sequía 70) · 600 kg · 36 USD · 496 casas."""
    whole = amount(sum((each.value for each in parts), Decimal(0)), parts[0].unit)
    if parts[0].part is Part.households:
        whole = _("%(count)s households", count=whole)
    elif parts[0].part is Part.removed:
        whole = _("%(count)s old ones taken out", count=whole)
    reasons = [
        f"{reason(each.reason)} {amount(each.value, each.unit)}"
        for each in sorted(parts, key=lambda each: -each.value)
        if each.reason
    ]
    return f"{whole} ({', '.join(reasons)})" if reasons else whole
