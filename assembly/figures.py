"""Numbers as people type them, read exactly: ``1.250,50`` on a page in Spanish, ``1,250.50`` in English."""

from __future__ import annotations

from decimal import Decimal

BLANKS = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


def read(text: str, *, decimal: str = ",") -> Decimal:
    """The number typed. ``decimal`` is the sign before decimals in the language of the page.

    The other sign groups thousands (in Spanish 6.000 is six thousand); where what follows it are not
    three figures it cannot, and is read as decimals (1.5). Raises ``ValueError`` for what is no number.
    """
    typed = "".join(each for each in text if each not in BLANKS)
    sign, figures = ("-" if typed[:1] in ("-", "−") else ""), typed.lstrip("-−")
    if not figures or not all(each in "0123456789.," for each in figures):
        raise ValueError(text)
    group = "." if decimal == "," else ","
    whole, comma, part = figures.partition(decimal)
    groups = whole.split(group)
    if len(groups) > 1 and not _grouped(groups):
        if comma or len(groups) > 2:
            raise ValueError(text)
        whole, part = groups
    else:
        whole = "".join(groups)
    if not (whole + part).isdecimal() or (comma and not part):
        raise ValueError(text)
    return Decimal(f"{sign}{whole or '0'}.{part}" if part else f"{sign}{whole}")


def _grouped(groups: list[str]) -> bool:
    """Whether figures stand in groups of three: 1.250, 12.000.000."""
    first, *others = groups
    return 1 <= len(first) <= 3 and first != "0" and all(len(each) == 3 for each in others)
