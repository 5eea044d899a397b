"""The book of minutes in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import LazyString

from assembly.minutes.phrases.numbers import in_words
from assembly.minutes.rules import Sides
from assembly.web.filters import in_a_row, long_date
from assembly.web.i18n import _, _l, ngettext

SIDES: dict[Sides, LazyString] = {
    Sides.one: _l("on one side; the back of each leaf stays blank"),
    Sides.both: _l("on both sides"),
}


def volume_title(number: int, body: str) -> str:
    """Book of minutes, volume 1, Parlamento comunal."""
    return _("Book of minutes, volume %(number)s, %(body)s", number=str(number), body=body)


def volume_file(number: int) -> str:
    """What the file of a volume is called."""
    return _("book-volume-%(number)s.pdf", number=str(number))


def opening_title(number: int) -> str:
    """Opening of volume 1."""
    return _("Opening of volume %(number)s of the book of minutes", number=str(number))


def closing_title(number: int) -> str:
    """Closing of volume 1."""
    return _("Closing of volume %(number)s of the book of minutes", number=str(number))


def opening(
    *, number: int, leaves: int, sides: Sides, older: tuple[int, int] | None, day: datetime
) -> str:
    """What the first leaf says: how many leaves the volume has, numbered from one on; ``older``: the first
    and the last of the acts that were closed before and begin it."""
    told = _(
        "Today, %(date)s, volume %(number)s of the book of minutes is opened. It has %(words)s "
        "(%(leaves)s) leaves, numbered from 1 to %(leaves)s, printed %(sides)s.",
        date=long_date(day),
        number=str(number),
        words=in_words(leaves),
        leaves=str(leaves),
        sides=str(SIDES[sides]),
    )
    if older is None:
        return told
    words = _(
        "It begins with what was closed before there was a book: no. %(span)s.", span=span(*older)
    )
    return f"{told} {words}"


def closing(
    *,
    number: int,
    leaves: int,
    used: int,
    acts: int,
    annulled: Sequence[tuple[int, int]],
    day: datetime,
) -> str:
    """What the last leaf says: what the volume holds, which leaves are void, what stays blank."""
    told = [
        _(
            "Today, %(date)s, volume %(number)s of the book of minutes is closed.",
            date=long_date(day),
            number=str(number),
        ),
        ngettext(
            "It holds %(n)s act on leaves 1 to %(used)s of %(leaves)s.",
            "It holds %(n)s acts on leaves 1 to %(used)s of %(leaves)s.",
            acts,
            n=str(acts),
            used=str(used),
            leaves=str(leaves),
        ),
    ]
    if annulled:
        told.append(_("Annulled: %(leaves)s.", leaves=in_a_row([span(*each) for each in annulled])))
    if leaves > used + 1:
        told.append(
            _("The leaves %(span)s stay blank and are void.", span=span(used + 2, leaves))
            if leaves > used + 2
            else _("The leaf %(leaf)s stays blank and is void.", leaf=str(leaves))
        )
    return " ".join(told)


def span(first: int, last: int) -> str:
    """60–63 · 60."""
    return str(first) if first == last else f"{first}–{last}"


def leaves(first: int, last: int) -> str:
    """leaf 60 · leaves 60–63."""
    if first == last:
        return _("leaf %(leaf)s", leaf=str(first))
    return _("leaves %(span)s", span=span(first, last))
