"""Tables of logs in words: those that are brought, and those that are taken away."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import LazyString

from assembly.projects.models import Log
from assembly.projects.phrases import VIOLATIONS
from assembly.projects.phrases.amounts import main_quantity, recipient
from assembly.projects.phrases.words import ASSETS, ASSETS_MANY, LOGS, UNIT_WORDS, reason, unit_name
from assembly.projects.rules import FARMOS, AssetType, Kind, LogType, Part
from assembly.projects.rules.importing import Problem, folded
from assembly.web.filters import local
from assembly.web.i18n import LANGUAGES, _, _l, in_language

_HEADER: tuple[LazyString, ...] = (
    _l("Day"),
    _l("Hour"),
    _l("What was done"),
    _l("Of what"),
    _l("How many"),
    _l("Unit"),
    _l("Why lost"),
    _l("For whom"),
    _l("Place"),
    _l("Note"),
    _l("Status"),
    _l("Type in farmOS"),
    _l("Corrected"),
    _l("Noted by"),
)


def export_header() -> list[str]:
    """The titles of the columns."""
    return [str(each) for each in _HEADER]


def export_row(log: Log, *, names: bool) -> list[object]:
    """One log as a row; further numbers of it stand in the note."""
    moment = local(log.at)
    main = main_quantity(log)
    more = [
        f"{each.part.value} {each.value} {each.unit}"
        for each in log.quantities
        if each.part is not Part.main
    ]
    return [
        moment.date().isoformat(),
        moment.strftime("%H:%M"),
        str(LOGS[log.type]),
        log.asset.name if log.asset else "",
        main.value if main else "",
        unit_name(main.unit) if main else "",
        reason(log.reason) if log.reason else "",
        recipient(log) if names else "",
        log.place,
        "; ".join([log.note, *more] if log.note else more),
        log.status.value,
        FARMOS[log.type],
        _("withdrawn") if log.void else (_("corrected") if log.corrected_by else ""),
        log.author,
    ]


def type_words(kind: Kind) -> dict[str, LogType]:
    """Every way to write a type, folded: its code, and its words in each language."""
    found = {each.value: each for each in kind.logs}
    for language in LANGUAGES:
        with in_language(language):
            found |= {folded(str(LOGS[each])): each for each in kind.logs}
    return found


def asset_words() -> dict[str, AssetType]:
    """Every way to write what an asset is, folded: its code (farmOS's too), and its words."""
    found = {each.value: each for each in AssetType}
    for language in LANGUAGES:
        with in_language(language):
            found |= {folded(str(ASSETS[each])): each for each in AssetType}
            found |= {folded(str(ASSETS_MANY[each])): each for each in AssetType}
    return found


def reason_words(kind: Kind) -> dict[str, str]:
    """Every way to write a reason of loss, folded."""
    found = {folded(each): each for each in kind.reasons}
    for language in LANGUAGES:
        with in_language(language):
            found |= {folded(reason(each)): each for each in kind.reasons}
    return found


def unit_names(kind: Kind) -> Iterable[tuple[str, str]]:
    """Units with their words in each language."""
    listed = []
    for language in LANGUAGES:
        with in_language(language):
            listed += [(code, unit_name(code)) for code in {*UNIT_WORDS, *kind.units}]
    return listed


def problem(found: Problem) -> str:
    """What is wrong in a row."""
    words = VIOLATIONS[found.code]
    return str(words) % dict(found.params)
