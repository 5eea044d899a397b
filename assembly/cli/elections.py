"""Counting ranked ballots that come from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assembly.recount.telling import tell_count
from assembly.recount.words import LANGUAGES
from assembly.voting.elections import (
    BltError,
    BltFile,
    Count,
    CountingRule,
    ElectionRule,
    Lot,
    count_election,
    read_blt,
)

RULES = {"scottish-stv": CountingRule.scottish_stv}

_WRONG = {
    "empty": "there is nothing in it",
    "head_unreadable": "the first line must be two numbers, candidates and places",
    "no_candidates": "there must be 1 to 9999 candidates",
    "no_places": "there must be 1 to 9999 places",
    "withdrawn_unreadable": "a withdrawn candidate is written as -3",
    "no_zero": "a ballot must end with 0",
    "count_unreadable": "a ballot begins with how many there are, a whole number",
    "number_unreadable": "this is not the number of a candidate",
    "equal": "equal preferences cannot be counted by this rule",
    "stranger": "there is no candidate with this number",
    "twice": "this candidate stands twice on the ballot",
    "ballots_end_missing": "the ballots must end with a line that is 0",
    "name_missing": "there are fewer names than candidates",
    "too_much": "there is more after the title",
}


@click.group()
def elections() -> None:
    """Ranked ballots in the BLT format of other counting programs."""


@elections.command("count")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--rule", type=click.Choice(list(RULES)), default="scottish-stv", show_default=True)
@click.option("--places", type=click.IntRange(1), help="Other than the file says.")
@click.option("--alternates", type=click.IntRange(0), default=0, help="How many are wanted.")
@click.option(
    "--lot",
    "lots",
    multiple=True,
    metavar="STAGE:NUMBER",
    help="A lot drawn in the room: at this stage, this candidate's number. May be repeated.",
)
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The whole count as data.")
def count(
    file: Path,
    rule: str,
    places: int | None,
    alternates: int,
    lots: tuple[str, ...],
    lang: str,
    as_json: bool,
) -> None:
    """Count FILE, print every stage and who is elected.

    A tie that the rule does not break is never decided here: the count stops, says among whom a lot is
    to be drawn, and goes on when it is told who was (exit code 1 until then).
    """
    ballots = _read(file)
    asked = ElectionRule(RULES[rule], places or ballots.places, alternates)
    counted = _counted(asked, ballots, [_lot(each) for each in lots])
    if as_json:
        told = {
            "title": ballots.title,
            "names": {str(n): ballots.names[n - 1] for n in ballots.candidates},
            **counted.as_data(),
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        names = {n: ballots.names[n - 1] for n in ballots.candidates}
        title = [ballots.title] if ballots.title else []
        click.echo("\n".join([*title, *tell_count(counted, names, lang)]))
    if needed := counted.awaits_lot:
        for number in needed.among:
            click.echo(f"--lot {needed.stage}:{number}  {ballots.names[number - 1]}", err=True)
        raise SystemExit(1)


def _read(file: Path) -> BltFile:
    raw = file.read_bytes()
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")  # what older counting programs write
    try:
        return read_blt(text)
    except BltError as error:
        said = f": {error.said}" if error.said else ""
        raise click.ClickException(
            f"{file}, line {error.line}: {_WRONG[error.code]}{said}"
        ) from error


def _counted(rule: ElectionRule, ballots: BltFile, waiting: list[tuple[int, int]]) -> Count:
    """The count with the lots that it asks for, as far as they were told."""
    drawn: list[Lot] = []
    counted = count_election(rule, ballots.candidates, ballots.ballots)
    while needed := counted.awaits_lot:
        told = next(
            (each for each in waiting if each[0] == needed.stage and each[1] in needed.among), None
        )
        if told is None:
            break
        waiting.remove(told)
        drawn.append(Lot(needed.stage, needed.among, told[1]))
        counted = count_election(rule, ballots.candidates, ballots.ballots, lots=drawn)
    return counted


def _lot(text: str) -> tuple[int, int]:
    stage, _colon, number = text.partition(":")
    if not (stage.isdecimal() and number.isdecimal()):
        raise click.BadParameter(f"{text!r} is not STAGE:NUMBER", param_hint="--lot")
    return int(stage), int(number)
