"""The server's parent process: it imports the server and nothing of the application.

``assembly run`` prepares the house (database, first-run code) and then becomes this process, so that
the application is in memory once, in the worker.
"""

from __future__ import annotations

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

_FOR_BALLOTS = 124


def main(host: str, port: int, workers: int, threads: int) -> None:
    """Serve until told to stop.

    One worker that makes four pages at once has the shortest tail on SQLite, which lets one
    transaction write at a time; PostgreSQL gains from more workers. Its other threads hold the ballots
    that wait to be written together: the more of them wait, the less each costs.
    """
    Granian(
        "assembly.app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=threads + _FOR_BALLOTS,
        backlog=1024,
        # It warns of many threads at every start; here most of them only wait.
        log_level=LogLevels.error,
        respawn_failed_workers=True,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
