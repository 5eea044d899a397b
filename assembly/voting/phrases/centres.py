"""A vote in several voting centres: how far it is, what is missing, and each centre as a bar."""

from __future__ import annotations

from collections.abc import Sequence

from assembly.voting.phrases.counts import counted
from assembly.voting.phrases.picture import SmallBar
from assembly.voting.rules import (
    Centre,
    Outcome,
    Result,
    pointing,
    put_into,
    sum_of,
    that_count,
    votes_left_out,
    would_change,
)
from assembly.web.filters import in_a_row, number
from assembly.web.i18n import _, ngettext


def progress(centres: Sequence[Centre]) -> str:
    """2 of 3 acts are in; 1 centre is left out. 104 people voted so far."""
    there = that_count(centres)
    come = [each for each in there if each.is_in]
    told = [
        ngettext(
            "%(come)s of %(all)s act is in.",
            "%(come)s of %(all)s acts are in.",
            len(there),
            come=number(len(come)),
            all=number(len(there)),
        )
    ]
    if out := len(centres) - len(there):
        told.append(
            ngettext(
                "%(n)s centre does not count.", "%(n)s centres do not count.", out, n=number(out)
            )
        )
    if voted := sum_of([each for each in come if each.handed is not None]).handed:
        told.append(
            ngettext(
                "%(n)s person has voted so far.",
                "%(n)s people have voted so far.",
                voted,
                n=number(voted),
            )
        )
    return " ".join(told)


def registers(centres: Sequence[Centre], voters: int | None) -> str:
    """The registers hold 512 names and 160 empty lines, for 800 who may vote."""
    names = sum(each.names or 0 for each in centres)
    lines = sum(each.lines or 0 for each in centres)
    told = _(
        "Names on the registers: %(names)s. Empty lines: %(lines)s.",
        names=number(names),
        lines=number(lines),
    )
    if voters is None:
        return told
    said = _("%(registers)s Who may vote: %(voters)s.", registers=told, voters=number(voters))
    if names + lines < voters:
        return _("%(said)s Not everybody could sign: add empty lines.", said=said)
    return said


def left_out(outcome: Outcome, centres: Sequence[Centre]) -> str:
    """Which acts do not count, why, and whether they could have made it another result; empty if all count."""
    out = [each for each in centres if each.left_out]
    if not out:
        return ""
    said = ngettext(
        "Without the act of %(centres)s.",
        "Without the acts of %(centres)s.",
        len(out),
        centres=in_a_row([f"{each.name} ({each.left_out})" for each in out]),
    )
    if outcome.result is Result.unknown:
        return said
    votes = votes_left_out(out)
    if votes is None:
        more = _("How many votes are missing so, nobody knows.")
    elif would_change(outcome, votes):
        more = ngettext(
            "At most %(n)s vote is missing so; with it the result could have been another.",
            "At most %(n)s votes are missing so; with them the result could have been another.",
            votes,
            n=number(votes),
        )
    else:
        more = ngettext(
            "At most %(n)s vote is missing so, which could not have changed the result.",
            "At most %(n)s votes are missing so, which could not have changed the result.",
            votes,
            n=number(votes),
        )
    return f"{said} {more}"


def of_slips(centre: Centre) -> str:
    """Counted in the box of Guanape. Slips received: 60, left over: 6. Empty where the act says no such thing."""
    told = []
    if centre.carried_to:
        told.append(_("Counted in the box of %(centre)s.", centre=centre.carried_to))
    received, left = centre.received, centre.left_over
    if received is not None and left is not None:
        told.append(
            _(
                "Slips received: %(received)s, left over: %(left)s.",
                received=number(received),
                left=number(left),
            )
        )
    elif received is not None:
        told.append(_("Slips received: %(received)s.", received=number(received)))
    elif left is not None:
        told.append(_("Slips left over: %(left)s.", left=number(left)))
    return " ".join(told)


def advice(centres: Sequence[Centre]) -> dict[str, str]:
    """By the name of the centre: what can be done where one or two slips in a box show how people voted."""
    return {each.name: _advice(each, put_into(each, centres) or 0) for each in pointing(centres)}


def _advice(centre: Centre, put: int) -> str:
    if centre.found is None:
        return ngettext(
            "Only %(n)s person voted here: the box would show how. Let it be carried closed to another "
            "centre and counted with what lies there, and say so below.",
            "Only %(n)s people voted here: the box would show how. Let it be carried closed to another "
            "centre and counted with what lies there, and say so below.",
            put,
            n=number(put),
        )
    return ngettext(
        "Only %(n)s slip was in this box: its act shows how that person voted. Before the vote is "
        "closed it can be put to those of another centre and counted with them: say so below.",
        "Only %(n)s slips were in this box: its act shows how these people voted. Before the vote is "
        "closed they can be put to those of another centre and counted with them: say so below.",
        centre.found,
        n=number(centre.found),
    )


def _came(centre: Centre) -> str:
    """54 voted, of 120 on the register; empty where its register has no names."""
    if centre.handed is None or centre.names is None:
        return ""
    return _(
        "%(voted)s voted, of %(names)s on the register",
        voted=number(centre.handed),
        names=number(centre.names),
    )


def act_bars(centres: Sequence[Centre]) -> list[SmallBar]:
    """How each centre voted, over the names of its register where there are any; or why it does not count."""
    bars = []
    for each in centres:
        tally = each.tally
        parts: list[tuple[str, int]] = []
        if tally.votes is not None and not each.left_out:
            slips = (tally.blank or 0) + (tally.invalid or 0)
            parts = [("yes", tally.yes or 0), ("no", tally.no or 0)]
            parts += [("abstain", tally.abstain or 0), ("blank", slips)]
        votes = sum(count for _key, count in parts)
        whole = max(votes, each.names or 0)
        parts.append(("none", whole - votes))
        elsewhere = _("counted in the box of %(centre)s", centre=each.carried_to)
        votes_told = counted(tally, slips=True) if each.is_in else ""
        told = each.left_out or "; ".join(
            filter(None, (elsewhere if each.carried_to else votes_told, _came(each)))
        )
        bars.append(
            SmallBar(
                each.name,
                parts,
                whole,
                None,
                told or _("not in yet"),
                passed=False if each.left_out else None,
            )
        )
    return bars
