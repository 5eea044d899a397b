"""What can be said of a paper or a file, in words."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString

from assembly.web.i18n import _l


@dataclass(frozen=True)
class Words:
    """The verdict in a word, and what it means."""

    short: LazyString
    long: LazyString


VERDICTS: dict[str, Words] = {
    "file": Words(
        _l("Genuine."), _l("This file is the one that was closed here, to the last byte.")
    ),
    "extended": Words(
        _l("Genuine, with an addition."),
        _l(
            "The file that was closed here is in it to the last byte; something was added after its "
            "end, such as a digital signature. A reader of PDF says whose it is."
        ),
    ),
    "code": Words(
        _l("The code is genuine."),
        _l(
            "A paper with this code was closed here. Compare your paper with what stands below, "
            "or with a fresh print: a code can be copied onto another page."
        ),
    ),
    "data_only": Words(
        _l("Not the file that was closed."),
        _l(
            "The data in it are those of the minutes below, but the file was saved anew or changed: "
            "do not trust its pages."
        ),
    ),
    "unknown": Words(
        _l("Not known here."),
        _l(
            "No closed minutes of this house have this code or are this file. Compare the code sign by "
            "sign; if it is right, the paper is not of this house, or it is not genuine."
        ),
    ),
    "no_code": Words(
        _l("This is no check code."),
        _l("It has only figures and the letters a to f, sixteen in all."),
    ),
}
