"""The short way of a ballot: one vote, answered with its receipt, without reading more than it needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import render_template, request
from flask_login import current_user
from markupsafe import escape

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.voting.actions.casting import Cast, Wish
from assembly.voting.rules import Channel
from assembly.voting.rules.receipts import shown
from assembly.voting.views.gathering import cast_gathered
from assembly.web.i18n import language

_FIELD = re.compile(r"choice-([0-9]{1,9})-([0-9]{1,9})")
_OTHER = re.compile(r"choice-")


def cast_shortly(vote_id: int) -> str | None:
    """Cast what was sent for this vote, with the ballots that arrive at the same moment.

    None where there is more to say than a receipt: several questions, candidates to be marked one by
    one, another seat that has not voted, a rule that was broken. The page of the ballot says it.
    """
    choices = _choices(vote_id, request.form)
    if not choices:
        return None
    wish = Wish(
        vote_id=vote_id,
        person_id=current_user.person_id,
        choices=choices,
        token=request.form.get("token", ""),
        channel=Channel.phone,
        at=clock.now(),
    )
    db.session.close()  # who it is was read: nobody waits for this transaction
    try:
        done = cast_gathered([wish])
    except RuleViolation:
        return None
    if any(each.more for each in done):
        return None
    return receipts(vote_id, done)


def _choices(vote_id: int, sent: Mapping[str, str]) -> dict[int, str]:
    """What was chosen by seat; nothing if anything else was chosen too."""
    choices = {}
    for name, value in sent.items():
        if not _OTHER.match(name):
            continue
        field = _FIELD.fullmatch(name)
        if not field or int(field[1]) != vote_id:
            return {}
        choices[int(field[2])] = value
    return choices


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the page says of a seat's ballot."""

    asked: str
    label: str
    receipt: str | None
    again: bool


def receipts(vote_id: int, cast: list[Cast]) -> str:
    """The page with the receipts: they are nowhere stored and seen once.

    All who vote get the same page but for seat and receipt, so it is made once and these are put in.
    """
    page = _page(
        language(),
        vote_id,
        tuple((each.question, each.receipt is not None, each.again) for each in cast),
    )
    for place, each in enumerate(cast):
        page = page.replace(_mark(_SEAT, place), escape(each.seat))
        page = page.replace(_mark(_RECEIPT, place), shown(each.receipt or ""))
    return page


_SEAT, _RECEIPT = "\ue000", "\ue001"  # characters that no text has: Unicode leaves them to programs


def _mark(what: str, place: int) -> str:
    return f"{what}{place}{what}"


@lru_cache(maxsize=64)
def _page(language: str, vote_id: int, cast: tuple[tuple[str, bool, bool], ...]) -> str:
    """The page in a language, with marks where seats and receipts go in."""
    done = [
        Receipt(asked, _mark(_SEAT, place), _mark(_RECEIPT, place) if secret else None, again)
        for place, (asked, secret, again) in enumerate(cast)
    ]
    return render_template("voting/receipt.html", done=done, vote_id=vote_id)
