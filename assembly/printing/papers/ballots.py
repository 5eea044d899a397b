"""Slips for a secret vote, and the sheet on which the tellers count them."""

from __future__ import annotations

from collections.abc import Sequence

from assembly.motions.models import Motion
from assembly.people.models import Body
from assembly.printing.papers.sheet import Printed, Sheet, printed
from assembly.printing.rules import slips_across
from assembly.voting.phrases import OPTIONS
from assembly.voting.rules import Option
from assembly.web.i18n import _, in_language


def motion_ballots(motion: Motion, text: str, sheet: Sheet, *, count: int) -> Printed:
    """Slips to say yes, no or to abstain on a motion."""
    with in_language(sheet.language):
        title = _("Ballots")
        options = [str(OPTIONS[Option.yes]), str(OPTIONS[Option.no]), _("I abstain")]
    return _slips(
        title, motion.body, sheet, f"{motion.code} · {motion.title}", text, options, count=count
    )


def election_ballots(
    body: Body, office: str, names: Sequence[str], sheet: Sheet, *, choose: int, count: int
) -> Printed:
    """Slips to choose up to ``choose`` of these names."""
    with in_language(sheet.language):
        title = _("Ballots")
    return _slips(title, body, sheet, office, "", names, count=count, choose=choose)


def _slips(
    title: str,
    body: Body,
    sheet: Sheet,
    question: str,
    text: str,
    options: Sequence[str],
    *,
    count: int,
    choose: int = 1,
) -> Printed:
    longest = max((len(question), len(text) // 4, *map(len, options)))
    return printed(
        "ballots",
        sheet,
        title,
        body,
        question=question,
        text=text,
        options=options,
        choose=choose,
        slips=range(count),
        across=slips_across(len(options), longest),
    )
