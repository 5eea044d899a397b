"""`python -m assembly.recount FILE [--lang es|en]`.

Exit codes: 0 it agrees; 1 it does not; 2 it is no published vote.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assembly.recount.checking import recount
from assembly.recount.reading import NotPublished, read
from assembly.recount.telling import tell_recount
from assembly.recount.words import LANGUAGES, say


def run(file: Path, language: str) -> int:
    """Recount a file, print what was found, give the exit code."""
    try:
        found = recount(read(file.read_bytes()))
    except NotPublished as error:
        print(say(language, f"bad_{error.code}", where=error.where), file=sys.stderr)
        return 2
    except OSError as error:
        print(say(language, "bad_unreadable", where=error.strerror), file=sys.stderr)
        return 2
    print("\n".join(tell_recount(found, language)))
    return 0 if found.agrees else 1


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m assembly.recount")
    parser.add_argument("file", type=Path)
    parser.add_argument("--lang", choices=LANGUAGES, default="es")
    told = parser.parse_args()
    sys.exit(run(told.file, told.lang))


if __name__ == "__main__":
    main()
