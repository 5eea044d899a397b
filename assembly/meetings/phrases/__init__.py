"""Enums and rules of this area in words."""

from flask_babel import LazyString

from assembly.web.i18n import _l

VIOLATIONS: dict[str, LazyString] = {
    "meetings.minutes_closed": _l("The minutes of this meeting are closed: nothing in it changes."),
}
