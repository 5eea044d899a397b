"""Minutes on paper, read back with other programs (poppler, qpdf, pikepdf)."""

import hashlib
import io
import json
import subprocess
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from assembly.minutes import press
from assembly.minutes.document import (
    Amendment,
    Attendance,
    MeetingDocument,
    Notice,
    NoticeGiven,
    Report,
)
from assembly.minutes.notes import NoteDocument
from assembly.minutes.rules import Copy
from assembly.minutes.snapshot import from_json
from assembly.minutes.voted import Dissent, Mandate
from assembly.voting.rules import Tally
from tests.minutes.documents import (
    END,
    contradiction,
    decision,
    document,
    header,
    item,
    motion,
    row,
    vote,
    voters,
)
from tests.papers import complaints

pytestmark = [pytest.mark.paper, pytest.mark.usefixtures("session")]


_drawn: dict[tuple[str, str, Copy], bytes] = {}


def drawn(made: MeetingDocument, language: str = "es", copy: Copy = Copy.full) -> bytes:
    """The paper of a document. Asked for again it is the one that was drawn."""
    key = (press.digest_of(made), language, copy)
    if key not in _drawn:
        _drawn[key] = press.pdf(made, language, copy).content
    return _drawn[key]


def words(pdf: bytes) -> str:
    """The text of a paper in one line, in the order in which it is read."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def pages(pdf: bytes) -> list[str]:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().rstrip("\f").split("\f")


def whole() -> MeetingDocument:
    """A meeting with everything that minutes can tell."""
    amendment = Amendment(
        "amendment",
        2026,
        15,
        "carried",
        "María Solano",
        "",
        "Entregar 3.000 plantas.",
        "Entregar 3.000 plantas, hasta 150 por familia.",
        (vote(Tally(15, 0, 0)),),
    )
    carried = vote(
        dissents=(Dissent("José Cova", "Sin precio no hay reposición."),),
        mandates=(
            Mandate(
                "El Guásimo", "Ana Guaregua", "", "Asamblea de El Guásimo", date(2026, 5, 5), ""
            ),
        ),
        contradictions=(contradiction(),),
        contradiction_reason="Así lo dice el papel",
    )
    proposal = motion(
        text=amendment.after, amendments=(amendment,), votes=(carried,), decision=decision()
    )
    roll = voters(12) + voters(1, "no")
    called = vote(roll=roll, method="roll_call", roll_digest="5e" * 32)
    return document(
        items=(
            item(
                1,
                title="Vivero de café",
                text="Se sembraron **6.000** semillas.",
                motions=(proposal,),
            ),
            item(2, title="Cuentas", votes=(called,)),
            item(3, title="Compromisos", kind="commitments"),
            item(4, title="Varios", status="deferred"),
        ),
        rows=tuple(row(n) for n in range(1, 12)),
        notice=Notice(
            3,
            "Carta comunal, artículo 21",
            True,
            (NoticeGiven("El Cedro", "board", "Yelitza Rondón", date(2026, 5, 17), ""),),
            (),
        ),
        reports=(
            Report(
                "Pedir la máquina", "Eulogio Perdomo", "open", "No responden.", date(2026, 5, 27)
            ),
        ),
    )


def test_all_that_minutes_tell_in_spanish(tmp_path):
    pdf = drawn(whole())
    (tmp_path / "acta.pdf").write_bytes(pdf)
    subprocess.run(["qpdf", "--check", tmp_path / "acta.pdf"], capture_output=True, check=True)
    told = words(pdf)
    for expected in (
        "Acta n.º 31",
        "Comuna Monte Sinaí · Santa Bárbara, valle de Guanape",
        "miércoles 20 de mayo de 2026, 9:00 a 13:05",
        "Hoy, veinte de mayo de dos mil veintiséis, siendo las nueve de la mañana",
        "once de las dieciséis vocerías, hay quórum",
        "más de la mitad de las 16 vocerías: debe haber 9 presentes",
        "La regla pide 3 días de anticipación (Carta comunal, artículo 21): se cumplió.",
        "V-10.000.001",
        "9:00 – 13:05",
        "Propuesta P-2026-14, según enmienda aprobada",
        "Enmienda P-2026-15 a la P-2026-14",
        # domain.md §7, step 12: 12 for, 1 against, 2 abstained; the rule asks for 9 of 16 seats.
        "Aprobada. A mano alzada: 12 a favor, 1 en contra, 2 abstenciones. "
        "La regla pide más de la mitad de las 16 vocerías, es decir 9.",
        "hacen falta 9",
        "Voto salvado de José Cova: «Sin precio no hay reposición.»",
        "Ana Guaregua (El Guásimo) cita el mandato de Asamblea de El Guásimo, 5 de mayo de 2026.",
        "A favor (12)",
        "Número de control de la votación nominal (SHA-256) 5e5e5e5e",
        "A-2026-22",
        "Juan Rondón: Compra cal y bolsas",
        "28 de mayo de 2026",
        "Eulogio Perdomo: Pedir la máquina: sigue pendiente hasta el 27 de mayo de 2026. No responden.",
        "Queda diferido para otra sesión.",
        "Es todo, terminó, se leyó y conformes firman.",
        "Conformes firman",
        "Firman al llegar",
        "Huella",
        "Registro hasta el asiento 1.284: 9f3a 62c1 0b7e d4f8",
    ):
        assert expected in told, expected
    assert "Así lo dice el papel" in told


def test_all_that_minutes_tell_in_english():
    told = words(drawn(whole(), "en"))
    for expected in (
        "Minutes no. 31",
        "Wednesday, May 20, 2026, 9:00 AM to 1:05 PM",
        "Today, the twentieth of May, two thousand twenty-six, at nine in the morning",
        "eleven of the sixteen seats",
        "Motion P-2026-14, as amended",
        "Carried. Show of hands: 12 for, 1 against, 2 abstentions. "
        "The rule asks for more than half of the 16 seats, that is 9.",
        "9 needed",
        "Reasoned dissent of José Cova",
        "That is all; it was read aloud, and those who agree sign.",
        "Journal up to entry 1,284: 9f3a 62c1 0b7e d4f8",
        "Page 1 of",
    ):
        assert expected in told, expected


def nothing_known() -> MeetingDocument:
    """A meeting of which next to nothing was written down."""
    return document(
        header=header(call=None, opened_at=None, ended_at=None, chair="", secretary="", place=""),
        calls=(),
        attendance=Attendance(False, 16, None, False, 16, None, None, ()),
        journal=None,
    )


def congress() -> MeetingDocument:
    """450 delegates (domain.md §1) with long names, all of whom come, vote by name and sign."""
    name = "María de los Ángeles Rodríguez-Bermúdez de la Concepción"
    rows = tuple(row(n, name=f"{name} {n}", label=f"Delegación {n}") for n in range(1, 451))
    called = vote(Tally(450, 0, 0), roll=voters(450), method="roll_call", seats=450)
    return document(
        items=(item(1, votes=(called,)),),
        rows=rows,
        attendance=Attendance(True, 450, 450, False, 450, 450, None, rows),
    )


@pytest.mark.parametrize("made", [whole, nothing_known, congress])
def test_a_closed_act_is_a_file_for_the_archive_and_for_every_reader(made, tmp_path):
    pdf = drawn(made())
    assert complaints(pdf, tmp_path) == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        with opened.open_metadata() as meta:
            declared = [
                meta.get(f"pdf{part}") for part in ("aid:part", "aid:conformance", "uaid:part")
            ]
        assert declared == ["3", "A", "1"]
        assert len(opened.Root.AF) == 1
        with opened.open_outline() as outline:
            titles = [each.title for act in outline.root for each in act.children]
    assert titles[:2] == ["Asistencia", "Orden del día"]


@pytest.mark.parametrize("carried", [vote(), None])
def test_a_marginal_note_is_such_a_file_too(carried, tmp_path):
    note = NoteDocument(
        header=header(),
        minutes_number=31,
        closing=1,
        number=1,
        item=1 if carried else None,
        item_title="Vivero de café",
        text="Donde dice «180 dólares» debe decir «160 dólares».",
        approval="vote" if carried else "assembly",
        approved_in=header(meeting_number=32, day=date(2026, 5, 27)),
        vote=carried,
        written_at=END,
        journal=document().journal,
    )
    pdf = press.note_pdf(note, "es").content
    assert press.note_pdf(note, "es").content == pdf
    assert complaints(pdf, tmp_path) == []
    told = words(pdf)
    assert "Nota marginal 1 al acta n.º 31" in told
    assert "debe decir «160 dólares»" in told
    assert ("12 a favor" in told) == (carried is not None)


@pytest.mark.parametrize("copy", Copy)
def test_the_act_carries_its_data_whose_digest_stands_on_every_page(copy):
    """What a stranger does with pdfdetach and sha256sum."""
    pdf = drawn(whole(), copy=copy)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        data = opened.attachments["minutes.json"].get_file().read_bytes()
    assert from_json(json.loads(data)) == press.in_copy(whole(), copy)
    assert (b"V-10000001" in data) == (copy is Copy.full)
    digest = hashlib.sha256(data).hexdigest()
    in_fours = " ".join(digest[place : place + 4] for place in range(0, 16, 4))
    for page in pages(pdf):
        assert f"Código de comprobación {in_fours}" in page


def test_same_document_same_bytes():
    assert press.pdf(whole(), "es").content == drawn(whole())


def test_the_house_copy_has_neither_identity_numbers_nor_lines_to_sign():
    told = words(drawn(whole(), copy=Copy.house))
    assert "Vocera 1" in told
    assert "V-10.000" not in told
    assert "Huella" not in told
    assert "Es todo, terminó" in told


def test_a_draft_says_so_on_every_page():
    many = tuple(item(n, text="Se habla. " * 60) for n in range(1, 12))
    made = replace(document(items=many), number=None, closed_at=None)
    for page in pages(drawn(made)):
        letters = "".join(page.split()).lower()
        assert "borrador" in letters or "rodarrob" in letters  # turned letters


def test_a_closed_act_is_not_marked_and_shows_the_digest_of_its_content():
    told = words(drawn(document()))
    assert "borrador" not in told.lower()
    assert "Código de comprobación" in told


@pytest.mark.parametrize(
    ("name", "size"),
    # Points: 8.5 × 11 in; ISO 216 A4, 210 × 297 mm.
    [("letter", (612, 792)), ("a4", (595.28, 841.89))],
)
def test_the_paper_is_the_bodys(name, size):
    with pikepdf.open(io.BytesIO(drawn(document(header=header(paper=name))))) as pdf:
        box = [float(side) for side in pdf.pages[0].MediaBox]
        assert str(pdf.docinfo.Title).startswith("Acta n.º 31, Parlamento comunal")
    assert box == pytest.approx([0, 0, *size], abs=0.01)


def test_nothing_known_and_nothing_done_is_a_page_all_the_same():
    made = nothing_known()
    told = words(drawn(made))
    assert "No hubo puntos." in told
    assert "No está escrito quién asistió." in told
    assert "no consta si hay quórum" in told


def test_a_congress_of_450_and_a_roll_call_of_all():
    """Every one is on the list, in the roll call and signs."""
    name, made = "María de los Ángeles Rodríguez-Bermúdez de la Concepción", congress()
    drawn_pages = pages(drawn(made))
    told = " ".join(" ".join(drawn_pages).split())
    for number in (1, 225, 450):
        assert told.count(f"{name} {number} ") == 2
        assert told.count(f"Vocera {number} (Consejo {number})") == 1
    lists = [page for page in drawn_pages if "Al llegar" in page]
    assert len(lists) > 20  # the head is repeated
    assert all("Cédula" in page for page in lists)


def test_what_people_typed_stays_text_and_long_words_do_not_run_off_the_page(tmp_path):
    evil = "<script>alert(1)</script>{{ 7 * 7 }}"
    made = document(
        header=header(chair=evil, place="x" * 200),
        items=(
            item(
                1,
                title=evil,
                text=f"{evil}\n\n{'largo' * 80}\n\n=1+1 عربي 🙂",
                motions=(motion(title=evil, text=evil, mover=evil),),
            ),
        ),
        rows=(row(1, name=evil),),
    )
    told = words(drawn(made))
    assert "alert(1)" in told
    assert "{{ 7 * 7 }}" in told
    html = press.html(made, "es")
    assert "<script" not in html
    pdf = tmp_path / "acta.pdf"
    pdf.write_bytes(drawn(made))
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout
    rights = [float(part.split(b'"')[0]) for part in boxes.split(b'xMax="')[1:]]
    assert max(rights) <= 612
