"""What every child process is: requests on standard input, answers with their files on standard output."""

import gc
import json
import os
import resource
import select
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

from assembly.paper import wire

Tell = Callable[[int], None]
Answer = Callable[[dict[str, Any], Tell], tuple[dict[str, Any], bytes]]
"""A request becomes the header of the reply (ok, detail, notes) and the file, empty when it failed."""

IDLE_SECONDS = 60.0
"""A child without work for so long ends, and gives its memory back."""
HEAVY_BYTES = 128 * 2**20
"""A child that has grown beyond this over a long paper ends at once."""
MOST_BYTES = 2 * 2**30
"""A paper that wants more memory fails, before the laptop starts to swap; 150 pages take 0.5 GB."""


def serve(answer: Answer) -> None:
    """Answer requests from standard input until it closes or nothing comes for a while."""
    requests = cast(BinaryIO, os.fdopen(os.dup(0), "rb", buffering=0))
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes to the log, not into the file
    os.nice(5)  # readers first
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, resource.RLIM_INFINITY))
    most_open = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most_open, most_open))  # what is joined stays open
    gc.disable()  # a paper is short-lived: collecting between papers saves a tenth of the time
    while select.select([requests], [], [], IDLE_SECONDS)[0]:
        try:
            request = json.loads(wire.read(requests))
        except EOFError:
            return
        told, pdf = answer(request, lambda done: _tell(replies, done))
        wire.write(replies, json.dumps(told).encode())
        wire.write(replies, pdf)
        gc.collect()
        if _resident_bytes() > HEAVY_BYTES:
            return


def _tell(replies: BinaryIO, done: int) -> None:
    """How many parts are done: an answer that is not the last one."""
    wire.write(replies, json.dumps({"done": done}).encode())


def _resident_bytes() -> int:
    """Memory in use. Not `ru_maxrss`: that counts what the server held when it started us."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
