"""A backup is made while the house is in use, and another house goes on with it."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import sqlite3
import subprocess
import zipfile

import pytest
from sqlalchemy import text

from assembly.config import DEFAULTS
from assembly.copies import backup, rows
from assembly.copies.restore import RestoreError, restore
from assembly.copies.sealing import make_seal
from assembly.db import db
from assembly.journal import queries as journal
from assembly.people.models import Person
from assembly.search import queries as search
from assembly.storage import Store
from assembly.upgrading import bring_up_to_date, revisions
from tests.commune import NOW
from tests.minutes.scene import wednesday
from tests.minutes.test_actions import close

PASSPHRASE = "cuatro palabras de la comuna"


@pytest.fixture
def house(app, session, commune, tmp_path):
    """A house with a closed meeting and three stored files; gives its store."""
    held = wednesday(session, commune)
    close(session, held.meeting)
    session.commit()
    store = Store(tmp_path / "files")
    for content in (b"one", b"two" * 1000, bytes(300_000)):
        store.put(content)
    return store


@pytest.fixture(scope="module")
def seal():
    """Slow by design: one for all."""
    return make_seal(PASSPHRASE)


@pytest.fixture
def new_house(make_app, make_database, request):
    """Makes the application of an empty house, each time another."""
    made = []

    def make():
        name = f"restored{len(made)}_{request.node.name[:20]}".replace("[", "").replace("]", "")
        url = make_database("".join(sign for sign in name if sign.isalnum() or sign == "_").lower())
        app = make_app(SQLALCHEMY_DATABASE_URI=url, SECRET_KEY="x" * 40)
        made.append(app)
        return app

    return make


def make(store, folder, **more):
    return backup.make(db.engine, store, folder, settings=DEFAULTS | {"PORT": 8001}, at=NOW, **more)


def bring_back(app, path, passphrase=None):
    with app.app_context():
        known = revisions()
        return restore(
            app,
            path,
            passphrase=lambda: passphrase,
            known_revisions=set(known),
            head_revision=known[0],
            bring_up_to_date=lambda: bring_up_to_date(app),
        )


def everything() -> dict[str, list[bytes]]:
    """All rows of this house as lines."""
    with db.engine.connect() as connection:
        return {
            table.name: [rows.to_line(row) for row in rows.rows_of(connection, table)]
            for table in rows.tables()
        }


@pytest.mark.parametrize("sealed", [False, True])
def test_another_house_goes_on_with_it(session, house, new_house, tmp_path, seal, sealed):
    before, head = everything(), journal.head(session).digest
    made = make(house, tmp_path / "usb", seal=seal if sealed else None)
    assert made.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()
    other = new_house()
    manifest = bring_back(other, made.path, PASSPHRASE)
    assert manifest.commune == "Comuna Monte Sinaí"
    with other.app_context():
        assert everything() == before
        assert journal.head(db.session).digest == head
        assert journal.verify(db.session) is None
        found, _more = search.find(db.session, "vivero")
        assert found
        store = Store(other.config["INSTANCE"] / "files")
        assert list(store.digests()) == list(house.digests())
        for digest in store.digests():
            store.verify(digest)
        # the house goes on: new rows take new numbers
        db.session.add(Person(name="Nueva", name_key="nueva"))
        db.session.commit()
        db.session.remove()


def test_it_holds_no_secret_and_says_what_it_holds(app, session, house, tmp_path):
    made = make(house, tmp_path / "usb")
    with zipfile.ZipFile(made.path) as archive:
        archive.extractall(tmp_path / "unpacked")
    done = subprocess.run(
        ["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path / "unpacked", check=False
    )
    assert done.returncode == 0
    config = json.loads((tmp_path / "unpacked" / "config.json").read_text())
    assert config == {"PORT": 8001}
    settings = backup.settings_without_secrets(app.config)
    assert app.config["SECRET_KEY"] not in json.dumps(settings)
    assert str(app.config["SQLALCHEMY_DATABASE_URI"]) not in json.dumps(settings)


def test_a_sealed_copy_is_in_the_standard_format_and_shows_nothing(session, house, tmp_path, seal):
    """The first lines of both files as https://age-encryption.org/v1 asks for them: a key under a
    passphrase (scrypt), a copy sealed for that key (X25519)."""
    made = make(house, tmp_path / "usb", seal=seal)
    with zipfile.ZipFile(made.path) as outer:
        armor, *lines = outer.read("key.age").split(b"\n")
        key = base64.b64decode(b"".join(lines[:-2]))
        copy = outer.read("backup.zip.age")
    assert armor == b"-----BEGIN AGE ENCRYPTED FILE-----"
    assert key.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert copy.startswith(b"age-encryption.org/v1\n-> X25519 ")
    assert b"Monte Sina" not in made.path.read_bytes()
    assert b"manifest" not in made.path.read_bytes()


def test_a_writer_does_not_wait_for_it_nor_it_for_the_writer(session, house, tmp_path):
    """Somebody is in the middle of saving: her row is not in the copy, and nobody waited."""
    with db.engine.connect() as writer:
        writer.execute(
            text("INSERT INTO login_attempt (key, failures, last_at) VALUES ('x', 1, :at)"),
            {"at": "2026-05-20 12:00:00"},
        )
        made = make(house, tmp_path / "usb")
        writer.rollback()
    assert made.manifest.rows["login_attempt"] == 0


def test_without_its_passphrase_it_stays_shut(session, house, new_house, tmp_path, seal):
    made, other = make(house, tmp_path / "usb", seal=seal), new_house()
    for passphrase, code in ((None, "passphrase_needed"), ("another one", "passphrase_wrong")):
        with pytest.raises(RestoreError, match=code):
            bring_back(other, made.path, passphrase)


def damage(path, name: bytes | str, *, in_list: bool = False):
    """The same archive with one member changed by a byte."""
    changed = path.with_name("damaged.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == name:
                content = content[:-1] + bytes([content[-1] ^ 1])
            new.writestr(info, content)
    return changed


def test_what_is_damaged_is_named_and_nothing_is_restored(session, house, new_house, tmp_path):
    made = make(house, tmp_path / "usb")
    other, digest = new_house(), sorted(house.digests())[1]
    names = [f"files/{digest[:2]}/{digest}"]
    names += [each.path for each in made.manifest.files if each.path.startswith("database/")][:1]
    for name in names:
        with pytest.raises(RestoreError) as refused:
            bring_back(other, damage(made.path, name))
        assert (refused.value.code, refused.value.detail) == ("damaged", name)
        assert not (other.config["INSTANCE"] / "files").exists()
        assert list(other.config["INSTANCE"].glob(".restore-*")) == []
    bring_back(other, made.path)  # the good one still finds the house empty


def test_a_file_that_breaks_off_or_is_something_else_is_told(session, house, new_house, tmp_path):
    made, other = make(house, tmp_path / "usb"), new_house()
    short = tmp_path / "short.zip"
    short.write_bytes(made.path.read_bytes()[:-2000])
    with pytest.raises(RestoreError, match="damaged: short"):
        bring_back(other, short)
    photos = tmp_path / "photos.zip"
    with zipfile.ZipFile(photos, "w") as archive:
        archive.writestr("a.jpg", b"x")
    with pytest.raises(RestoreError, match="not_a_backup"):
        bring_back(other, photos)


def test_a_house_that_is_not_empty_is_left_alone(app, session, house, tmp_path):
    made, before = make(house, tmp_path / "usb"), everything()
    with pytest.raises(RestoreError, match="not_empty"):
        bring_back(app, made.path)
    assert everything() == before


def test_a_copy_of_a_later_program_is_refused(session, house, new_house, tmp_path):
    made = make(house, tmp_path / "usb")
    later = tmp_path / "later.zip"
    with zipfile.ZipFile(made.path) as old, zipfile.ZipFile(later, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "manifest.json":
                content = content.replace(made.manifest.revision.encode(), b"9999")
            new.writestr(info, content)
    with pytest.raises(RestoreError, match="newer: 9999"):
        bring_back(new_house(), later)


def test_a_file_damaged_in_the_store_is_named_and_copied_as_it_is(
    session, house, new_house, tmp_path
):
    digest = next(iter(house.digests()))
    house.path(digest).chmod(0o600)
    house.path(digest).write_bytes(b"mould")
    made = make(house, tmp_path / "usb")
    assert made.manifest.damaged == (f"files/{digest[:2]}/{digest}",)
    assert bring_back(new_house(), made.path).damaged == made.manifest.damaged


def test_without_room_nothing_is_begun(session, house, tmp_path, monkeypatch):
    """The machine says how much is free; here it says: hardly anything."""
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(9, 8, 1000))
    with pytest.raises(backup.NoRoom) as told:
        make(house, tmp_path / "usb")
    assert told.value.free == 1000
    assert list((tmp_path / "usb").iterdir()) == []


def test_called_off_in_the_middle_nothing_is_left(session, house, tmp_path, seal):
    def stop(done, total, step):
        if step.startswith("files/"):
            raise KeyboardInterrupt

    for each in (None, seal):
        with pytest.raises(KeyboardInterrupt):
            make(house, tmp_path / "usb", seal=each, tell=stop)
        assert list((tmp_path / "usb").iterdir()) == []


def test_rows_go_into_a_database_of_another_kind(session, house, make_database, make_app, tmp_path):
    """What PostgreSQL gives as lines of JSON, SQLite takes; and the other way round."""
    before = everything()
    with db.engine.connect() as connection:
        lines = {
            table.name: [rows.to_line(row) for row in rows.rows_of(connection, table)]
            for table in rows.tables()
        }
    other = make_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'other.sqlite'}")
    with other.app_context():
        bring_up_to_date(other)
        with db.engine.begin() as connection:
            rows.fill(
                connection,
                lambda table: (rows.from_line(table, line) for line in lines[table.name]),
            )
        assert everything() == before
        assert (
            sqlite3.connect(tmp_path / "other.sqlite")
            .execute("SELECT count(*) FROM search_index WHERE search_index MATCH 'vivero'")
            .fetchone()[0]
        )
        db.session.remove()
