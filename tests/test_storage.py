"""The store keeps a file whole or not at all, and never shows a damaged one."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from assembly.storage import StorageError, Store

# SHA-256 of "abc", from FIPS 180-2, appendix B.1.
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


def files(store: Store) -> list[str]:
    return sorted(path.name for path in store.root.rglob("*") if path.is_file())


def test_put_names_the_file_by_its_sha256(store: Store) -> None:
    assert store.put(b"abc") == ABC
    assert store.read(ABC) == b"abc"
    assert store.path(ABC).read_bytes() == b"abc"
    store.verify(ABC)


def test_put_twice_keeps_one_file_and_does_not_touch_it(store: Store) -> None:
    store.put(b"abc")
    before = store.path(ABC).stat()
    assert store.put(b"abc") == ABC
    after = store.path(ABC).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert files(store) == [ABC]


def test_an_empty_file_is_a_file(store: Store) -> None:
    digest = store.put(b"")
    assert store.read(digest) == b""


def test_digests_lists_what_was_put_in_order(store: Store) -> None:
    assert list(store.digests()) == []
    put = {store.put(bytes([n])) for n in range(20)}
    assert list(store.digests()) == sorted(put)


@pytest.mark.parametrize("ask", [Store.read, Store.verify])
def test_a_missing_file_is_named(store: Store, ask) -> None:
    with pytest.raises(StorageError) as caught:
        ask(store, ABC)
    assert (caught.value.code, caught.value.digest) == ("missing", ABC)


@pytest.mark.parametrize("ask", [Store.read, Store.verify])
def test_a_damaged_file_is_named_and_not_shown(store: Store, ask) -> None:
    store.put(b"abc")
    store.path(ABC).chmod(0o600)
    store.path(ABC).write_bytes(b"abd")
    with pytest.raises(StorageError) as caught:
        ask(store, ABC)
    assert (caught.value.code, caught.value.digest) == ("damaged", ABC)


def test_putting_the_right_content_again_heals_a_damaged_file(store: Store) -> None:
    store.put(b"abc")
    store.path(ABC).chmod(0o600)
    store.path(ABC).write_bytes(b"abd")
    store.put(b"abc")
    assert store.read(ABC) == b"abc"


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", ABC.upper(), ABC + "0", "g" * 64])
def test_only_a_digest_opens_a_file(store: Store, digest: str) -> None:
    with pytest.raises(ValueError):
        store.path(digest)


@pytest.mark.faults
def test_a_full_disk_leaves_nothing_half_done(store: Store) -> None:
    """The kernel cuts files of this process at 1,000 bytes, in the middle of the write."""
    kept = store.put(b"small")
    script = """
import resource, signal, sys
from pathlib import Path
from assembly.storage import Store, StorageError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    Store(Path(sys.argv[1])).put(b"x" * 100_000)
except StorageError as error:
    print(error.code, error.digest)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(store.root)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    assert done.stdout.split() == ["full", hashlib.sha256(b"x" * 100_000).hexdigest()]
    assert files(store) == [kept]
    assert store.read(kept) == b"small"
