"""Kinds of findings in words."""

from flask_babel import LazyString

from assembly.search.rules import Found
from assembly.web.i18n import _l

KINDS: dict[Found, LazyString] = {
    Found.item: _l("Agenda item"),
    Found.motion: _l("Motion"),
    Found.decision: _l("Decision"),
    Found.minutes: _l("Minutes of a meeting"),
}
