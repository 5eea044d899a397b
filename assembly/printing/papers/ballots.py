"""Slips for a secret vote, and the sheet on which the tellers count them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assembly.motions.models import Motion
from assembly.people.models import Body
from assembly.printing.papers.sheet import Printed, Sheet, printed
from assembly.printing.rules import Marking, numbered, slips_per_sheet
from assembly.voting.models import Vote
from assembly.voting.phrases import OPTIONS
from assembly.voting.rules import Option
from assembly.web.i18n import _, _l, in_language


def motion_ballots(motion: Motion, text: str, sheet: Sheet, *, count: int) -> Printed:
    """Slips to say yes, no or to abstain on a motion."""
    return _slips(
        motion.body, sheet, f"{motion.code} · {motion.title}", text, _answers(sheet), count=count
    )


def centre_ballots(vote: Vote, centre: str, sheet: Sheet, *, count: int) -> Printed:
    """Such slips for a voting centre, whose name is on them: they are counted where they were handed out."""
    motion = vote.motion
    return _slips(
        vote.item.meeting.body,
        sheet,
        f"{motion.code} · {motion.title}" if motion else vote.question,
        vote.question if motion else "",
        _answers(sheet),
        count=count,
        centre=centre,
    )


def election_ballots(
    body: Body,
    office: str,
    names: Sequence[str],
    sheet: Sheet,
    *,
    marking: Marking = Marking.crosses,
    choose: int,
    weight: int = 1,
    per_sheet: int = 0,
    count: int,
) -> Printed:
    """Slips with these names: up to ``choose`` crosses, an answer for each, or an order of preference.

    ``weight`` is printed on a slip that counts more than one vote; ``per_sheet`` 0: as many as fit.
    """
    return _slips(
        body,
        sheet,
        office,
        "",
        numbered(names),
        count=count,
        marking=marking,
        choose=choose,
        weight=weight,
        per_sheet=per_sheet,
    )


def _answers(sheet: Sheet) -> dict[int, str]:
    with in_language(sheet.language):
        words = [str(OPTIONS[Option.yes]), str(OPTIONS[Option.no]), _("I abstain")]
    return dict(enumerate(words, 1))


def _slips(
    body: Body,
    sheet: Sheet,
    question: str,
    text: str,
    options: Mapping[int, str],
    *,
    count: int,
    marking: Marking = Marking.crosses,
    choose: int = 1,
    weight: int = 1,
    per_sheet: int = 0,
    centre: str = "",
) -> Printed:
    names = list(options.values())
    return printed(
        "ballots",
        sheet,
        _l("Ballots"),
        body,
        question=question,
        text=text,
        options=options,
        marking=marking,
        choose=choose,
        weight=weight,
        slips=range(count),
        centre=centre,
        per_sheet=per_sheet or slips_per_sheet(question, text, names, marking),
    )
