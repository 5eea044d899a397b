"""The ledger as CSV and as a workbook: every line, its sign, no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io

from assembly import clock, sheets
from assembly.money import actions
from assembly.money.rules import EntryKind
from tests.money.scene import DAY, TREASURER, till
from tests.motions.scene import AT


def test_the_ledger_leaves_as_a_table_with_safe_cells(session, commune, sign_in):
    with clock.stopped_at(AT):
        made = till(session, commune)
        why = {"decision": made.decision, "as_it_is": "urgente"}
        wrong = made.write(
            session, EntryKind.expense, "12.5", what='=HYPERLINK("http://x")', party="@Ana", **why
        )
        actions.reverse_entry(session, entry=wrong, day=DAY, reason="-1", actor=TREASURER, at=AT)
        made.write(session, EntryKind.in_kind, "90", goods="3 sacos de abono")
        other = actions.make_fund(session, body=commune.body, name="Otra", actor=TREASURER, at=AT)
    session.commit()
    member, address = sign_in("member"), f"/money/bodies/{commune.body.id}/entries"
    assert f"{address}.csv" in member.get(address).text
    told = member.get(f"{address}.csv")
    rows = list(csv.reader(io.StringIO(told.data.decode("utf-8-sig")), delimiter=";"))
    # Number, what for, from or to whom, amount, undoes, undone by.
    assert [[row[at] for at in (0, 4, 7, 9, 17, 18)] for row in rows[1:]] == [
        ["1", "Saldo de la libreta", "", "1000", "", ""],
        ["2", '\'=HYPERLINK("http://x")', "'@Ana", "-12.5", "", "3"],
        ["3", "-1", "'@Ana", "12.5", "2", ""],
        ["4", "Abono", "", "90", "", ""],
    ]
    assert rows[2][12] == made.decision.code
    book = sheets.read(member.get(f"{address}.xlsx").data)
    assert [row[9] for row in book.rows] == ["1000", "-12.5", "12.5", "90"]
    assert book.rows[1][4] == '=HYPERLINK("http://x")'  # a text, not a formula: it is read as typed
    assert len(member.get(f"{address}.csv?fund={other.id}").data.splitlines()) == 1
