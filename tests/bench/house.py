"""The house as a whole: how soon it answers, how little it holds while nobody asks, what the first page weighs."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

_LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def measure(instance: Path) -> list[tuple[str, str, str, str]]:
    """Start `assembly run` twice (the first time makes the tables) and look at it."""
    rows: list[tuple[str, str, str, str]] = []
    for what in ("first start", "start to the first answer"):
        port = _free_port()
        begun = time.perf_counter()
        process = _start(instance, port)
        try:
            _answer(f"http://127.0.0.1:{port}/healthz")
            took = time.perf_counter() - begun
            goal = "≤ 1.5 s" if rows else ""
            rows.append((what, f"{took:.2f} s", "", goal))
            if len(rows) == 2:
                page = _weight(f"http://127.0.0.1:{port}/home/setup")
                rows.append(("first page with everything", f"{page / 1024:.0f} KB", "", "≤ 60 KB"))
                held = _memory(process.pid)
                rows.append(("idle memory, all processes", f"{held / 1024:.0f} MB", "", "≤ 120 MB"))
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
    return rows


def _start(instance: Path, port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "assembly", "run", "--port", str(port)],
        env={**os.environ, "ASSEMBLY_INSTANCE": str(instance)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answer(address: str) -> bytes:
    """The answer, as transferred, once the server listens."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    while True:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return bytes(answer.read())
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            time.sleep(0.01)


def _weight(address: str) -> int:
    """Bytes of a page with its style sheets, scripts and the two fonts of the interface."""
    with urllib.request.urlopen(address, timeout=30) as answer:
        linked = _LINKED.findall(answer.read().decode())
    house = address.split("/home")[0]
    fonts = ["/static/fonts/archivo-400.woff2", "/static/fonts/archivo-700.woff2"]
    return sum(len(_answer(each)) for each in [address, *(house + link for link in linked + fonts)])


def _memory(leader: int) -> int:
    """Kilobytes of all processes of the house; what they share is counted once (PSS)."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == os.getpgid(leader):
                told = (process / "smaps_rollup").read_text()
                total += int(re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)[1])  # type: ignore[index]
        except (OSError, TypeError):
            continue
    return total
