"""The list of a closed vote as it was published: to look for one's ballot, to take along, to count again."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from assembly.roles import Role
from assembly.voting import phrases
from assembly.voting.elections import Totals
from assembly.voting.models import Vote
from assembly.voting.rules import Channel, Method, Option
from assembly.voting.rules.publication import (
    VOTER,
    act_lines,
    ballot_lines,
    correction_lines,
    lines,
    total_lines,
)
from assembly.voting.rules.receipts import shown
from assembly.voting.views.area import asked_vote, blueprint
from assembly.web.access import public, requires

LISTS = ("ballots", "voters")
_TEXT = "text/plain; charset=utf-8"


@blueprint.get("/secrecy")
@public
def secrecy() -> str:
    """What a secret ballot protects against and what not, in plain words."""
    return render_template("voting/secrecy.html")


@blueprint.get("/<int:vote_id>/published")
@requires(Role.member)
def published(vote_id: int) -> str | WerkzeugResponse:
    """The ballots and who voted, with the digests. Receipts are looked for on the reader's own device."""
    vote = asked_vote(vote_id)
    data = _published(vote)
    if "centres" in data:
        return redirect(url_for("voting.published_acts", vote_id=vote_id))
    wished = request.args.get("list")
    names = {each["number"]: each["name"] for each in data["candidates"]}
    return render_template(
        "voting/published.html",
        vote=vote,
        data=data,
        wished=wished if wished in LISTS else LISTS[0],
        ways=Counter(Channel(str(voter["channel"])) for voter in data["voters"]),
        choice_words=choice_words,
        shown=shown,
        corrections=_corrections(data),
        added_up=[
            phrases.added_up(Totals.from_data(each), names) for each in data.get("totals", ())
        ],
    )


@blueprint.get("/<int:vote_id>/published/acts")
@requires(Role.member)
def published_acts(vote_id: int) -> str:
    """The acts of the voting centres, as they were published."""
    vote = asked_vote(vote_id)
    data = _published(vote)
    if "centres" not in data:
        abort(404)
    return render_template("voting/published_acts.html", vote=vote, data=data)


def _corrections(data: dict[str, Any]) -> list[dict[str, Any]]:
    """What was corrected, with the ballots that were entered, as they were then: from the last one back."""
    key = "receipt" if data["vote"]["method"] == Method.secret_ballots else "seat"
    listed = {row[key]: row for row in data["ballots"]}
    told = []
    for each in reversed(data.get("corrections", ())):
        entered = [listed.pop(ballot) for ballot in each["entered"]]
        told.append(each | {"at": datetime.fromisoformat(each["at"]), "entered": entered})
        listed |= {row[key]: row for row in each["withdrawn"]}
    return told[::-1]


@blueprint.get("/<int:vote_id>/published.json")
@requires(Role.member)
def published_file(vote_id: int) -> Response:
    """The published file, byte by byte as it was written at closing."""
    vote = asked_vote(vote_id)
    return _download(vote, vote.published or abort(404), "application/json", "json")


@blueprint.get(
    "/<int:vote_id>/published/<any(ballots, voters, totals, corrections, centres):which>.txt"
)
@requires(Role.member)
def published_lines(vote_id: int, which: str) -> Response:
    """The text of a list of which the published digest is made: for ``sha256sum``."""
    vote = asked_vote(vote_id)
    data = _published(vote)
    made = {
        "ballots": lambda: ballot_lines(data["ballots"]),
        "voters": lambda: lines(data["voters"], VOTER),
        "totals": lambda: total_lines(data.get("totals") or abort(404)),
        "corrections": lambda: correction_lines(data.get("corrections") or abort(404)),
        "centres": lambda: act_lines(data.get("centres") or abort(404)),
    }
    text = made[which]()
    return _download(vote, text, _TEXT, f"{which}.txt")


def _published(vote: Vote) -> dict[str, Any]:
    if vote.published is None:
        abort(404)
    found: dict[str, Any] = json.loads(vote.published)
    return found


def _download(vote: Vote, text: str, kind: str, end: str) -> Response:
    response = Response(text, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{vote.uuid}.{end}"'
    return response


def choice_words(choice: str) -> str:
    """What a ballot says, in words; the choice of an election as it was written (see its candidates)."""
    if choice in phrases.ANSWERS:
        said = phrases.OPTIONS[Option.abstain] if choice == "abstain" else phrases.ANSWERS[choice]
        return str(said)
    return choice
