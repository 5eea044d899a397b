"""Export: finished papers as files, never another file overwritten."""

import pytest
from click.testing import CliRunner

from assembly.cli.minutes import minutes
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingKind, MeetingStatus
from assembly.minutes import actions, press, queries
from assembly.minutes.actions import FinishedFile
from assembly.minutes.export import FAILED, Written, export
from assembly.minutes.rules import Copy, next_number
from tests.minutes.scene import ACT, EVENING


@pytest.fixture
def ids(session, commune) -> list[int]:
    """Three closed acts with small papers."""
    store = press.store()
    made = []
    for number in (29, 30, 31):
        meeting = Meeting(
            body=commune.body,
            kind=MeetingKind.ordinary,
            number=number,
            status=MeetingStatus.ended,
            scheduled_at=EVENING.replace(year=2025 if number == 29 else 2026),
        )
        session.add(meeting)
        session.flush()
        last = queries.last_number(session, commune.body.id)
        document = queries.document_of(
            session, meeting.id, number=next_number(last, first=29), closed_at=EVENING
        )
        files = [
            FinishedFile(
                language, copy, store.put(f"{number} {language} {copy}".encode()), 2, "0" * 64
            )
            for language in ("es", "en")
            for copy in Copy
        ]
        closed = actions.close_minutes(
            session, meeting=meeting, document=document, files=files, title="x", **ACT
        )
        made.append(closed.id)
    session.commit()
    return made


def results(done) -> list[tuple[int, str]]:
    return [(each.number, each.result.value) for each in done]


def test_each_act_is_a_file_in_the_folder_of_its_body_and_year(session, ids, tmp_path):
    done = list(export(session, ids, folder=tmp_path))
    assert results(done) == [(29, "written"), (30, "written"), (31, "written")]
    files = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.pdf"))
    assert files == [
        "parlamento-comunal/2025/acta-29.pdf",
        "parlamento-comunal/2026/acta-30.pdf",
        "parlamento-comunal/2026/acta-31.pdf",
    ]
    assert done[0].path.read_bytes() == b"29 es full"
    assert [path for path in tmp_path.rglob("*") if path.name.startswith(".")] == []


def test_language_and_copy(session, ids, tmp_path):
    (done,) = export(session, ids[:1], folder=tmp_path, language="en", copy=Copy.house)
    assert done.path.name == "minutes-29-without-numbers.pdf"
    assert done.path.read_bytes() == b"29 en house"


def test_what_is_there_stays(session, ids, tmp_path):
    list(export(session, ids, folder=tmp_path))
    changed = tmp_path / "parlamento-comunal/2026/acta-30.pdf"
    changed.write_bytes(b"somebody's own")
    done = list(export(session, ids, folder=tmp_path))
    assert results(done) == [(29, "there"), (30, "differs"), (31, "there")]
    assert changed.read_bytes() == b"somebody's own"


def test_a_paper_that_is_lost_or_damaged_is_named_and_the_rest_goes_on(session, ids, tmp_path):
    store = press.store()
    lost, damaged = (queries.file(session, each, "es", Copy.full).digest for each in ids[:2])
    store.path(lost).unlink()
    store.path(damaged).chmod(0o600)
    store.path(damaged).write_bytes(b"x")
    done = list(export(session, ids, folder=tmp_path))
    assert results(done) == [(29, "missing"), (30, "damaged"), (31, "written")]
    assert {Written.missing, Written.damaged, Written.differs} == FAILED


def test_which_acts(session, ids, commune):
    def found(**wanted):
        return queries.ids(session, zone="America/Caracas", **wanted)

    assert found() == ids
    assert found(year=2026) == ids[1:]
    assert found(year=2024) == []
    assert found(meeting_number=30) == [ids[1]]
    assert found(body_id=commune.body.id) == ids
    assert found(body_id=commune.body.id + 1) == []


# From the terminal ------------------------------------------------------------------------------------


@pytest.fixture
def terminal(session, ids, app, monkeypatch):
    """`assembly minutes export …` in this process."""
    monkeypatch.setattr("assembly.cli.minutes.prepared", lambda: app)

    def run(*arguments: str):
        session.commit()  # the command asks the database by itself
        return CliRunner().invoke(minutes, ["export", *arguments])

    return run


def test_the_command_tells_each_act_and_its_exit_code_means_something(terminal, tmp_path):
    out = ("--out", str(tmp_path))
    done = terminal("--all", *out)
    assert done.exit_code == 0, done.output
    assert "[3/3] 31: written:" in done.output
    paper = tmp_path / "parlamento-comunal/2026/acta-31.pdf"
    assert paper.read_bytes() == b"31 es full"
    assert "sha256sum" in (tmp_path / "how-to-check.es.md").read_text(encoding="utf-8")
    assert "was there already" in terminal("--meeting", "31", *out).output
    english = terminal("--year", "2026", "--lang", "en", "--body", "parlamento COMUNAL", *out)
    assert (english.exit_code, (paper.parent / "minutes-31.pdf").exists()) == (0, True)
    paper.write_bytes(b"another")
    differs = terminal("--all", *out)
    assert differs.exit_code == 1
    assert "a different file has this name" in differs.output
    assert paper.read_bytes() == b"another"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "--meeting N, --year Y or --all"),
        (("--all", "--year", "2026"), 2, "--meeting N, --year Y or --all"),
        (("--year", "2020"), 1, "no closed minutes"),
        (("--all", "--body", "Otra"), 1, "Parlamento comunal"),
        (("--all", "--lang", "fr"), 2, "fr"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_stack_trace(
    terminal, tmp_path, arguments, code, words
):
    done = terminal(*arguments, "--out", str(tmp_path))
    assert done.exit_code == code
    assert words in done.output
    assert isinstance(done.exception, SystemExit)


def test_a_folder_that_cannot_be_written_is_named(terminal, tmp_path):
    (tmp_path / "parlamento-comunal").write_text("in the way")
    done = terminal("--all", "--out", str(tmp_path))
    assert done.exit_code == 1
    assert str(tmp_path) in done.output
    assert isinstance(done.exception, SystemExit)
