"""Contradictions as sentences with both numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from assembly.voting.phrases.units import Unit
from assembly.voting.rules import Contradiction
from assembly.web.filters import in_a_row, number
from assembly.web.i18n import _, ngettext


def contradictions(
    stored: Iterable[Mapping[str, object]], unit: Unit = "seats", *, beside: int = 0
) -> list[str]:
    """Contradictions, as they are stored with a vote, as sentences with both numbers.

    Seats of a kind share theirs. ``beside`` is how many people are in the room beside the one who
    sits in their seat: where too many voted, they are the likely reason.
    """
    found = [(Contradiction.from_data(each), str(each.get("name") or "?")) for each in stored]
    told = [sentence for each, _name in found if (sentence := _contradiction(each, unit))]
    if beside and any(each.code.startswith("more_votes") for each, _name in found):
        told.append(
            ngettext(
                "%(n)s person is in the room beside the one who holds the same seat: "
                "principal and alternate count once.",
                "%(n)s people are in the room beside those who hold the same seats: "
                "principal and alternate count once.",
                beside,
                n=number(beside),
            )
        )
    for code, words in _BY_SEAT.items():
        if seats := [name for each, name in found if each.code == code]:
            told.append(words(len(seats), in_a_row(seats)))
    return told


def _contradiction(each: Contradiction, unit: Unit) -> str:
    said, known = number(each.said), number(each.known)
    match each.code:
        case "negative":
            return _("A count is below zero: %(said)s.", said=said)
        case "marks_over_slips" if each.part:
            return _(
                "%(name)s has more votes (%(said)s) than there are valid slips (%(known)s).",
                name=each.part,
                said=said,
                known=known,
            )
        case "marks_over_slips":
            return _(
                "The candidates have more votes together (%(said)s) than the valid slips could give "
                "(%(known)s).",
                said=said,
                known=known,
            )
        case "more_present_than_seats":
            return _(
                "There are more present (%(said)s) than members (%(known)s).",
                said=said,
                known=known,
            )
        case "more_votes_than_present":
            return _more_than_present(each, unit)
        case "more_votes_than_seats":
            return _(
                "There are more votes (%(said)s) than members (%(known)s).", said=said, known=known
            )
        case "parts_not_total":
            return _(
                "The counts add up to %(known)s, but the total counted is %(said)s.",
                said=said,
                known=known,
            )
    return _of_centre(each) or _of_the_box(each)


def _of_centre(each: Contradiction) -> str:
    """What the act of a voting centre contradicts, with its name."""
    said, known = number(each.said), number(each.known)
    match each.code:
        case "centre_register":
            return _(
                "%(centre)s: slips handed out %(said)s, but its register has room for %(known)s to sign "
                "(names and empty lines).",
                centre=each.part,
                said=said,
                known=known,
            )
        case "centre_received":
            return _(
                "%(centre)s: slips received %(said)s, handed out and left over %(known)s.",
                centre=each.part,
                said=said,
                known=known,
            )
        case "centre_slips":
            return _(
                "%(centre)s: slips in the box %(said)s, handed out %(known)s.",
                centre=each.part,
                said=said,
                known=known,
            )
        case "centre_parts":
            return _(
                "%(centre)s: the counts add up to %(known)s, but the slips in the box to %(said)s.",
                centre=each.part,
                said=said,
                known=known,
            )
    return ""


def _of_the_box(each: Contradiction) -> str:
    """What slips and ballots beside them contradict."""
    said, known = number(each.said), number(each.known)
    match each.code:
        case "slips_not_participations" if each.part:
            return ngettext(
                "Slips %(kind)s in the box: %(said)s. But %(known)s seat handed one over.",
                "Slips %(kind)s in the box: %(said)s. But %(known)s seats handed one over.",
                each.known,
                kind=each.part,
                said=said,
                known=known,
            )
        case "slips_not_participations":
            return ngettext(
                "Slips in the box: %(said)s. But %(known)s seat voted by slip.",
                "Slips in the box: %(said)s. But %(known)s seats voted by slip.",
                each.known,
                said=said,
                known=known,
            )
        case "slips_over_seats":
            return ngettext(
                "Slips %(kind)s in the box: %(said)s. But %(known)s seat present has this weight.",
                "Slips %(kind)s in the box: %(said)s. But %(known)s seats present have this weight.",
                each.known,
                kind=each.part,
                said=said,
                known=known,
            )
    return _of_few(each)


def _of_few(each: Contradiction) -> str:
    """What would show how somebody voted: so few stand apart from the others."""
    said, known = number(each.said), number(each.known)
    kind = f" ({each.part})" if each.part else ""
    match each.code:
        case "few_slips_apart":
            return ngettext(
                "Only %(said)s seat voted by slip%(kind)s: totals of so few slips would show how. Read "
                "them out one by one instead; they then stand among the other ballots.",
                "Only %(said)s seats voted by slip%(kind)s: totals of so few slips would show how. Read "
                "them out one by one instead; they then stand among the other ballots.",
                each.said,
                said=said,
                kind=kind,
            )
        case "few_others_apart":
            return ngettext(
                "Only %(said)s seat voted without a slip%(kind)s: beside the totals of the slips its ballot "
                "would show how. Read the slips out one by one instead; then they stand together.",
                "Only %(said)s seats voted without a slip%(kind)s: beside the totals of the slips their "
                "ballots would show how. Read the slips out one by one instead; then they stand together.",
                each.said,
                said=said,
                kind=kind,
            )
        case "few_of_weight":
            return ngettext(
                "Only %(said)s slip %(kind)s: what is written of it would show how somebody voted. Write the "
                "votes of all weights together instead.",
                "Only %(said)s slips %(kind)s: what is written of them would show how somebody voted. Write "
                "the votes of all weights together instead.",
                each.said,
                said=said,
                kind=each.part,
            )
        case "too_few_voted":
            return _(
                "Of %(said)s of %(known)s weights or organisations fewer than three voted: the list "
                "of ballots would show how.",
                said=said,
                known=known,
            )
    return ""


def _more_than_present(each: Contradiction, unit: Unit) -> str:
    told = {"said": number(each.said), "known": number(each.known)}
    if unit == "weight":
        return _("There are more votes (%(said)s) than the seats present have (%(known)s).", **told)
    if unit == "people":
        return _("There are more votes (%(said)s) than people present (%(known)s).", **told)
    return _("There are more votes (%(said)s) than seats present (%(known)s).", **told)


_BY_SEAT: dict[str, Callable[[int, str], str]] = {
    "principal_and_alternate": lambda num, seats: ngettext(
        "Principal and alternate were both counted in %(n)s seat: %(seats)s.",
        "Principal and alternate were both counted in %(n)s seats: %(seats)s.",
        num,
        n=number(num),
        seats=seats,
    ),
    "ballot_twice": lambda num, seats: ngettext(
        "%(n)s seat voted twice: %(seats)s.",
        "%(n)s seats voted twice: %(seats)s.",
        num,
        n=number(num),
        seats=seats,
    ),
    "absent_seat_voted": lambda num, seats: ngettext(
        "%(n)s seat is marked as voting and absent at this item: %(seats)s.",
        "%(n)s seats are marked as voting and absent at this item: %(seats)s.",
        num,
        n=number(num),
        seats=seats,
    ),
    "seat_not_asked": lambda num, seats: ngettext(
        "%(n)s seat that is present is not marked: %(seats)s.",
        "%(n)s seats that are present are not marked: %(seats)s.",
        num,
        n=number(num),
        seats=seats,
    ),
}
