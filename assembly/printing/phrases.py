"""What the papers are called, and what each is for."""

from flask_babel import LazyString

from assembly.printing.rules import DeskPaper, Marking, SessionPaper
from assembly.web.i18n import _l

MARKINGS: dict[Marking, LazyString] = {
    Marking.crosses: _l("With crosses, so many at most"),
    Marking.answers: _l("For or against each one"),
    Marking.preferences: _l("With numbers, in order of preference"),
}

NAMES: dict[SessionPaper | DeskPaper, LazyString] = {
    SessionPaper.agenda: _l("Agenda"),
    SessionPaper.decisions: _l("Decisions for the board"),
    DeskPaper.sign_in: _l("Sign-in sheet"),
    DeskPaper.tally: _l("Tally sheets"),
    DeskPaper.roll_call: _l("Roll-call sheet"),
    DeskPaper.minutes_form: _l("Minutes form for a power cut"),
}

PURPOSES: dict[SessionPaper | DeskPaper, LazyString] = {
    SessionPaper.agenda: _l(
        "for the hands: the items with who presents, and the texts to be voted"
    ),
    SessionPaper.decisions: _l("a poster of what this session decided, and who does it"),
    DeskPaper.sign_in: _l("each seat with its principal and alternates, on arrival and at the end"),
    DeskPaper.tally: _l("for counting hands and slips, in the order in which it is typed"),
    DeskPaper.roll_call: _l("a line each seat: for, against, abstains, absent, not voting"),
    DeskPaper.minutes_form: _l("everything that is typed in the evening, in the same order"),
}
