"""The words of founding a house."""

from flask_babel import LazyString

from assembly.meetings.rules import ItemKind
from assembly.web.i18n import _l

# What every meeting has, until the body says otherwise.
STANDING: tuple[tuple[ItemKind, LazyString], ...] = (
    (ItemKind.roll_call, _l("Roll call and quorum")),
    (ItemKind.previous_minutes, _l("Minutes of the last meeting")),
    (ItemKind.agenda, _l("Approval of the agenda")),
    (ItemKind.commitments, _l("Open commitments")),
    (ItemKind.other_business, _l("Other business")),
)

VIOLATIONS: dict[str, LazyString] = {
    "home.already_founded": _l("This house has its commune already. Sign in instead."),
    "home.wrong_code": _l("This is not the code shown where the program was started."),
}
