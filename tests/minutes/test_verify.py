"""Whether a paper or a file is what the record holds; asked by anyone, on pages and in the terminal."""

import io

import pikepdf
import pytest
from click.testing import CliRunner

from assembly.cli.verify import verify as command
from assembly.minutes import book, closing, press, queries
from assembly.minutes.rules import Copy, Sides
from assembly.minutes.verify import Verdict, check_code, check_file, damages
from tests.minutes.again import MadeOnce
from tests.minutes.scene import ACT, wednesday
from tests.minutes.test_after import reopened

pytestmark = pytest.mark.both_databases


def _close(session, commune):
    meeting = wednesday(session, commune).meeting
    session.commit()
    made = closing.close(session, meeting.id, **ACT)
    session.commit()
    return (made,)


@pytest.fixture(scope="module")
def _closed_once():
    return MadeOnce(_close)


@pytest.fixture
def minutes(session, commune, _closed_once):
    """Closed with real papers."""
    return _closed_once(session, commune)[0]


def content(session, minutes, copy=Copy.full) -> bytes:
    return press.store().read(queries.file(session, minutes.id, "es", copy).digest)


def saved_anew(pdf: bytes) -> bytes:
    """What another program makes of it: the same pages and data, other bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.docinfo["/Title"] = "Otra"
        opened.save(out)
    return out.getvalue()


def test_the_very_file_is_known_and_what_others_made_of_it_is_told_apart(session, minutes):
    pdf = content(session, minutes)
    found = check_file(session, pdf)
    assert (found.verdict, found.known.copy, found.replaced) == (Verdict.file, Copy.full, False)
    assert check_file(session, saved_anew(pdf)).verdict is Verdict.data_only
    signed = pdf + b"\n1 0 obj\nnull\nendobj\n%%EOF\n"  # what signing adds comes after the end
    assert check_file(session, signed).verdict is Verdict.extended
    assert check_file(session, b"%PDF-1.7 " + signed).verdict is not Verdict.extended
    for other in (b"", b"%PDF-1.7 nothing", b"GIF89a", pdf[:4000]):
        assert check_file(session, other).verdict is Verdict.unknown


def test_each_copy_has_a_code_of_its_own_in_both_languages(session, minutes):
    codes = {(each.copy, each.content[:16]) for each in queries.papers(minutes)}
    assert len(codes) == 2
    for copy, code in codes:
        found = check_code(session, code)
        assert (found.verdict, found.known.copy) == (Verdict.code, copy)
        assert [each.language for each in found.known.files] == ["en", "es"]
    assert check_code(session, "0000 0000 0000 0000").verdict is Verdict.unknown
    assert check_code(session, "%%%%%%%%%%%%%%%%").verdict is Verdict.no_code


def test_the_paper_of_a_reopened_closing_is_known_as_such(session, minutes):
    first = content(session, minutes)
    reopened(session, minutes)
    assert check_file(session, first).replaced
    closing.close(session, minutes.meeting_id, **ACT)
    session.commit()
    found = check_file(session, first)
    assert (found.verdict, found.known.closing, found.replaced) == (Verdict.file, 1, True)
    second = check_file(session, content(session, minutes))
    assert (second.known.closing, second.replaced) == (2, False)


def test_anyone_may_ask_and_sees_no_name(session, minutes, client):
    """No name of a person, no identity number: neither who was there nor who closed."""
    code = next(each.content for each in queries.papers(minutes) if each.copy is Copy.full)
    page = client.get(f"/minutes/verify?code={code[:16]}").text
    assert "El código es auténtico." in page
    assert "Parlamento comunal" in page
    assert "Primer cierre" in page
    for private in ("Yelitza", "Carmen", "Rojas", "V-20", "20.000"):
        assert private not in page
    pdf = content(session, minutes)
    sent = {"file": (io.BytesIO(pdf), "acta.pdf"), "code": ""}
    answer = client.post("/minutes/verify", data=sent)
    assert "hasta el último byte" in answer.text


def test_bad_questions_are_answered_in_words(client, commune):
    for sent, status, words in (
        ({"code": ""}, 422, "Escriba el código del papel o elija un archivo."),
        ({"code": "<script>alert(1)</script>"}, 200, "Esto no es un código"),
        ({"code": "f" * 300}, 422, "f" * 300),
        ({"code": "9f3a 62c1 0b7e d4f8"}, 200, "Aquí no consta."),
        ({"file": (io.BytesIO(b"MZ\x90 no pdf"), "acta.pdf")}, 200, "Aquí no consta."),
    ):
        answer = client.post("/minutes/verify", data=sent)
        assert (answer.status_code, words in answer.text) == (status, True), sent
    assert "<script>alert" not in client.get("/minutes/verify?code=<script>alert(1)").text


def test_the_instructions_and_the_schema_are_for_anyone(client):
    page = client.get("/minutes/verify/how").text
    assert "sha256sum minutes.json" in page
    answer = client.get("/minutes/schema.json")
    assert answer.get_json()["title"].startswith("Minutes of a meeting")


def test_damaged_missing_and_changed_things_are_named(session, minutes):
    assert list(damages(session)) == []
    full, house = (queries.file(session, minutes.id, "es", copy) for copy in Copy)
    store = press.store()
    path = store.path(full.digest)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1])
    store.path(house.digest).unlink()
    minutes.snapshot = minutes.snapshot | {"number": 99}
    session.commit()
    found = {(each.how, each.what.split(" (")[0]) for each in damages(session)}
    number = minutes.number
    assert found == {
        ("changed", f"minutes {number}, closing 1, content"),
        ("damaged", f"minutes {number}, closing 1, es full"),
        ("missing", f"minutes {number}, closing 1, es house"),
    }


def test_also_what_was_reopened_and_what_opens_a_book_is_looked_at(session, minutes):
    body = minutes.meeting.body
    volume = book.open_next(
        session, body.id, number=1, leaves=100, first_leaf=1, sides=Sides.one, **ACT
    )
    reopened(session, minutes)
    assert list(damages(session)) == []
    minutes.former[0].snapshot = minutes.former[0].snapshot | {"number": 99}
    (page,) = queries.on_leaves(session, volume.id)
    press.store().path(page.digest).unlink()
    session.commit()
    assert {(each.how, each.what.split(" (")[0]) for each in damages(session)} == {
        ("changed", f"minutes {minutes.number}, closing 1, content"),
        ("missing", "volume 1, opening"),
    }


def test_the_terminal_says_what_a_file_is_and_whether_all_are_whole(
    session, minutes, app, tmp_path, monkeypatch
):
    monkeypatch.setattr("assembly.cli.verify.create_app", lambda: app)
    good, other = tmp_path / "acta.pdf", tmp_path / "otra.pdf"
    good.write_bytes(content(session, minutes))
    other.write_bytes(saved_anew(good.read_bytes()))

    def told(*files):
        session.commit()  # the command asks the database by itself
        return CliRunner().invoke(command, [str(file) for file in files])

    done = told(good)
    assert done.exit_code == 0
    assert f"is minutes no. {minutes.number} of Parlamento comunal, closing 1" in done.output
    done = told(good, other)
    assert done.exit_code == 1
    assert "NOT the file" in done.output
    done = told()
    assert (done.exit_code, "All files are whole." in done.output) == (0, True)
    file = queries.file(session, minutes.id, "en", Copy.full)
    press.store().path(file.digest).unlink()
    done = told()
    assert done.exit_code == 1
    assert "MISSING: minutes" in done.output
