"""Rules of this area in words."""

from flask_babel import LazyString

from assembly.web.i18n import _l

VIOLATIONS: dict[str, LazyString] = {
    "copies.no_room": _l(
        "There is not enough room on the disk: %(needed)s MB are needed, %(free)s MB are free. "
        "Nothing half done was kept."
    ),
}
