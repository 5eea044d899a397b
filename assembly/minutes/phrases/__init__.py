"""Enums and rules of this area in words: one module per subject, all names here.

The modules are also what templates speak with: ``results.why(vote, header)``.
"""

from flask_babel import LazyString

from assembly.minutes.phrases import (
    accounts,
    annexes,
    attendance,
    ballots,
    book,
    debate,
    elections,
    heading,
    margin,
    production,
    quorum,
    results,
    summary,
    wording,
)
from assembly.minutes.phrases.closing import PROBLEMS, STATUSES, problem
from assembly.minutes.phrases.margin import SIGNATURES
from assembly.minutes.phrases.verdicts import VERDICTS
from assembly.minutes.phrases.wording import PLACEHOLDERS
from assembly.minutes.rules import Copy
from assembly.web.i18n import _l

__all__ = [
    "COPIES",
    "PLACEHOLDERS",
    "PROBLEMS",
    "SIGNATURES",
    "STATUSES",
    "VERDICTS",
    "VIOLATIONS",
    "accounts",
    "annexes",
    "attendance",
    "ballots",
    "book",
    "debate",
    "elections",
    "heading",
    "margin",
    "problem",
    "production",
    "quorum",
    "results",
    "summary",
    "wording",
]

COPIES: dict[Copy, LazyString] = {
    Copy.full: _l("with identity numbers, to sign and to file"),
    Copy.house: _l("without identity numbers, for the board and the members"),
}

VIOLATIONS: dict[str, LazyString] = {
    "minutes.not_ended": _l("The session has not ended yet."),
    "minutes.changed_meanwhile": _l(
        "Something in this meeting changed while the minutes were made. Nothing was closed: "
        "look at the draft again, then close it."
    ),
    "minutes.another_is_reopened": _l(
        "Other minutes of this body are reopened. Close them first: numbers follow one another."
    ),
    "minutes.volume_is_open": _l("A volume is open already."),
    "minutes.volume_number": _l("The next volume has the number %(next)s."),
    "minutes.leaves_wrong": _l(
        "A volume has 2 to 2,000 leaves, and the first free one is before the last."
    ),
    "minutes.volume_full": _l(
        "This takes %(needed)s leaves and the volume of the book has %(left)s left. Close the volume "
        "and open the next one first."
    ),
    "minutes.older_too_many": _l(
        "The acts that are closed already take %(needed)s leaves, and there would be %(left)s for them."
    ),
    "minutes.nothing_older": _l("From this number on no closed act is without leaves."),
    "minutes.book_meanwhile": _l(
        "Other minutes were closed meanwhile. Nothing was opened: look at the numbers, then try again."
    ),
    "minutes.is_reopened": _l("These minutes are reopened: close them first."),
    "minutes.signed_already": _l(
        "Somebody has signed. What is signed is corrected only by a marginal note."
    ),
    "minutes.has_notes": _l("There is a marginal note already. Write another one."),
    "minutes.not_the_last": _l("Only the last minutes of a body can be reopened."),
    "minutes.reason_missing": _l("Say why. It will be printed."),
    "minutes.signed_before": _l("That is before the session."),
    "minutes.signed_in_future": _l("This day has not come yet."),
    "minutes.no_such_signer": _l("The list of those who sign has changed. Look at it again."),
    "minutes.who_signed": _l("Say who signed for her."),
    "minutes.approved_already": _l("These minutes were approved before."),
    "minutes.no_such_approval": _l(
        "Choose a vote that carried, taken in the item of the last minutes of a later session."
    ),
    "minutes.note_empty": _l("Write the note."),
    "minutes.note_meanwhile": _l(
        "Another note was written meanwhile. Look at it, then save yours again."
    ),
    "minutes.note_not_approved": _l("Choose the later session in which it was approved."),
    "minutes.no_such_item": _l("There is no such item in these minutes."),
    "minutes.blocked": _l("Something in the minutes contradicts itself. Mend it first."),
    "minutes.wording_unknown_placeholder": _l("There is no {%(detail)s}. Look at the list."),
    "minutes.wording_brace": _l("A { without its }, or a } without its {."),
    "minutes.wording_bracket": _l("A [ without its ], or one inside another."),
    "minutes.wording_too_long": _l("Too long: %(detail)s characters at most."),
}
