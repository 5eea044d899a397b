"""The published list of a vote, from which anybody can recount it without this program's database."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.meetings.queries import day_of
from assembly.people.models import Organization, Person, Seat
from assembly.voting.actions.groups import GROUP, ON_THE_ROLL, VOTES
from assembly.voting.models import Ballot, Elector, Participation, Round, SecretBallot, Vote
from assembly.voting.rules import BY_NAME, GroupRule, Method
from assembly.voting.rules.publication import (
    BOXES_CARRIED,
    CORRECTED,
    FORMAT,
    IN_CENTRES,
    ROLL_CORRECTED,
    VERSION,
    WITH_TOTALS,
    as_text,
    digests,
    one_line,
    sha256,
)


def publish(session: Session, vote: Vote) -> None:
    """Write the list of a vote with named or secret ballots or of its voting centres, and the digest of its text.

    Written when the vote closes. The ballots, the voters and their digests then stand; the file is
    written again only where the result follows later (a casting vote), or a roll call is corrected or
    misread slips are told again: then it tells of the file before.
    """
    listed = vote.method in BY_NAME or vote.method is Method.secret_ballots
    if not listed and not vote.centres:
        return
    session.flush()
    ballots, voters = _secret(session, vote) if _is_secret(vote) else _named(session, vote)
    totals, corrections, centres = _totals(vote), _corrections(vote), _acts(vote)
    data = {
        "format": FORMAT,
        "version": _version(vote, totals, corrections),
        "vote": _head(vote),
        "rule": _rule(vote) if vote.round is None else _rule_of_round(vote.round),
        "electorate": _electorate(vote),
        "candidates": vote.round.candidates if vote.round else [],
        "lots": vote.round.lots if vote.round else [],
        "ballots": ballots,
        "voters": voters,
        **({"totals": totals} if totals else {}),
        **({"corrections": corrections} if corrections else {}),
        **({"centres": centres} if centres else {}),
        "digests": digests(ballots, voters, totals, corrections, centres),
        "result": vote.round.count if vote.round else vote.reasoning,
    }
    vote.published = as_text(data)
    vote.published_digest = sha256(vote.published)


def _version(vote: Vote, totals: object, corrections: object) -> int:
    """By what is in it: an older program refuses what it would leave out."""
    if vote.centres:
        return BOXES_CARRIED if any(each.says_more for each in vote.acts) else IN_CENTRES
    if corrections:
        return CORRECTED if _is_secret(vote) else ROLL_CORRECTED
    return WITH_TOTALS if totals else VERSION


def _acts(vote: Vote) -> list[dict[str, object]]:
    """The acts of the voting centres, also those that do not count, with the reason."""
    acts = vote.acts
    more = any(each.says_more for each in acts)
    return [
        {
            "name": one_line(each.name),
            **each.counts,
            "left_out": one_line(each.left_out),
            "names": each.names,
            "lines": each.lines,
            **(each.more | {"carried_to": one_line(each.carried_to)} if more else {}),
        }
        for each in acts
    ]


def digests_told(vote: Vote) -> dict[str, object]:
    """For the journal: the digest of the published list, by which it can be told whether it was changed."""
    return {"published": vote.published_digest} if vote.published_digest else {}


def _totals(vote: Vote) -> list[dict[str, object]]:
    """The slips beside the ballots that were added up, not read out."""
    return [each.as_data() for each in vote.round.totals] if vote.round else []


def _corrections(vote: Vote) -> list[dict[str, object]]:
    """What was counted before a correction, the oldest first: enough to count that once more.

    The list of before is that of now without the ballots ``entered`` (receipts, or seats of a roll call)
    and with those ``withdrawn``.
    """
    zone = vote.item.meeting.body.timezone
    return [
        {
            "at": _local(datetime.fromisoformat(each["at"]), zone),
            "reason": one_line(each["reason"]),
            "withdrawn": [row | {"group": one_line(row["group"])} for row in each["withdrawn"]],
            "entered": each["entered"],
            "totals": (each.get("slips") or {}).get("totals", []),
            "lots": each.get("lots", []),
            "casting_vote": each.get("casting_vote"),
            "digests": each["digests"],
            "published": each["published"],
            "result": each["count"] if vote.round else each["reasoning"],
            **({"electorate": each["electorate"]} if "electorate" in each else {}),
        }
        for each in vote.corrected
    ]


def exchanged_in_roll(session: Session, vote: Vote) -> dict[str, list[Any]]:
    """What a correction changes in the list of a roll call: ballots ``withdrawn``, seats ``entered`` instead."""
    session.flush()
    listed = {row["seat"]: row for row in json.loads(vote.published or "{}")["ballots"]}
    now = {str(row["seat"]): row for row in _named(session, vote)[0]}
    return {
        "withdrawn": [row for seat, row in listed.items() if now.get(seat) != row],
        "entered": [seat for seat, row in now.items() if listed.get(seat) != row],
    }


def _is_secret(vote: Vote) -> bool:
    return vote.method is Method.secret_ballots


def _head(vote: Vote) -> dict[str, object]:
    meeting = vote.item.meeting
    return {
        "uuid": str(vote.uuid),
        "body": one_line(meeting.body.name),
        "meeting": f"{meeting.kind.value} {meeting.number}, {day_of(meeting).isoformat()}",
        "question": vote.question,
        "method": vote.method.value,
        "purpose": vote.purpose.value,
        "opened_at": _local(vote.opened_at, meeting.body.timezone),
        "closed_at": _local(vote.closed_at, meeting.body.timezone),
    }


def _electorate(vote: Vote) -> dict[str, object]:
    return {
        "seats": vote.seats,
        "present": vote.present,
        "seats_weight": vote.seats_weight,
        "present_weight": vote.present_weight,
        "weighted": vote.weighted,
        "groups": [each | {"name": one_line(str(each["name"]))} for each in vote.groups or ()],
    }


def _local(moment: datetime | None, timezone: str) -> str | None:
    """To the second, where the body meets, with its distance from UTC."""
    if moment is None:
        return None
    return moment.astimezone(ZoneInfo(timezone)).isoformat(timespec="seconds")


def _rule(vote: Vote) -> dict[str, object]:
    turnout = None
    if vote.turnout_share is not None and vote.turnout_comparison is not None:
        turnout = {"share": str(vote.turnout_share), "comparison": vote.turnout_comparison.value}
    return {
        "kind": "question",
        "share": str(vote.share),
        "comparison": vote.comparison.value,
        "base": vote.base.value,
        "turnout": turnout,
        "groups": vote.group_rule.value,
        "chair_casts": vote.chair_casts,
        "casting_vote": vote.casting_vote.value if vote.casting_vote else None,
    }


def _rule_of_round(round_: Round) -> dict[str, object]:
    return {"kind": "election", "round": round_.number, **round_.rule}


def _secret(
    session: Session, vote: Vote
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Ballots by receipt, voters by name: the two lists have nothing in common but their number."""
    box = (
        select(SecretBallot.receipt, SecretBallot.choice, SecretBallot.weight, SecretBallot.group)
        .where(SecretBallot.vote_id == vote.id)
        .order_by(SecretBallot.receipt)
    )
    ballots: list[dict[str, object]] = [
        {"receipt": receipt, "choice": choice, "weight": weight, "group": one_line(group)}
        for receipt, choice, weight, group in session.execute(box)
    ]
    took_part = (
        select(Seat.id, Seat.label, Person.name, Participation.channel)
        .select_from(Participation)
        .join(
            Elector,
            (Elector.vote_id == Participation.vote_id) & (Elector.seat_id == Participation.seat_id),
        )
        .join(Seat, Elector.seat_id == Seat.id)
        .join(Person, Elector.person_id == Person.id)
        .where(Participation.vote_id == vote.id)
        .order_by(Seat.position, Seat.id)
    )
    rows = session.execute(took_part).all()
    labels = _told_apart([(row.id, row.label) for row in rows])
    voters: list[dict[str, object]] = [
        {"seat": labels[row.id], "person": one_line(row.name), "channel": row.channel.value}
        for row in rows
    ]
    return ballots, voters


