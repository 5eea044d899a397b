"""The wheel carries what the checkout has beside the package; the locks name no place."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Built as `pip wheel .` builds it, with what is installed here and without network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The wheel unpacked, as pip would lay it down."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files(folder: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        # `look` has the pictures of the README
        if path.is_file() and path.parent.name not in ("__pycache__", "look")
    }


@pytest.mark.parametrize("folder", ["templates", "static", "migrations"])
def test_the_wheel_holds_every_file_beside_the_package(wheel, folder):
    inside = set(zipfile.ZipFile(wheel).namelist())
    missing = {name for name in files(folder) if f"assembly/{name}" not in inside}
    assert not missing


def test_the_wheel_holds_compiled_catalogues_and_nothing_foreign(wheel):
    inside = zipfile.ZipFile(wheel).namelist()
    assert "assembly/translations/es/LC_MESSAGES/messages.mo" in inside
    assert not [name for name in inside if not name.startswith(("assembly/", "assembly-"))]
    assert not [name for name in inside if "tests/" in name or "instance/" in name]


def test_the_installed_application_starts_with_its_own_files(installed, tmp_path):
    """From another folder, without the checkout: it finds its templates and makes its tables."""
    program = """
import os
from assembly import paths
from assembly.app import create_app
from assembly.upgrading import bring_up_to_date
app = create_app()
bring_up_to_date(app)
print(paths.TEMPLATES, paths.default_instance())
print(app.test_client().get("/", follow_redirects=True).status_code)
"""
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed), "ASSEMBLY_INSTANCE": str(tmp_path / "house")},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert answer.split() == [
        str(installed / "assembly" / "templates"),
        str(tmp_path / "instance"),
        "200",
    ]
    assert (tmp_path / "house" / "assembly.sqlite").exists()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_versions_and_hashes_and_no_place(name):
    lines = (ROOT / name).read_text().splitlines()
    pin = re.compile(r"[a-z0-9][a-z0-9.-]*==[A-Za-z0-9.!+]+( ; [^/]+)? \\")
    digest = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in lines if not (pin.fullmatch(line) or digest.fullmatch(line))] == []


def test_what_runs_is_pinned_the_same_for_the_tests():
    runtime, development = (
        set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime
    assert runtime <= development
