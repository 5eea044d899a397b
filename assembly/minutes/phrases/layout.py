"""The parts of the minutes in words."""

from flask_babel import LazyString

from assembly.minutes.rules import Part
from assembly.web.i18n import _l

PARTS: dict[Part, LazyString] = {
    Part.facts: _l("Quorum and notice"),
    Part.attendance: _l("Attendance"),
    Part.agenda: _l("Agenda"),
    Part.debate: _l("The items: what was said, voted and decided"),
    Part.annexes: _l("Annexes"),
    Part.arrival: _l("List of those who signed on arrival"),
}
