"""What all papers share: a language and a size, a title and HTML."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask_babel import LazyString

from assembly.people.models import Body
from assembly.web.i18n import in_language


@dataclass(frozen=True)
class Sheet:
    """In which language and on which paper ("letter" or "a4") something is printed."""

    language: str
    size: str


@dataclass(frozen=True)
class Printed:
    """A paper ready to be laid out."""

    title: str
    html: str


def printed(
    template: str, sheet: Sheet, title: str | LazyString, body: Body, **known: object
) -> Printed:
    """Say a template of ``templates/print`` in the language of the sheet."""
    with in_language(sheet.language):
        title = str(title)
        html = render_template(
            "print/" + template + ".html",
            lang=sheet.language,
            paper=sheet.size,
            title=title,
            head=f"{title} · {body.name}",
            body=body,
            commune=body.organization,
            **known,
        )
    return Printed(title, html)