def _named(session: Session, vote: Vote) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Each ballot with its seat and who cast it. Who was absent or did not vote has no ballot."""
    cast = (
        select(Ballot, Seat, Person.name, GROUP)
        .join(Seat, Ballot.seat_id == Seat.id)
        .outerjoin(Organization, Seat.organization_id == Organization.id)
        .outerjoin(Elector, ON_THE_ROLL)
        .outerjoin(Person, Ballot.person_id == Person.id)
        .where(Ballot.vote_id == vote.id, Ballot.option.in_(VOTES))
        .order_by(Seat.position, Seat.id)
    )
    rows = session.execute(cast).all()
    labels = _told_apart([(seat.id, seat.label) for _ballot, seat, *_names in rows])
    grouped = vote.group_rule is not GroupRule.none
    ballots: list[dict[str, object]] = [
        {
            "seat": labels[seat.id],
            "person": one_line(name or ""),
            "choice": ballot.choice or ballot.option.value,
            "weight": ballot.weight,
            "group": one_line(group) if grouped else "",
            "channel": ballot.channel.value,
        }
        for ballot, seat, name, group in rows
    ]
    voters = [{key: row[key] for key in ("seat", "person", "channel")} for row in ballots]
    return ballots, voters


def _told_apart(seats: list[tuple[int, str]]) -> dict[int, str]:
    """The labels of seats on one line each; a label that occurs again gets a number."""
    labels: dict[int, str] = {}
    seen = Counter[str]()
    for seat_id, label in seats:
        told = plain = one_line(label)
        while seen[told]:  # also of a seat that is called so itself
            seen[plain] += 1
            told = f"{plain} ({seen[plain]})"
        seen[told] += 1
        labels[seat_id] = told
    return labels
