"""Recounting a published vote: the same as `python -m assembly.recount`."""

from __future__ import annotations

from pathlib import Path

import click

from assembly.recount.__main__ import run
from assembly.recount.words import LANGUAGES


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="es", show_default=True)
def recount(file: Path, lang: str) -> None:
    """Recount a vote from its published FILE alone, without the database.

    Exit codes: 0 everything agrees; 1 it does not; 2 it is no published vote.
    """
    raise SystemExit(run(file, lang))
