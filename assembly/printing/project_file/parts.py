"""What a project's file is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assembly.attachments.models import Attachment
from assembly.printing.papers.sheet import Printed, Sheet, printed
from assembly.projects.models import Project
from assembly.projects.queries.projects import kind_of


@dataclass(frozen=True)
class Stored:
    """A finished file that is joined as it lies in the store."""

    title: str
    day: date
    digest: str
    pages: int


@dataclass(frozen=True)
class Paper:
    """A paper that is laid out for this file. ``say`` reads what it tells when it is its turn.

    ``scans``: PDFs whose pages follow it.
    """

    title: str
    day: date
    say: Callable[[], Printed]
    scans: Sequence[Attachment] = ()


def filed(template: str, sheet: Sheet, title: str, project: Project, **known: object) -> Printed:
    """Say a paper of the file. ``private``: nobody is named to whom something was given."""
    private = kind_of(project).private
    return printed(
        f"file_{template}", sheet, title, project.body, project=project, private=private, **known
    )
