"""The papers of a project's money: vouchers with their photos, the ledger, counts of cash and opinions."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from assembly import storage
from assembly.attachments import queries as attachments
from assembly.attachments.models import Attachment
from assembly.attachments.rules import MEDIA_TYPES, AttachedTo, FileType
from assembly.money import queries as money
from assembly.money.models import Entry
from assembly.money.phrases import quarter
from assembly.money.rules import EntryKind, Flow, Period
from assembly.printing import queries
from assembly.printing.papers.sheet import Printed, Sheet
from assembly.printing.project_file.parts import Paper, filed
from assembly.printing.rules import ROWS_OF_A_PAPER
from assembly.projects.models import Project
from assembly.web.filters import local
from assembly.web.i18n import _

_PICTURES = (FileType.jpeg, FileType.png, FileType.webp)


def vouchers(session: Session, project: Project, sheet: Sheet) -> Iterator[Paper]:
    """Each line of the ledger on which something hangs: its photos on the leaf, its PDFs after it.

    What shows identity numbers or signatures is named and not shown, and so is what cannot be printed.
    """
    for entry_id, day, number, what in queries.entries_with_files(session, project.id):
        title = _("Voucher of entry %(number)s: %(what)s", number=str(number), what=what)
        hung = attachments.of(session, AttachedTo.entry, entry_id)
        scans = [each for each in hung if _shown(each) and each.file_type is FileType.pdf]

        def say(entry_id: int = entry_id, title: str = title) -> Printed:
            return _voucher(session, project, sheet, title, entry_id)

        yield Paper(title, day, say, scans)


def _voucher(
    session: Session, project: Project, sheet: Sheet, title: str, entry_id: int
) -> Printed:
    entry = money.entry(session, entry_id)
    hung = attachments.of(session, AttachedTo.entry, entry_id)
    pictures = [each for each in hung if _shown(each) and each.file_type in _PICTURES]
    scans = [each for each in hung if _shown(each) and each.file_type is FileType.pdf]
    return filed(
        "voucher",
        sheet,
        title,
        project,
        entry=entry,
        pictures=[(each, _address(each)) for each in pictures],
        scans=scans,
        others=[each for each in hung if each not in pictures and each not in scans],
    )


def _shown(attachment: Attachment) -> bool:
    return not attachment.restricted


def _address(attachment: Attachment) -> str:
    """The picture itself: a paper fetches nothing from elsewhere. Raises ``StorageError``."""
    content = storage.of_house().read(attachment.digest)
    kind = MEDIA_TYPES[attachment.file_type]
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def ledger(session: Session, project: Project, sheet: Sheet, until: date) -> Iterator[Paper]:
    """All lines of the project's money with what it had come to after each, by currency."""
    count = queries.count_of_entries(session, project.id)
    for offset in range(0, count, ROWS_OF_A_PAPER):
        title = _("Money of the project, line by line")

        def say(offset: int = offset, title: str = title) -> Printed:
            listed = queries.entries_of_project(
                session, project.id, limit=ROWS_OF_A_PAPER, offset=offset
            )
            before = queries.sums_before(session, project.id, listed[0])
            lines, after = _running(listed, dict(before))
            return filed(
                "ledger",
                sheet,
                title,
                project,
                before=before if offset else {},
                lines=lines,
                after=after,
            )

        yield Paper(title, until, say)


def _running(
    listed: list[Entry], sums: dict[str, Decimal]
) -> tuple[list[tuple[Entry, Decimal]], dict[str, Decimal]]:
    """Each line with the sum of its currency after it; a gift in kind is in no sum."""
    lines = []
    for each in listed:
        change = each.amount if each.flow is Flow.into else -each.amount
        before = sums.get(each.currency, Decimal(0))
        if each.kind is not EntryKind.in_kind:
            sums[each.currency] = before + change
        lines.append((each, sums.get(each.currency, before)))
    return lines, sums


def looked_at(session: Session, project: Project, sheet: Sheet, until: date) -> Iterator[Paper]:
    """For each quarter: the cash that was counted and what the oversight council said of the accounts."""
    for period in queries.quarters_with_money(session, project.id):
        counts = queries.counts_of_funds(session, project.id, period)
        opinions = money.opinions_on(session, project.body_id, period)
        if not counts and not opinions:
            continue
        title = _("Accounts of %(quarter)s: counts and opinion", quarter=quarter(period))
        given = [local(each.at, project.body.timezone).date() for each in opinions]
        day = min(max([*(each.day for each in counts), *given]), until)

        def say(period: Period = period, title: str = title) -> Printed:
            return filed(
                "accounts",
                sheet,
                title,
                project,
                period=period,
                counts=queries.counts_of_funds(session, project.id, period),
                opinions=money.opinions_on(session, project.body_id, period),
            )

        yield Paper(title, day, say)
