"""A secretary's hand for the demo: what she does in a session, said shortly, through the public actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import uuid5
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly import storage
from assembly.attachments import actions as attachments
from assembly.attachments.rules import AttachedTo, FileType, KeptFile
from assembly.commitments import actions as commitments
from assembly.commitments import queries as commitment_queries
from assembly.commitments.models import Commitment
from assembly.commitments.rules import CommitmentStatus
from assembly.demo.accounts import HOUSE
from assembly.demo.commune import COUNCILS, SECRETARY, Commune
from assembly.meetings import actions as meetings
from assembly.meetings import queries as meeting_queries
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import ItemKind, MeetingKind, NoticeMeans
from assembly.motions import actions as motions
from assembly.motions import queries as motion_queries
from assembly.motions.models import Decision, Motion
from assembly.people.models import Person
from assembly.voting import actions as voting
from assembly.voting import queries as voting_queries
from assembly.voting.models import Vote
from assembly.voting.rules import PRESETS, Channel, Method, Option, Preset, Tally

T = TypeVar("T")

FIRST = 27
"""The number of the first session that the demo tells of: the older ones are in the old book."""


class Scribe:
    """Writes one meeting. The hour of the last act stays the hour of the next, until another is said."""

    def __init__(self, session: Session, commune: Commune, day: date) -> None:
        self.session, self.commune, self.day = session, commune, day
        self.zone = ZoneInfo(commune.parliament.timezone)
        self.now = self.hour("8:30")
        self.meeting: Meeting

    def hour(self, text: str, *, days: int = 0) -> datetime:
        """An hour of the day of the meeting, or of a day before or after it."""
        hour, minute = map(int, text.split(":"))
        moment = datetime.combine(self.day, time(hour, minute), self.zone)
        return moment + timedelta(days=days)

    def person(self, name: str) -> Person:
        """Somebody by her name."""
        return self.commune.people[name]

    def do(self, act: Callable[..., T], **said: Any) -> T:
        """An act of the house, at the hour of the story."""
        return act(self.session, **said, actor=HOUSE, at=self.now)

    # ---- before --------------------------------------------------------------------------------

    def convene(self, number: int, items: Sequence[tuple[str, ItemKind, str, int]] = ()) -> Meeting:
        """Fix the agenda on the Sunday before and give notice to every council."""
        self.now = self.hour("16:00", days=-3)
        opened = commitment_queries.open_of_body(self.session, self.commune.parliament.id)
        if number == FIRST:
            self.meeting = self.do(
                meetings.create_meeting,
                body=self.commune.parliament,
                kind=MeetingKind.ordinary,
                scheduled_at=self.hour("9:00"),
                place="Casa de la comuna",
                number=number,
                series=self.commune.series,
                series_date=self.day,
            )
            self.do(meetings.propose_agenda, meeting=self.meeting)
        else:
            self.meeting = self.do(
                meetings.convene_from_series,
                series=self.commune.series,
                day=self.day,
                open_commitments=[each.id for each in opened],
                commitments_title="Compromisos pendientes",
            )
        before_last = len(self._items()) - 2  # commitments and other business stay at the end
        for place, (title, kind, presenter, minutes) in enumerate(items, start=before_last + 1):
            person = self.commune.people.get(presenter)
            self.do(
                meetings.add_item,
                meeting=self.meeting,
                title=title,
                kind=kind,
                presenter_id=person.id if person else None,
                presenter_name="" if person else presenter,
                minutes_planned=minutes,
                number=place,
            )
        self.do(meetings.convene, meeting=self.meeting)
        self._give_notice()
        return self.meeting

    def _give_notice(self) -> None:
        organizations = self.commune.organizations
        near = [organizations[name].id for name, *_ in COUNCILS[:8]]
        far = [organizations[name].id for name, *_ in COUNCILS[8:]]
        others = [each.id for each in organizations.values() if each.id not in (*near, *far)]
        for ids, means, by in (
            (near, NoticeMeans.board, "Voceras de calle"),
            (far, NoticeMeans.loudspeaker, "Nicolasa Quijada"),
            (others, NoticeMeans.phone, SECRETARY),
        ):
            self.do(
                meetings.record_notice,
                meeting=self.meeting,
                means=means,
                given_on=self.day - timedelta(days=3),
                organization_ids=ids,
                given_by=by,
            )

    # ---- in the session ------------------------------------------------------------------------

    def open(
        self, hour: str, absent: Iterable[str] = (), alternates: Iterable[str] = (), call: int = 1
    ) -> None:
        """Call the roll: all principals but those of the seats ``absent``; ``alternates`` sit instead."""
        gone, instead = set(absent), set(alternates)
        present = [
            membership.person
            for name, seat in self.commune.seats.items()
            for membership in seat.memberships
            if name not in gone and (membership.holding == "alternate") == (name in instead)
        ]
        self.now = self.hour(hour)
        self.do(
            meetings.call_roll,
            meeting=self.meeting,
            number=call,
            when=self.now,
            present=[person.id for person in present],
        )
        self.do(
            meetings.set_chair_and_secretary,
            meeting=self.meeting,
            chair=self.person("Carmen Díaz"),
            secretary=self.person(SECRETARY),
        )

    def item(self, title: str, hour: str, text: str = "") -> AgendaItem:
        """Take up an item, close the one before, and write what is said."""
        self.now = self.hour(hour)
        item = next(each for each in self._items() if each.title == title)
        for other in self._items():
            if other.status == "open" and other is not item:
                self.do(meetings.close_item, item=other, when=self.now)
        if item.status != "open":
            self.do(meetings.open_item, item=item, when=self.now)
        if text:
            self.do(meetings.write_text, item=item, text=text, version=item.text_version)
        return item

    def add_item(self, title: str, hour: str, text: str = "") -> AgendaItem:
        """An opening item (punto previo), taken up at once."""
        self.now = self.hour(hour)
        self.do(meetings.add_item_in_session, meeting=self.meeting, title=title)
        return self.item(title, hour, text)

    def arrive(self, name: str, hour: str) -> None:
        """Somebody comes late."""
        self.now = self.hour(hour)
        self.do(meetings.arrive, meeting=self.meeting, person=self.person(name), when=self.now)

    def depart(self, name: str, hour: str) -> None:
        """Somebody leaves early."""
        self.now = self.hour(hour)
        self.do(meetings.depart, meeting=self.meeting, person=self.person(name), when=self.now)

    def move(
        self,
        item: AgendaItem,
        title: str,
        text: str,
        mover: str,
        seconder: str,
        special: bool = False,
    ) -> Motion:
        """A proposal, moved and seconded."""
        return self.do(
            motions.submit_motion,
            body=self.commune.parliament,
            title=title,
            text=text,
            special=special,
            item=item,
            mover_id=self.person(mover).id,
            seconder_id=self.person(seconder).id,
        )

    def vote(
        self,
        item: AgendaItem,
        yes: int | None = None,
        no: int | None = None,
        abstain: int | None = None,
        *,
        motion: Motion | None = None,
        question: str = "",
        method: Method = Method.show_of_hands,
        preset: Preset = Preset.absolute_seats,
        tellers: str = "",
    ) -> Vote:
        """Put to the vote and count."""
        vote = self.do(
            voting.open_vote,
            item=item,
            method=method,
            requirement=PRESETS[preset],
            motion=motion,
            question=question,
        )
        self.do(
            voting.record_counts,
            vote=vote,
            tally=Tally(yes=yes, no=no, abstain=abstain),
            tellers=tellers,
        )
        self.do(voting.close_vote, vote=vote)
        return vote

    def roll_call(
        self, item: AgendaItem, motion: Motion, exceptions: dict[str, Option], preset: Preset
    ) -> Vote:
        """A roll-call vote: all who sit vote for, but the ``exceptions`` by seat."""
        vote = self.do(
            voting.open_vote,
            item=item,
            method=Method.roll_call,
            requirement=PRESETS[preset],
            motion=motion,
        )
        presence = meeting_queries.presence_of(self.session, self.meeting)
        sitting = {each.seat.id for each in presence.seated(item.id) if each.holder is not None}
        options = {
            seat.id: exceptions.get(name, Option.yes if seat.id in sitting else Option.absent)
            for name, seat in self.commune.seats.items()
        }
        self.do(voting.record_roll_call, vote=vote, options=options)
        self.do(voting.close_vote, vote=vote)
        return vote

    def ballots(
        self, item: AgendaItem, question: str, exceptions: dict[str, str], booth: Iterable[str]
    ) -> Vote:
        """A secret vote by phone and, from some seats, in the booth: for, but the ``exceptions`` by seat."""
        vote = self.do(
            voting.open_vote,
            item=item,
            method=Method.secret_ballots,
            requirement=PRESETS[Preset.simple],
            question=question,
        )
        for line in voting_queries.lines_of_roll(self.session, vote):
            voting.cast(
                self.session,
                vote_id=vote.id,
                person_id=line.person_id,
                choices={line.seat_id: exceptions.get(line.seat, "yes")},
                token=f"{vote.uuid} {line.seat}",
                channel=Channel.booth if line.seat in booth else Channel.phone,
                at=self.now,
            )
        self.do(voting.close_vote, vote=vote)
        return vote

    def decision(self, motion: Motion) -> Decision:
        """What a carried motion became."""
        made = motion_queries.decisions_of_item(self.session, motion.item_id or 0)
        return next(each for each in made if each.motion_id == motion.id)

    def attach(self, item: AgendaItem, title: str, name: str, text: str) -> None:
        """Hang a letter on an item."""
        content = text.encode()
        file = KeptFile(storage.of_house().put(content), FileType.text, name, len(content))
        self.do(
            attachments.attach,
            attached_to=AttachedTo.item,
            object_id=item.id,
            body_id=self.meeting.body_id,
            file=file,
            title=title,
            restricted=False,
            uuid=uuid5(item.uuid, name),
        )

    def take_on(
        self, item: AgendaItem, who: str, what: str, days: int, decision: Decision | None = None
    ) -> Commitment:
        """Somebody commits herself to something within some days."""
        person = self.commune.people.get(who)
        return self.do(
            commitments.take_on,
            meeting=self.meeting,
            item=item,
            decision=decision,
            text=what,
            person_id=person.id if person else None,
            responsible="" if person else who,
            due_on=self.day + timedelta(days=days),
        )

    def report(
        self, commitment: Commitment, note: str, *, done: bool = True, days: int | None = None
    ) -> None:
        """What became of a commitment: done, or carried on to a later date."""
        self.do(
            commitments.report,
            commitment=commitment,
            status=CommitmentStatus.done if done else CommitmentStatus.open,
            note=note,
            due_on=self.day + timedelta(days=days) if days is not None else None,
            meeting=self.meeting,
        )

    def defer(self, title: str) -> None:
        """There was no time for an item: it waits for the next session."""
        item = next(each for each in self._items() if each.title == title)
        self.do(meetings.defer_item, item=item)

    def end(self, hour: str) -> None:
        """Close what is open and end the session."""
        self.now = self.hour(hour)
        for item in self._items():
            if item.status == "open":
                self.do(meetings.close_item, item=item, when=self.now)
        self.do(meetings.end_session, meeting=self.meeting, when=self.now)

    def _items(self) -> list[AgendaItem]:
        return meeting_queries.agenda_of(self.session, self.meeting.id)
