"""Files that hang on items and decisions become annexes of the act, with their digest, for ever."""

from __future__ import annotations

from uuid import uuid4

import pytest

from assembly.attachments import actions as attachments
from assembly.attachments.rules import AttachedTo, FileType, KeptFile
from assembly.errors import RuleViolation
from assembly.minutes import press, queries
from assembly.minutes.document import Annex
from tests.minutes.documents import document
from tests.minutes.scene import ACT, wednesday
from tests.minutes.test_actions import close, read

LETTER = KeptFile("ab12" * 16, FileType.pdf, "carta.pdf", 2_400_000)


def hang(session, body, attached_to, object_id, title, file=LETTER):
    return attachments.attach(
        session,
        attached_to=attached_to,
        object_id=object_id,
        body_id=body.id,
        file=file,
        title=title,
        restricted=False,
        uuid=uuid4(),
        **ACT,
    )


def test_annexes_stand_in_the_order_of_the_agenda_and_decisions_follow(session, commune):
    made = wednesday(session, commune)
    decision = next(each.decision for each in made.motions.values() if each.decision)
    body = commune.body
    hang(session, body, AttachedTo.decision, decision.id, "Lista de familias")
    hang(session, body, AttachedTo.item, made.items["accounts"].id, "Cuentas")
    hang(session, body, AttachedTo.item, made.items["nursery"].id, "Foto del vivero")
    gone = hang(session, body, AttachedTo.item, made.items["roll"].id, "Otra")
    attachments.withdraw(session, attachment=gone, reason="No era", **ACT)
    annexes = queries.document_of(session, made.meeting.id).annexes
    assert [(each.item, each.decision, each.title) for each in annexes] == [
        (2, "", "Foto del vivero"),
        (4, "", "Cuentas"),
        (None, decision.code, "Lista de familias"),
    ]
    assert {each.digest for each in annexes} == {LETTER.digest}


def test_closing_keeps_them_and_later_ones_do_not_enter(session, commune):
    made = wednesday(session, commune)
    item = made.items["nursery"].id
    listed = hang(session, commune.body, AttachedTo.item, item, "Foto del vivero")
    minutes = close(session, made.meeting)
    other = KeptFile("c" * 64, FileType.png, "otra.png", 1)
    later = hang(session, commune.body, AttachedTo.item, item, "Otra", other)
    assert [each.title for each in queries.document(minutes).annexes] == ["Foto del vivero"]
    with pytest.raises(RuleViolation, match="in_closed_minutes"):
        attachments.withdraw(session, attachment=listed, reason="x", **ACT)
    attachments.withdraw(session, attachment=later, reason="No era", **ACT)


def test_a_file_that_came_while_the_papers_were_made_stops_the_closing(session, commune):
    made = wednesday(session, commune)
    document = read(session, made.meeting)
    hang(session, commune.body, AttachedTo.item, made.items["nursery"].id, "Foto")
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        close(session, made.meeting, document)


def test_the_act_names_each_with_its_whole_digest(session):
    annex = Annex("a", 2, "", "Foto del vivero", "vivero.jpg", "jpeg", 2_400_000, LETTER.digest)
    html = press.html(document(annexes=(annex,)), "es")
    assert "Foto del vivero" in html
    assert "vivero.jpg (imagen, 2,4 MB)" in html
    assert " ".join(["ab12"] * 16) in html
    assert "Anexos" not in press.html(document(), "es")
