"""A sheet of sign-in cards, as HTML to be laid out on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import render_template, url_for
from markupsafe import Markup

from assembly.people.models import Body, Card
from assembly.people.queries import CardHolder
from assembly.people.rules import Paper, card_code, code_shown
from assembly.web.i18n import _, in_language
from assembly.web.qr import qr_svg

CARDS_A_SHEET = 10


@dataclass(frozen=True)
class CardOnPaper:
    """What is printed on one card."""

    name: str
    seats: str
    code: str
    qr: Markup
    good_for: str


def sheet_html(
    body: Body,
    holders: Iterable[CardHolder],
    issued: Iterable[Card],
    *,
    mark: UUID,
    address: str,
    good_for: Callable[[Card], str],
    language: str,
    paper: Paper,
) -> tuple[str, str]:
    """The title of the paper and its HTML: the cards ``issued`` under ``mark``, in the order of the list.

    Without an ``address`` for phones the QR code holds the code alone, for the booth's scanner.
    """
    by_person = {card.account.person_id: card for card in issued}
    cards = []
    with in_language(language):
        title = _("Cards to sign in")
        for each in holders:
            if card := by_person.get(each.person.id):
                code = card_code(mark, each.person.id)
                there = f"{address}{url_for('people.card', code=code)}" if address else code
                cards.append(
                    CardOnPaper(
                        name=each.person.name,
                        seats=", ".join(dict.fromkeys(seat.label for seat in each.sitting.seats)),
                        code=code_shown(code),
                        qr=qr_svg(there, _("QR code of %(name)s", name=each.person.name)),
                        good_for=good_for(card),
                    )
                )
        html = render_template(
            "print/cards.html",
            lang=language,
            paper=paper,
            title=title,
            body=body,
            address=address,
            sheets=[cards[i : i + CARDS_A_SHEET] for i in range(0, len(cards), CARDS_A_SHEET)],
        )
    return title, html
