"""A commune with a cash box and a decision, for the tests of money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.money import actions
from assembly.money.models import Entry, Fund
from assembly.money.rules import EntryKind
from assembly.motions.models import Decision
from tests.commune import Commune
from tests.motions.scene import AT, carry, put, wednesday

TREASURER = Actor(account_id=None, name="Treasurer")
DAY = date(2026, 5, 20)


@dataclass
class Till:
    """The cash box with 1,000 Bs in it, and a decision of the same day."""

    fund: Fund
    decision: Decision

    def write(self, session: Session, kind: EntryKind, amount: str, **more: object) -> Entry:
        """One line of the ledger."""
        given: dict[str, object] = {
            "day": DAY,
            "currency": "VES",
            "what": "Abono",
            "actor": TREASURER,
            "at": AT,
        }
        return actions.record_entry(
            session, fund=self.fund, kind=kind, amount=Decimal(amount), **(given | more)
        )


def till(session: Session, commune: Commune, at: datetime = AT) -> Till:
    """Make it, and flush."""
    scene = wednesday(session, commune)
    decision = carry(session, scene, put(session, scene))
    assert decision is not None
    fund = actions.make_fund(session, body=commune.body, name="Caja", actor=TREASURER, at=at)
    made = Till(fund, decision)
    made.write(session, EntryKind.opening, "1000", what="Saldo de la libreta")
    return made
