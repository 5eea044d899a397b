"""A count in words: its stages, ties, lots, and who is elected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import LazyString

from assembly.voting.elections import (
    Count,
    Deciding,
    LotNeeded,
    Picture,
    Stage,
    StageKind,
    Tie,
    picture,
)
from assembly.web.filters import decimals, in_a_row, number
from assembly.web.i18n import _, _l, ngettext

Names = Mapping[int, str]

_LOTS: dict[Deciding, LazyString] = {
    Deciding.surplus: _l("whose surplus is passed on first"),
    Deciding.exclusion: _l("who goes"),
    Deciding.place: _l("who gets the place"),
    Deciding.run_off: _l("who goes into the run-off"),
    Deciding.alternate: _l("who comes first among the alternates"),
}

_DECIDED: dict[Deciding, LazyString] = {
    Deciding.surplus: _l("the surplus of %(name)s is passed on first"),
    Deciding.exclusion: _l("%(name)s goes"),
    Deciding.place: _l("%(name)s gets the place"),
    Deciding.run_off: _l("%(name)s goes into the run-off"),
    Deciding.alternate: _l("%(name)s comes first among the alternates"),
}


@dataclass(frozen=True)
class Cell:
    """The votes of a candidate by the end of a stage, what came or went, and whether she is elected now."""

    votes: str
    change: str
    elected: bool
    gone: bool


@dataclass(frozen=True)
class TableOfStages:
    """A count as a table: a column for each stage, a row for each candidate, then what belongs to nobody."""

    heads: list[str]
    rows: list[tuple[str, list[Cell]]]
    rest: list[tuple[str, list[str]]]
    elected: dict[str, bool]


def stage_told(stage: Stage, names: Names) -> str:
    """What is done in a stage."""
    name = names[stage.candidate] if stage.candidate is not None else ""
    match stage.kind:
        case StageKind.votes:
            return _("The votes are counted.")
        case StageKind.first_preferences:
            return _("The first preferences are counted.")
        case StageKind.surplus:
            return _("%(name)s has more than the quota: what is left over is passed on.", name=name)
        case StageKind.exclusion:
            return _(
                "%(name)s has the fewest votes and goes: they are passed on to the next preference.",
                name=name,
            )
        case StageKind.last_places:
            return _(
                "%(name)s goes. As many are left as places: they are elected, and nothing more is "
                "passed on.",
                name=name,
            )


def tie_told(tie: Tie, names: Names) -> str:
    """Who was equal, and what decided."""
    chosen = str(_DECIDED[tie.deciding]) % {"name": names[tie.chosen]}
    among = _names(tie.among, names)
    if tie.earlier_stage is None:
        return _(
            "%(names)s are equal; the lot drawn in the room: %(chosen)s.",
            names=among,
            chosen=chosen,
        )
    return _(
        "%(names)s are equal; by the votes of stage %(stage)s: %(chosen)s.",
        names=among,
        stage=number(tie.earlier_stage),
        chosen=chosen,
    )


def lot_asked(needed: LotNeeded, names: Names) -> str:
    """Among whom a lot has to be drawn, and what for."""
    return _(
        "%(names)s are equal and no rule decides between them. Draw a lot in the room: %(what)s.",
        names=_names(needed.among, names),
        what=str(_LOTS[needed.deciding]),
    )


def verdict_of(count: Count, names: Names) -> str:
    """Elected: Yusmary Rojas · Nobody elected · Run-off · A lot is needed."""
    if count.elected and not count.awaits_lot:
        return ngettext(
            "Elected: %(names)s",
            "Elected: %(names)s",
            len(count.elected),
            names=_names(count.elected, names),
        )
    if count.awaits_lot:
        return _("A lot is to be drawn")
    if count.run_off:
        return _("Run-off")
    return _("Nobody is elected")


def why_of(count: Count, names: Names) -> str:
    """The sentences after the verdict: votes, what was needed, alternates, what follows."""
    told = [_votes(count, names)]
    if count.quota is not None:
        told.append(_("The quota is %(quota)s.", quota=number(count.quota)))
    if count.required is not None:
        told.append(
            ngettext(
                "%(n)s vote is needed.",
                "%(n)s votes are needed.",
                count.required,
                n=number(count.required),
            )
        )
    if count.awaits_lot:
        told.append(lot_asked(count.awaits_lot, names))
    elif count.run_off:
        told.append(
            _(
                "Nobody has the majority: %(names)s go into a run-off.",
                names=_names(count.run_off, names),
            )
        )
    elif count.vacant and count.elected:
        told.append(
            ngettext(
                "%(n)s place is left.",
                "%(n)s places are left.",
                count.vacant,
                n=number(count.vacant),
            )
        )
    if count.alternates:
        told.append(
            _("Alternates, in this order: %(names)s.", names=_names(count.alternates, names))
        )
    return " ".join(filter(None, told))


def corrected(reason: str, former: Mapping[str, Any], names: Names) -> str:
    """What a count was before it was corrected, and why it was."""
    count = Count.from_data(former)
    return _(
        "The count was corrected: %(reason)s. Before it was: %(verdict)s. %(why)s",
        reason=reason.rstrip("."),
        verdict=verdict_of(count, names),
        why=why_of(count, names),
    )


def _votes(count: Count, names: Names) -> str:
    """Yusmary Rojas 9, Efraín Silva 5, blank 1: where there is one stage."""
    told = []
    if len(count.stages) == 1 and not count.confirmations:
        votes = sorted(count.stages[0].votes, key=lambda each: -each[1])
        told = [f"{names[candidate]} {number(int(of))}" for candidate, of in votes]
    for candidate, outcome in count.confirmations:
        told.append(
            _(
                "%(name)s: %(yes)s for, %(no)s against",
                name=names[candidate],
                yes=number(outcome.tally.yes),
                no=number(outcome.tally.no),
            )
        )
    if not told:
        told.append(
            ngettext(
                "%(n)s valid ballot",
                "%(n)s valid ballots",
                count.slips.valid,
                n=number(count.slips.valid),
            )
        )
    if count.slips.blank:
        told.append(_("blank %(n)s", n=number(count.slips.blank)))
    if count.slips.invalid:
        told.append(_("invalid %(n)s", n=number(count.slips.invalid)))
    return "; ".join(told) + "."


def table_of_stages(count: Count, names: Names) -> TableOfStages:
    """The table of a count with several stages."""
    gone: set[int] = set()
    cells: dict[int, list[Cell]] = {each: [] for each in count.candidates}
    before: dict[int, Decimal] = {}
    for stage in count.stages:
        votes = dict(stage.votes)
        for candidate in count.candidates:
            change = votes[candidate] - before.get(candidate, votes[candidate])
            cells[candidate].append(
                Cell(
                    votes="" if candidate in gone else decimal(votes[candidate]),
                    change=_signed(change),
                    elected=candidate in stage.elected,
                    gone=candidate in gone,
                )
            )
        if stage.kind is StageKind.exclusion and stage.candidate is not None:
            gone.add(stage.candidate)
        before = votes
    return TableOfStages(
        heads=[number(stage.number) for stage in count.stages],
        rows=[(names[each], cells[each]) for each in count.in_order],
        rest=[
            (_("no further preference"), [decimal(each.not_transferable) for each in count.stages]),
            (_("remainders"), [decimal(each.remainders) for each in count.stages]),
        ],
        elected={names[each]: each in count.elected for each in count.candidates},
    )


def decimal(votes: Decimal) -> str:
    """Whole votes as whole, parts with their five decimals."""
    return number(int(votes)) if votes == int(votes) else decimals(votes, 5)


def _signed(change: Decimal) -> str:
    if not change:
        return ""
    return ("+" if change > 0 else "−") + decimal(abs(change))


def picture_of(count: Count) -> Picture | None:
    """The picture of the flows, where there are several stages."""
    return picture(count)


def _names(numbers: Iterable[int], names: Names) -> str:
    return in_a_row([names[each] for each in numbers])
