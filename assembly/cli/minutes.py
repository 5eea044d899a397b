"""Closed minutes."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app

from assembly.cli.migrate import prepared
from assembly.db import db
from assembly.minutes import export, queries
from assembly.minutes.rules import Copy
from assembly.minutes.verify import instructions
from assembly.people import queries as people
from assembly.people.rules import fold
from assembly.web.i18n import LANGUAGES


@click.group()
def minutes() -> None:
    """Closed minutes."""


@minutes.command("export")
@click.option("--meeting", type=click.IntRange(1), help="Only the session with this number.")
@click.option("--year", type=click.IntRange(1900, 9999), help="Only the sessions of this year.")
@click.option("--all", "everything", is_flag=True, help="All that are closed.")
@click.option("--body", help="Only those of this body (its name).")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["es", "en"]), help="The body's language if not said.")
@click.option("--without-numbers", is_flag=True, help="The copy without identity numbers.")
def export_minutes(
    meeting: int | None,
    year: int | None,
    everything: bool,
    body: str | None,
    out: Path,
    lang: str | None,
    without_numbers: bool,
) -> None:
    """Write the finished PDFs into a folder, one per act. A different file is never overwritten."""
    if [meeting is not None, year is not None, everything].count(True) != 1:
        raise click.UsageError("say which: --meeting N, --year Y or --all")
    with prepared().app_context():
        ids = queries.ids(
            db.session,
            year=year,
            zone=current_app.config["BABEL_DEFAULT_TIMEZONE"],
            body_id=_body_named(body),
            meeting_number=meeting,
        )
        if not ids:
            raise click.ClickException("no closed minutes fit this")
        copy = Copy.house if without_numbers else Copy.full
        failed = 0
        try:
            done = export.export(db.session, ids, folder=out, language=lang, copy=copy)
            for place, each in enumerate(done, 1):
                bad = each.result in export.FAILED
                failed += bad
                told = f"[{place}/{len(ids)}] {each.number}: {_EXPORTED[each.result]}: {each.path}"
                click.echo(told, err=bad)
            for code in LANGUAGES:  # so that a stranger who finds the folder knows how to check it
                (out / f"how-to-check.{code}.md").write_text(instructions(code), encoding="utf-8")
        except OSError as error:
            raise click.ClickException(f"{out}: {error.strerror}") from error
    if failed:
        raise click.ClickException(f"{failed} of {len(ids)} were not written")


_EXPORTED = {
    export.Written.written: "written",
    export.Written.there: "was there already",
    export.Written.differs: "NOT written, a different file has this name",
    export.Written.missing: "NOT written, the paper is missing from the store",
    export.Written.damaged: "NOT written, the paper in the store is damaged",
}


def _body_named(name: str | None) -> int | None:
    if name is None:
        return None
    known = people.bodies(db.session)
    found = [body.id for body in known if fold(body.name) == fold(name)]
    if len(found) != 1:
        names = ", ".join(body.name for body in known) or "none"
        raise click.ClickException(f"there is no one body called {name!r}; there are: {names}")
    return found[0]
