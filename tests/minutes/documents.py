"""Documents made up in memory: a good one, and its parts to change."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from assembly.minutes.document import (
    Attendance,
    Attendee,
    Call,
    Commitment,
    Decision,
    Header,
    Item,
    JournalHead,
    MeetingDocument,
    Motion,
    Notice,
    SeatRow,
    Stay,
    Wording,
)
from assembly.minutes.rules import SHIPPED
from assembly.minutes.voted import Contradiction, Vote, Voter
from assembly.voting.rules import PRESETS, Electorate, Method, Preset, Tally, decide

CARACAS = timezone(timedelta(hours=-4))
NINE = datetime(2026, 5, 20, 9, 0, tzinfo=CARACAS)
TWELVE = Tally(12, 1, 2)
END = datetime(2026, 5, 20, 13, 5, tzinfo=CARACAS)


def header(**changes) -> Header:
    """A Wednesday of the parliament, 9:00 to 13:05."""
    plain = {
        "uuid": "0" * 32,
        "commune": "Comuna Monte Sinaí",
        "commune_place": "Santa Bárbara, valle de Guanape",
        "body": "Parlamento comunal",
        "electorate": "seats",
        "census": None,
        "timezone": "America/Caracas",
        "language": "es",
        "paper": "letter",
        "kind": "ordinary",
        "meeting_number": 31,
        "day": date(2026, 5, 20),
        "scheduled_at": NINE,
        "place": "Casa de la comuna",
        "call": 1,
        "opened_at": NINE,
        "ended_at": END,
        "chair": "Carmen Díaz",
        "secretary": "Yelitza Rondón",
        "from_paper": False,
    }
    return Header(**(plain | changes))


def document(
    *, items: tuple[Item, ...] = (), rows: tuple[SeatRow, ...] = (), **changes
) -> MeetingDocument:
    """Eleven of sixteen seats on first call; nine are needed (more than half of 16)."""
    plain = {
        "header": header(),
        "number": 31,
        "closed_at": END,
        "calls": (Call(1, NINE, "seats", "1/2", "more_than", 0, 16, 11, 9, True, ""),),
        "attendance": Attendance(True, 16, 11, False, 16, 11, None, rows),
        "notice": Notice(0, "", None, (), ()),
        "items": items,
        "reports": (),
        "decisions": (),
        "commitments": (),
        "errors": (),
        "wordings": tuple(
            Wording(language, texts.opening, texts.closing) for language, texts in SHIPPED.items()
        ),
        "journal": JournalHead(1284, "9f3a62c10b7ed4f8" * 4),
    }
    return MeetingDocument(**(plain | changes))


def row(number: int, *, name: str = "", label: str = "") -> SeatRow:
    """A seat whose principal was there from the beginning to the end."""
    person = Attendee(
        name or f"Vocera {number}",
        f"V-{10_000_000 + number}",
        "principal",
        (Stay(0, None, NINE, None),),
        at_end=True,
    )
    return SeatRow(label or f"Consejo {number}", "", 1, (person,))


def item(number: int, **changes) -> Item:
    """A closed item without anything in it."""
    plain = {
        "uuid": f"item-{number}",
        "number": number,
        "title": f"Punto {number}",
        "kind": "general",
        "status": "closed",
        "presenter": "",
        "added_in_session": False,
        "carried_from": None,
        "opened_at": None,
        "closed_at": None,
        "present": 11,
        "quorum": True,
        "text": "",
        "motions": (),
        "votes": (),
        "decisions": (),
        "commitments": (),
    }
    return Item(**(plain | changes))


def motion(**changes) -> Motion:
    """A motion that carried."""
    plain = {
        "uuid": "motion",
        "year": 2026,
        "number": 14,
        "kind": "motion",
        "status": "carried",
        "title": "Entrega de plantas",
        "mover": "Luis Marcano",
        "seconder": "",
        "reason": "",
        "text": "Entregar 3.000 plantas.",
        "amendments": (),
        "votes": (),
        "decision": None,
    }
    return Motion(**(plain | changes))


def vote(tally: Tally = TWELVE, **changes) -> Vote:
    """12 for, 1 against, 2 abstained, of 16 seats (fifteen present); more than half of the seats."""
    electorate = Electorate(16, 15)
    outcome = decide(PRESETS[Preset.absolute_seats], tally, electorate, method=Method.show_of_hands)
    plain = {
        "uuid": "vote",
        "question": "¿Se aprueba?",
        "method": "show_of_hands",
        "status": "closed",
        "cancelled_reason": "",
        "opened_at": NINE,
        "closed_at": NINE,
        "seats": 16,
        "present": 15,
        "weighted": False,
        "tellers": "",
        "stated": None,
        "result": outcome.result.value,
        "reasoning": outcome.as_data(),
        "roll": (),
        "dissents": (),
        "mandates": (),
        "contradictions": (),
        "contradiction_reason": "",
    }
    return Vote(**(plain | changes))


def contradiction() -> Contradiction:
    """More votes than present: both numbers."""
    return Contradiction("more_votes_than_present", 16, 15, "", "")


def decision(number: int = 22) -> Decision:
    """A-2026-22 with one commitment."""
    due = date(2026, 5, 28)
    return Decision(
        "decision",
        2026,
        number,
        "Entrega de plantas",
        "Entregar 3.000 plantas.",
        (),
        (Commitment("commitment", "Compra cal y bolsas", "Juan Rondón", due),),
    )


def voters(count: int, option: str = "yes") -> tuple[Voter, ...]:
    """So many seats that voted alike."""
    return tuple(Voter(f"Consejo {n}", f"Vocera {n}", option) for n in range(1, count + 1))
