"""What a broken chain is called."""

from flask_babel import LazyString

from assembly.web.i18n import _l

BREAKS: dict[str, LazyString] = {
    "missing": _l("Entry %(number)s is missing."),
    "link": _l("Entry %(number)s does not follow from the one before it."),
    "content": _l("Entry %(number)s was changed after it was written."),
}
