"""What was said and done in the items, for the document."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly.commitments import models as commitments_models
from assembly.commitments import queries as commitments
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.queries import Presence, opening_check, quorum_by
from assembly.meetings.rules import QuorumCall, thawed
from assembly.minutes.document import (
    Amendment,
    Commitment,
    Decision,
    Item,
    Motion,
    Report,
)
from assembly.minutes.queries.accounts import accounts_by_item
from assembly.minutes.queries.elections import elections_by_item, round_of
from assembly.minutes.queries.production import figures_of
from assembly.minutes.voted import (
    BallotCast,
    Centre,
    Contradiction,
    Dissent,
    FormerResult,
    Mandate,
    Published,
    Vote,
    VotedBy,
    Voter,
)
from assembly.motions import models as motions_models
from assembly.motions import queries as motions
from assembly.people.models import Person
from assembly.voting import models as voting_models
from assembly.voting import queries as voting
from assembly.voting.rules import CAST_ONE_BY_ONE, Method


class Debate:
    """All that hangs on the items of a meeting, read in constant queries and then put together."""

    def __init__(
        self,
        session: Session,
        meeting: Meeting,
        agenda: Sequence[AgendaItem],
        presence: Presence,
    ) -> None:
        item_ids = [item.id for item in agenda]
        self._meeting = meeting
        self._presence = presence
        self._zone = ZoneInfo(meeting.body.timezone)
        check = opening_check(meeting)
        self._call: QuorumCall | None = thawed(check.rule) if check else None
        self._motions = motions.of_items(session, item_ids)
        self._items = set(item_ids)
        self._votes_on: dict[int, list[Vote]] = defaultdict(list)
        self._votes_in: dict[int, list[Vote]] = defaultdict(list)
        known = self._all_motions()
        self._elections = elections_by_item(session, item_ids)
        for vote in voting.of_items(session, item_ids):
            if vote.motion_id is not None and vote.motion_id in known:
                self._votes_on[vote.motion_id].append(self._vote(vote))
            else:
                self._votes_in[vote.item_id].append(self._vote(vote))
        self._taken_on = _Taken(session, meeting.id)
        day = meeting.scheduled_at.astimezone(self._zone).date()
        self._figures = figures_of(session, item_ids, day)
        self._accounts = accounts_by_item(session, meeting.body, item_ids, day)
        self._decided: dict[int | None, list[motions_models.Decision]] = defaultdict(list)
        for decision in motions.decisions_of_meeting(session, meeting.id):
            self._decided[decision.item_id].append(decision)

    def item(self, number: int, row: AgendaItem) -> Item:
        """One item with everything in it."""
        quorum = quorum_by(self._meeting, self._presence, row.id, self._call)
        listed = tuple(self._motion(row, motion) for motion in self._motions.get(row.id, ()))
        with_motion = {motion.decision.uuid for motion in listed if motion.decision}
        return Item(
            uuid=str(row.uuid),
            number=number,
            title=row.title,
            kind=row.kind.value,
            status=row.status.value,
            presenter=_name(row.presenter, row.presenter_name),
            added_in_session=row.added_in_session,
            carried_from=(
                self._local(row.carried_from.meeting.scheduled_at).date()
                if row.carried_from
                else None
            ),
            opened_at=row.opened_at and self._local(row.opened_at),
            closed_at=row.closed_at and self._local(row.closed_at),
            present=quorum.present,
            quorum=quorum.result.valid if quorum.result else None,
            text=row.text,
            motions=listed,
            votes=tuple(self._votes_in.get(row.id, ())),
            decisions=tuple(
                self._decision(decision)
                for decision in self._decided.get(row.id, ())
                if str(decision.uuid) not in with_motion
            ),
            commitments=tuple(self._taken_on.in_item(row.id)),
            elections=tuple(self._elections.get(row.id, ())),
            projects=self._figures.get(row.id, ()),
            accounts=self._accounts.get(row.id, ()),
        )

    def other_decisions(self) -> tuple[Decision, ...]:
        """Decisions that belong to no item."""
        return tuple(self._decision(decision) for decision in self._decided.get(None, ()))

    def other_commitments(self) -> tuple[Commitment, ...]:
        """Commitments that belong to no item and to no decision of this meeting."""
        return tuple(self._taken_on.elsewhere())

    def _all_motions(self) -> set[int]:
        listed = [motion for of_item in self._motions.values() for motion in of_item]
        return {each.id for motion in listed for each in (motion, *motion.amendments)}

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)

    def _motion(self, item: AgendaItem, motion: motions_models.Motion) -> Motion:
        votes = tuple(self._votes_on.get(motion.id, ()))
        put = [vote.question for vote in votes if vote.status != "cancelled"]
        decision = next(
            (each for each in self._decided.get(item.id, ()) if each.motion_id == motion.id), None
        )
        return Motion(
            uuid=str(motion.uuid),
            year=motion.year,
            number=motion.number,
            kind=motion.kind.value,
            status=motions.status_in(motion, item.id).value,
            title=motion.title,
            mover=_name(motion.mover, motion.mover_name),
            seconder=_name(motion.seconder, motion.seconder_name),
            reason=motion.reason,
            text=put[-1] if put else motion.versions[-1].text,
            amendments=tuple(
                self._amendment(item, motion, each)
                for each in motion.amendments
                if not self._told_before(each)
            ),
            votes=votes,
            decision=self._decision(decision) if decision else None,
        )

    def _told_before(self, amendment: motions_models.Motion) -> bool:
        """Whether it was proposed and settled in earlier meetings, whose minutes tell of it."""
        settled = amendment.settled_item_id
        return settled is not None and not {settled, amendment.item_id} & self._items

    def _amendment(
        self,
        item: AgendaItem,
        motion: motions_models.Motion,
        amendment: motions_models.Motion,
    ) -> Amendment:
        texts = {version.version: version.text for version in motion.versions}
        settled = amendment.settled_item_id
        here = settled if settled in self._items else item.id
        return Amendment(
            uuid=str(amendment.uuid),
            year=amendment.year,
            number=amendment.number,
            status=motions.status_in(amendment, here).value,
            mover=_name(amendment.mover, amendment.mover_name),
            seconder=_name(amendment.seconder, amendment.seconder_name),
            before=texts.get(amendment.amends_version or 1, motion.versions[0].text),
            after=amendment.versions[-1].text,
            votes=tuple(self._votes_on.get(amendment.id, ())),
        )

    def _decision(self, decision: motions_models.Decision) -> Decision:
        return Decision(
            uuid=str(decision.uuid),
            year=decision.year,
            number=decision.number,
            title=decision.title,
            text=decision.text,
            annuls=tuple((each.year, each.number) for each in decision.annuls),
            commitments=tuple(self._taken_on.by_decision(decision.id)),
        )

    def _vote(self, vote: voting_models.Vote) -> Vote:
        outcome = vote.outcome
        return Vote(
            uuid=str(vote.uuid),
            question=vote.question,
            method=vote.method.value,
            status=vote.status.value,
            cancelled_reason=vote.cancelled_reason,
            opened_at=self._local(vote.opened_at),
            closed_at=vote.closed_at and self._local(vote.closed_at),
            seats=vote.electorate.seats,
            present=vote.electorate.present,
            weighted=vote.weighted,
            tellers=vote.tellers,
            stated=vote.stated and vote.stated.value,
            result=vote.result and vote.result.value,
            reasoning=outcome.as_data() if outcome else None,
            roll=_roll(vote),
            dissents=tuple(
                Dissent(_name(each.person, each.name), each.text) for each in vote.dissents
            ),
            mandates=tuple(_mandate(each) for each in vote.mandates),
            contradictions=tuple(_contradictions(vote.contradictions or ())),
            contradiction_reason=vote.contradiction_reason,
            published=_published(vote),
            round=round_of(vote),
            centres=tuple(
                Centre(
                    each.name,
                    each.counts,
                    each.tellers,
                    each.left_out,
                    each.names,
                    each.lines,
                    each.carried_to,
                    each.received,
                    each.left_over,
                )
                for each in vote.acts
            ),
            acts_digest=_digest(vote, "centres") if vote.centres else "",
            roll_digest=_digest(vote, "both") if vote.method is Method.roll_call else "",
            former=tuple(
                FormerResult(
                    each["reasoning"],
                    each["reason"],
                    each["by"],
                    datetime.fromisoformat(each["at"]),
                )
                for each in vote.former or ()
            ),
        )


class _Taken:
    """The commitments of a meeting, each given out once."""

    def __init__(self, session: Session, meeting_id: int) -> None:
        self._left = {each.id: each for each in commitments.of_meeting(session, meeting_id)}

    def by_decision(self, decision_id: int) -> Iterable[Commitment]:
        return self._take(lambda each: each.decision_id == decision_id)

    def in_item(self, item_id: int) -> Iterable[Commitment]:
        return self._take(lambda each: each.item_id == item_id)

    def elsewhere(self) -> Iterable[Commitment]:
        return self._take(lambda each: True)

    def _take(self, wanted: Callable[[commitments_models.Commitment], bool]) -> list[Commitment]:
        found = [each for each in self._left.values() if wanted(each)]
        for each in found:
            del self._left[each.id]
        return [
            Commitment(str(each.uuid), each.text, each.who, each.first_due_on) for each in found
        ]


def reports_of(session: Session, meeting_id: int) -> tuple[Report, ...]:
    """What was reported in a meeting on earlier commitments."""
    return tuple(
        Report(each.commitment.text, each.commitment.who, each.status.value, each.note, each.due_on)
        for each in commitments.reported_in(session, meeting_id)
    )


def _name(person: Person | None, otherwise: str) -> str:
    return person.name if person else otherwise


def _roll(vote: voting_models.Vote) -> tuple[Voter, ...]:
    ordered = sorted(vote.ballots, key=lambda each: (each.seat.position, each.seat_id))
    return tuple(
        Voter(each.seat.label, _name(each.person, ""), each.option.value, each.weight)
        for each in ordered
    )


def _published(vote: voting_models.Vote) -> Published | None:
    """The list as it was written when the vote closed; of a roll call the names by option say it all."""
    if vote.published is None or vote.method not in CAST_ONE_BY_ONE:
        return None
    data = json.loads(vote.published)
    return Published(
        ballots=tuple(
            BallotCast(each.get("receipt", ""), each["choice"], each["weight"], each["group"])
            for each in data["ballots"]
        ),
        voters=tuple(
            VotedBy(each["seat"], each["person"], each["channel"]) for each in data["voters"]
        ),
        ballots_digest=data["digests"]["ballots"],
        voters_digest=data["digests"]["voters"],
        both_digest=data["digests"]["both"],
        totals=tuple(data.get("totals", ())),
        totals_digest=data["digests"].get("totals", ""),
        corrections_digest=data["digests"].get("corrections", ""),
    )


def _digest(vote: voting_models.Vote, of: str) -> str:
    """A digest as it was published when the vote closed; empty if nothing was published."""
    return str(json.loads(vote.published)["digests"][of]) if vote.published else ""


def _mandate(row: voting_models.Mandate) -> Mandate:
    return Mandate(
        seat=row.seat.label if row.seat else "",
        person=_name(row.person, ""),
        organization=row.organization.name if row.organization else "",
        assembly=row.assembly,
        held_on=row.held_on,
        text=row.text,
    )


def _contradictions(stored: Iterable[Mapping[str, object]]) -> Iterable[Contradiction]:
    for each in stored:
        yield Contradiction(
            code=str(each["code"]),
            said=int(str(each["said"])),
            known=int(str(each["known"])),
            part=str(each.get("part") or ""),
            seat=str(each.get("name") or ""),
        )
