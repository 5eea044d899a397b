"""The `assembly` command, run as a person runs it: in a process of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest
from click.testing import CliRunner

from assembly.cli import main


@pytest.fixture
def assembly(tmp_path):
    """Runs `assembly …` on an instance of its own and gives the finished process."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "ASSEMBLY_INSTANCE": str(tmp_path / "instance"),
    }

    def run(*arguments, **more):
        return subprocess.run(
            [sys.executable, "-m", "assembly", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            **more,
        )

    run.environment = environment
    return run


def test_each_command_explains_itself(assembly):
    overview = assembly("--help")
    assert overview.returncode == 0
    commands = re.findall(r"^  ([a-z-]+) ", overview.stdout.split("Commands:")[1], re.M)
    assert {"run", "demo", "create-admin", "verify", "migrate", "minutes"} <= set(commands)
    runner = CliRunner()
    for command in commands:
        told = runner.invoke(main, [command, "--help"])
        assert told.exit_code == 0
        assert f"Usage: main {command}" in told.output


def test_a_mistyped_command_is_two_and_a_bad_setting_is_one(assembly):
    assert assembly("nothing").returncode == 2
    assembly.environment["ASSEMBLY_PORT"] = "door"
    wrong = assembly("migrate")
    assert wrong.returncode == 1
    assert "ASSEMBLY_PORT" in wrong.stderr
    assert "Traceback" not in wrong.stderr


def test_an_administrator_is_made_once_and_the_journal_holds(assembly):
    words = ("--name", "Yelitza Rondón", "--login", "yelitza", "--password", "cafe con panela 31")
    made = assembly("create-admin", *words)
    assert made.returncode == 0, made.stderr
    again = assembly("create-admin", *words)
    assert again.returncode == 1
    assert "Traceback" not in again.stderr
    checked = assembly("verify")
    assert checked.returncode == 0
    assert re.search(r"\d+ entries, head [0-9a-f]{64}", checked.stdout)


def test_a_weak_password_is_refused_in_words(assembly):
    weak = assembly("create-admin", "--name", "A", "--login", "aaa", "--password", "1234")
    assert weak.returncode == 1
    assert "Error:" in weak.stderr


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.faults
def test_run_prints_the_address_and_the_code_and_answers(assembly):
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "assembly", "run", "--port", str(port)],
        env=assembly.environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        told = ""
        while not re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", told):
            line = process.stdout.readline()
            assert line, told
            told += line
        assert f"http://localhost:{port}" in told
        page = urllib.request.Request(f"http://127.0.0.1:{port}/healthz")
        assert wait_for(page) == b"ok\n"
        second = assembly("run", "--port", str(port))
        assert second.returncode == 1
        assert str(port) in second.stderr
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate()


def wait_for(page):
    """The answer, once the server listens: it refuses connections until then."""
    while True:
        try:
            with urllib.request.urlopen(page, timeout=30) as answer:
                return answer.read()
        except ConnectionRefusedError:
            continue
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise


def test_ranked_ballots_of_another_program_are_counted(assembly, tmp_path):
    """Droop's example «42», by hand: quota 6 // 3 + 1 = 3; Castor passes 1 to Pollux; Pollux has 1, Helen 2."""
    blt = tmp_path / "42.blt"
    blt.write_text('3 2\n4 1 2 0\n2 3 0\n0\n"Castor"\n"Pollux"\n"Helen"\n"Twins"\n')
    told = assembly("elections", "count", str(blt), "--rule", "scottish-stv")
    assert told.returncode == 0, told.stderr
    assert "Elected: Castor; Helen." in told.stdout
    data = json.loads(assembly("elections", "count", str(blt), "--json").stdout)
    assert data["quota"] == 3
    assert data["elected"] == [1, 3]
    assert data["stages"][1]["transfers"] == [[1, 2, 4, "1.00000"]]


def test_a_tie_of_ranked_ballots_waits_for_the_lot(assembly, tmp_path):
    blt = tmp_path / "tie.blt"
    blt.write_text('2 1\n3 1 0\n3 2 0\n0\n"Ana"\n"José"\n"Coordinación"\n')
    waiting = assembly("elections", "count", str(blt), "--lang", "es")
    assert waiting.returncode == 1
    assert "--lot 2:1  Ana" in waiting.stderr
    drawn = assembly("elections", "count", str(blt), "--lang", "es", "--lot", "2:1")
    assert drawn.returncode == 0
    assert "Resultan electos o electas: José." in drawn.stdout


def test_a_malformed_file_of_ballots_is_told_by_line(assembly, tmp_path):
    blt = tmp_path / "wrong.blt"
    blt.write_text('2 1\n3 1 0\n3 9 0\n0\n"Ana"\n"José"\n')
    told = assembly("elections", "count", str(blt))
    assert told.returncode == 1
    assert "line 3: there is no candidate with this number: 9" in told.stderr


def test_a_backup_brings_the_house_to_another_machine_or_says_what_is_damaged(assembly, tmp_path):
    assert assembly("migrate").returncode == 0
    done = assembly("backup", "--to", str(tmp_path / "usb"))
    assert done.returncode == 0
    (made,) = (tmp_path / "usb").iterdir()
    assert str(made) in done.stdout
    broken = made.with_name("broken.zip")
    content = bytearray(made.read_bytes())
    content[content.index(b"database/assembly.sqlite") + 200] ^= 1
    broken.write_bytes(content)
    assembly.environment["ASSEMBLY_INSTANCE"] = str(tmp_path / "other")
    refused = assembly("restore", str(broken))
    assert refused.returncode == 1
    assert "DAMAGED: database/assembly.sqlite" in refused.stderr
    assert assembly("restore", str(made)).returncode == 0
    assert "The journal is empty" in assembly("verify").stdout
