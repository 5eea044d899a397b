"""The blueprint of the area, in which body a page acts, and what its templates may ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from flask import Blueprint, abort, request

from assembly import clock
from assembly.db import db, set_reading
from assembly.meetings import queries as meetings
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.phrases import meeting_title
from assembly.meetings.rules import MeetingStatus
from assembly.motions.models import Motion
from assembly.motions.rules import SETTLED
from assembly.voting import actions, phrases, queries
from assembly.voting.forms import OpenForm, OpenInCentresForm, PutForm
from assembly.voting.models import Vote, VotingRule
from assembly.voting.rules import (
    CAST_ONE_BY_ONE,
    PLAIN,
    Electorate,
    Preset,
    Purpose,
    Requirement,
    Terms,
    VoteStatus,
    sum_of,
)
from assembly.web.access import body_of
from assembly.web.i18n import _, show_times_in

Form = TypeVar("Form", PutForm, OpenForm, OpenInCentresForm)

blueprint = Blueprint("voting", __name__, url_prefix="/voting")

body_of("vote_id")(lambda i: queries.body_id_of_vote(db.session, i))


def asked_vote(vote_id: int) -> Vote:
    """The vote of the address, with times as where its body meets."""
    return _here(queries.vote(db.session, vote_id))


def vote_to_cast(vote_id: int) -> Vote:
    """The same for a page that a whole hall opens at once: without what others voted."""
    return _here(queries.vote_to_cast(db.session, vote_id))


def _here(vote: Vote | None) -> Vote:
    if vote is None:
        abort(404)
    show_times_in(vote.item.meeting.body.timezone)
    return vote


def closed_if_due(vote: Vote) -> bool:
    """Close the vote if its time is up, as whoever looks first does; then it has to be read anew.

    A request that only reads begins a transaction that writes for it.
    """
    now = clock.now()
    if vote.status is not VoteStatus.open or vote.closes_at is None or vote.closes_at > now:
        return False
    db.session.rollback()
    set_reading(False)
    if actions.close_if_due(db.session, vote=vote, at=now):
        db.session.commit()
    set_reading(request.method == "GET")
    return True


def asked_item(item_id: int) -> AgendaItem:
    """The agenda item of the address, with times as where its body meets."""
    item = meetings.item(db.session, item_id) or abort(404)
    show_times_in(item.meeting.body.timezone)
    return item


def offer_majorities(
    form: Form, rule: VotingRule | None, motion: Motion | None, unit: phrases.Unit
) -> Form:
    """Put the majorities into the form: what the body asks for first, that of the motion chosen."""
    rules: dict[str, Requirement] = {}
    words: dict[str, str] = {}
    for purpose, asked in (rule.asked if rule else {}).items():
        rules[purpose.value] = asked.majority
        words[purpose.value] = _named(purpose, phrases.asked(asked, unit))
    special = motion is not None and motion.special
    proposed = "special" if special else "ordinary"
    form.propose(rules, words, proposed if rule else Preset.simple.value)
    return form


def _named(purpose: Purpose, rule: str) -> str:
    """What the body asks for, by what the vote is for."""
    if purpose is Purpose.ordinary:
        return _("Ordinary: %(rule)s", rule=rule)
    if purpose is Purpose.special:
        return _("Special: %(rule)s", rule=rule)
    if purpose is Purpose.recall:
        return _("Recall: %(rule)s", rule=rule)
    return _("Referendum: %(rule)s", rule=rule)


def terms_of(form: PutForm | OpenForm | OpenInCentresForm, rule: VotingRule | None) -> Terms:
    """What the vote is for, as its majority was chosen, and the turnout that goes with it."""
    chosen = form.asked.data
    if rule is None or chosen not in rule.asked:
        return PLAIN
    purpose = Purpose(chosen)
    return Terms(purpose=purpose, turnout=rule.asked[purpose].turnout)


def vote_form(rule: VotingRule | None, motion: Motion | None, unit: phrases.Unit) -> PutForm:
    """An empty form to put a motion to the vote."""
    return offer_majorities(PutForm(None, prefix=PREFIX), rule, motion, unit)


def takes(form: PutForm | OpenForm, there: meetings.Quorum, unit: phrases.Unit) -> str:
    """What the majority chosen in the form takes here and now, in words."""
    asked = form.rules.get(form.asked.data or "")
    return "" if asked is None else takes_by(asked, there, unit)


def takes_by(asked: Requirement, there: meetings.Quorum, unit: phrases.Unit) -> str:
    """What a majority takes with those who are present, in words."""
    if there.weighted:
        electorate = Electorate(there.seats_weight, there.present_weight, weighted=True)
    else:
        electorate = Electorate(there.seats, there.present)
    return phrases.requirement(asked, electorate, unit)


def asks(vote: Vote) -> str:
    """What a vote takes, in words: «Carries with 9 of the 16 seats.»; of a round, how it is counted."""
    if vote.round is not None:
        return phrases.asked_of(vote.round.asked, phrases.unit_of(vote))
    there = vote.electorate
    if vote.centres:
        there = Electorate(there.seats, None)  # who votes elsewhere is not in the room
    return phrases.requirement(vote.requirement, there, phrases.unit_of(vote))


def may_correct(vote: Vote) -> bool:
    """Whether the counts of a vote may still be corrected."""
    return (
        vote.status is VoteStatus.closed
        and vote.method not in CAST_ONE_BY_ONE
        and vote.round is None
        and _in_session(vote.item.meeting)
    )


def may_correct_slips(vote: Vote) -> bool:
    """Whether the slips beside the phones of a vote on a question may still be told again."""
    return (
        vote.status is VoteStatus.closed
        and vote.round is None
        and vote.slips_stand_apart
        and vote.item.meeting.sealed_at is None
    )


def may_cancel(vote: Vote) -> bool:
    """Whether a vote may still be cancelled."""
    if vote.status is VoteStatus.open:
        return vote.item.meeting.sealed_at is None
    return vote.status is VoteStatus.closed and _in_session(vote.item.meeting)


def _in_session(meeting: Meeting) -> bool:
    return meeting.sealed_at is None and meeting.status is MeetingStatus.in_session


def may_put(meeting: Meeting) -> bool:
    """Whether anything may still be put to the vote in a meeting."""
    held = (MeetingStatus.in_session, MeetingStatus.ended)
    return meeting.sealed_at is None and meeting.call is not None and meeting.status in held


def to_be_voted(motions: Sequence[Motion]) -> list[Motion]:
    """What is still to be voted on, in the order in which it may be: amendments before their motion."""
    ordered = [each for motion in motions for each in (*motion.amendments, motion)]
    return [each for each in ordered if each.status not in SETTLED]


PREFIX = "vote"

# For the parts of pages that show votes, wherever they are included. None of these asks the
# database; they are globals, not context, so that macros have them too.
_WORDS = {
    "vote_form": vote_form,
    "vote_takes": takes,
    "vote_takes_by": takes_by,
    "vote_presets": frozenset(Preset),
    "vote_asks": asks,
    "vote_act_parts": phrases.ACT_PARTS,
    "vote_act_bars": phrases.act_bars,
    "vote_of_slips": phrases.of_slips,
    "vote_sum": sum_of,
    "vote_told": phrases.told,
    "vote_unit": phrases.unit_in,
    "vote_channels": phrases.CHANNELS,
    "vote_group_rules": phrases.GROUP_RULES,
    "vote_turnout_rule": phrases.turnout_rule,
    "vote_methods": phrases.METHODS,
    "vote_options": phrases.OPTIONS,
    "vote_rule": phrases.rule,
    "vote_may_correct": may_correct,
    "vote_may_correct_slips": may_correct_slips,
    "vote_may_cancel": may_cancel,
    "vote_may_put": may_put,
    "to_be_voted": to_be_voted,
    "meeting_title": meeting_title,
}
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(_WORDS))
