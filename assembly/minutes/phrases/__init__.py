"""Enums and rules of this area in words: one module per subject, all names here.

The modules are also what templates speak with: ``debate.why(vote, header)``.
"""

from flask_babel import LazyString

from assembly.minutes.phrases import annexes, attendance, debate, heading, quorum, wording
from assembly.minutes.phrases.closing import PROBLEMS, problem
from assembly.minutes.phrases.wording import PLACEHOLDERS
from assembly.minutes.rules import Copy
from assembly.web.i18n import _l

__all__ = [
    "COPIES",
    "PLACEHOLDERS",
    "PROBLEMS",
    "VIOLATIONS",
    "annexes",
    "attendance",
    "debate",
    "heading",
    "problem",
    "quorum",
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
    "minutes.blocked": _l("Something in the minutes contradicts itself. Mend it first."),
    "minutes.wording_unknown_placeholder": _l("There is no {%(detail)s}. Look at the list."),
    "minutes.wording_brace": _l("A { without its }, or a } without its {."),
    "minutes.wording_bracket": _l("A [ without its ], or one inside another."),
    "minutes.wording_too_long": _l("Too long: %(detail)s characters at most."),
}
