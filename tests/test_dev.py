"""The door says what it can do, and counts honestly."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

REPORT = """<testsuites><testsuite name="pytest" errors="{errors}" failures="{failures}"
skipped="{skipped}" tests="{tests}" /></testsuites>"""


def dev(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(ROOT / "dev"), *words], capture_output=True, text=True, check=False
    )


def test_alone_it_lists_its_commands():
    shown = dev()
    assert shown.returncode == 0
    for command in ("run", "test", "lint", "bench", "translate", "lock"):
        assert f"./dev {command}" in shown.stdout


def test_an_unknown_command_is_refused():
    refused = dev("dance")
    assert refused.returncode == 1
    assert "no command called dance" in refused.stderr


def tally(folder: Path, *failed_checks: str) -> tuple[str, int]:
    ran = subprocess.run(
        [sys.executable, ROOT / "tests" / "tally.py", folder, *failed_checks],
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout.splitlines()[-1], ran.returncode


@pytest.mark.parametrize(
    ("first", "second", "failed_checks", "line", "status"),
    [
        ((10, 0, 0, 0), (10, 0, 0, 0), (), "20 passed, 0 failed", 0),
        ((10, 0, 0, 1), (10, 0, 0, 0), (), "19 passed, 0 failed, 1 skipped", 0),
        ((10, 2, 0, 0), (10, 0, 1, 0), (), "17 passed, 3 failed", 1),
        ((10, 0, 0, 0), (10, 0, 0, 0), ("types",), "20 passed, 1 failed", 1),
        ((0, 0, 0, 0), (0, 0, 0, 0), (), "0 passed, 0 failed", 1),
    ],
)
def test_the_last_line_adds_up_both_runs(tmp_path, first, second, failed_checks, line, status):
    for name, (tests, failures, errors, skipped) in (("a", first), ("b", second)):
        (tmp_path / f"{name}.xml").write_text(
            REPORT.format(tests=tests, failures=failures, errors=errors, skipped=skipped)
        )
    assert tally(tmp_path, *failed_checks) == (line, status)


def test_a_run_that_broke_without_a_report_is_a_failure(tmp_path):
    (tmp_path / "a.xml").write_text(REPORT.format(tests=10, failures=0, errors=0, skipped=0))
    (tmp_path / "b.broken").touch()
    assert tally(tmp_path) == ("10 passed, 1 failed", 1)
