"""What may become of minutes after they were closed, and who is asked to sign them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assembly.minutes.document import MeetingDocument
from assembly.minutes.rules.kinds import MinutesStatus, SignatureState

SHORTEST_CODE = 12
"""Hexadecimal digits of a check code that are enough to find it; sixteen are printed."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who is asked to sign. ``stayed``: she was there at the end."""

    name: str
    seat: str
    stayed: bool


def signers(document: MeetingDocument) -> tuple[Signer, ...]:
    """Who signs: who led and who took the minutes first, then everyone who came, by seat."""
    came = [
        Signer(person.name, row.label, person.at_end)
        for row in document.attendance.rows
        for person in row.people
    ]
    header, names = document.header, {each.name for each in came}
    leading = [
        Signer(name, "", stayed=True)
        for name in dict.fromkeys((header.chair, header.secretary))
        if name and name not in names
    ]
    return (*leading, *came)


def usual_state(signer: Signer) -> SignatureState:
    """What usually became of a signature, where nobody says otherwise."""
    return SignatureState.signed if signer.stayed else SignatureState.left


def after_signing(
    status: MinutesStatus, states: Iterable[SignatureState | None], asked: int
) -> MinutesStatus:
    """The status once signatures are written down: signed when nobody's is unknown. Approved stays so."""
    known = sum(state is not None for state in states)
    if status is MinutesStatus.approved:
        return status
    return MinutesStatus.signed if asked and known >= asked else MinutesStatus.closed


def against_reopening(
    status: MinutesStatus, *, is_last: bool, signatures: int, notes: int
) -> str | None:
    """The code of what stands against taking closed minutes up again; None: nothing does."""
    if status is not MinutesStatus.closed or signatures:
        return "minutes.signed_already"
    if notes:
        return "minutes.has_notes"
    return None if is_last else "minutes.not_the_last"


def code_digits(typed: str) -> str | None:
    """A check code as it is compared: hexadecimal digits, whatever stands between them.

    None if it is none: other signs, or too few of them to mean one act.
    """
    digits = "".join(each for each in typed.lower() if each not in " -·.:\n\r\t")
    if not SHORTEST_CODE <= len(digits) <= 64 or not set(digits) <= set("0123456789abcdef"):
        return None
    return digits
