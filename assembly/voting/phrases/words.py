"""Enums and rules of this area in words."""

from __future__ import annotations

from flask_babel import LazyString

from assembly.voting.rules import Base, Channel, Method, Option, Preset, Result
from assembly.web.i18n import _l

METHODS: dict[Method, LazyString] = {
    Method.show_of_hands: _l("Show of hands"),
    Method.roll_call: _l("Roll-call vote"),
    Method.secret_paper: _l("Secret slips"),
    Method.consensus: _l("Consensus"),
    Method.acclamation: _l("Acclamation"),
    Method.open_ballots: _l("Open ballots, one by one"),
    Method.secret_ballots: _l("Secret ballots, one by one"),
}

CHANNELS: dict[Channel, LazyString] = {
    Channel.phone: _l("by phone"),
    Channel.booth: _l("in the booth"),
    Channel.desk: _l("told to the secretary"),
    Channel.slip: _l("with a paper slip"),
}

ANSWERS: dict[str, LazyString] = {
    "yes": _l("For"),
    "no": _l("Against"),
    "abstain": _l("I abstain"),
    "blank": _l("Blank ballot"),
    "invalid": _l("Invalid"),
}

OPTIONS: dict[Option, LazyString] = {
    Option.yes: _l("For"),
    Option.no: _l("Against"),
    Option.abstain: _l("Abstained"),
    Option.absent: _l("Absent"),
    Option.not_voting: _l("Did not vote"),
}

RESULTS: dict[Result, LazyString] = {
    Result.passed: _l("Carried"),
    Result.failed: _l("Rejected"),
    Result.unknown: _l("Result not known"),
}

BASES: dict[Base, LazyString] = {
    Base.for_and_against: _l("the votes for and against"),
    Base.valid: _l("the valid votes, abstentions among them"),
    Base.cast: _l("all votes cast, blank and invalid ones among them"),
    Base.present: _l("those present"),
    Base.seats: _l("all members, present or not"),
}

PRESETS: dict[Preset, LazyString] = {
    Preset.simple: _l("Simple majority: more for than against"),
    Preset.absolute_valid: _l("More than half of the valid votes"),
    Preset.absolute_present: _l("More than half of those present"),
    Preset.absolute_seats: _l("More than half of all members"),
    Preset.two_thirds: _l("Two thirds of the valid votes"),
    Preset.two_thirds_present: _l("Two thirds of those present"),
    Preset.two_thirds_seats: _l("Two thirds of all members"),
    Preset.three_quarters: _l("Three quarters of the valid votes"),
    Preset.three_quarters_seats: _l("Three quarters of all members"),
    Preset.unanimity: _l("Unanimity: nobody against and nobody abstains"),
    Preset.consensus: _l("Consensus: nobody against"),
}

VIOLATIONS: dict[str, LazyString] = {
    "voting.not_in_session": _l(
        "A vote can be corrected or cancelled only while the meeting is in session."
    ),
    "voting.already_open": _l("There is a vote on this already that is not closed yet."),
    "voting.already_recorded": _l(
        "This was recorded already, with other numbers. Go to the vote and correct it there."
    ),
    "voting.already_closed": _l("This vote is closed already."),
    "voting.not_closed": _l("This vote is not closed yet."),
    "voting.cancelled": _l("This vote was cancelled."),
    "voting.question_missing": _l("Write what is put to the vote."),
    "voting.reason_missing": _l("Write why."),
    "voting.negative": _l("A count cannot be below zero."),
    "voting.by_roll_call": _l("This vote is taken by roll call: mark the seats."),
    "voting.not_by_roll_call": _l("This vote is not taken by roll call."),
    "voting.no_such_seat": _l("One of the seats is no longer on the roll. Look at the list again."),
    "voting.contradiction": _l("The numbers contradict each other."),
    "voting.by_ballots": _l("In this vote each ballot comes by itself: nobody types the counts."),
    "voting.ballots_stand": _l(
        "Ballots that people cast are not corrected. If something went wrong, cancel the vote with "
        "the reason and vote again."
    ),
    "voting.ballots_in_session": _l(
        "Ballots can be cast only while the meeting is in session. For what was voted on paper, "
        "write down the counts."
    ),
    "voting.closes_in_the_past": _l("Choose an end that is still to come."),
    "voting.no_roll": _l(
        "This body counts heads and has no roll: nobody could be told apart. Vote by hand or with "
        "slips."
    ),
    "voting.nobody_entitled": _l(
        "Nobody could vote: no seat is taken at this item. Write down first who is present."
    ),
    "voting.too_few_to_be_secret": _l(
        "It would not be secret: fewer than three voters share a weight or an organisation that has "
        "to be printed with the ballot. Vote openly, or with slips that tellers count."
    ),
    "voting.groups_need_seats": _l(
        "Organisations count by themselves only where each ballot tells its seat: by roll call or "
        "one by one."
    ),
    "voting.seat_without_organization": _l(
        "A seat that is present belongs to no organisation, so organisations cannot count by "
        "themselves. Give it one on the page of the body's seats."
    ),
    "voting.centres_missing": _l("Choose or write the voting centres."),
    "voting.centre_twice": _l("Two voting centres have the same name."),
    "voting.centres_count_people": _l(
        "Seats have weights here: a vote in voting centres counts people, each one once."
    ),
    "voting.no_such_centre": _l("The voting centres have changed. Look at them again."),
    "voting.act_changed": _l(
        "Somebody else wrote the act of %(centre)s meanwhile; the table below has it. What you typed is "
        "still here: record it once more to put it in its place."
    ),
    "voting.no_centre_counts": _l(
        "No centre would count: without any act there is no result. Cancel the vote instead."
    ),
    "voting.carried_nowhere": _l(
        "The act of %(centre)s does not count, or its own slips were counted elsewhere: choose another centre."
    ),
    "voting.carried_and_counted": _l(
        "Leave empty how many slips were in the box and what they say: the act of %(centre)s tells it."
    ),
    "voting.too_many_lines": _l("A register can have 2,000 empty lines at most."),
    "voting.no_such_slip": _l("No seat of this vote has a slip with this weight and organisation."),
    "voting.slips_not_apart": _l(
        "So few voted by slip, or without one, that it would show how they voted: these slips cannot be "
        "told from the other ballots. If they were misread, cancel the vote with the reason and vote again."
    ),
    "voting.slips_forgotten": _l(
        "The minutes were closed once, and with that it was erased which ballots were slips: they cannot "
        "be told from the others any more. If they were misread, vote again."
    ),
    "voting.same_slips": _l("The slips say the same as before: there is nothing to correct."),
    "voting.choose_first": _l("Choose an answer."),
    "voting.form_too_old": _l("This ballot was not complete. Open it again and choose once more."),
    "voting.booth_over": _l("The meeting is over, and so is the booth."),
    "voting.not_on_the_roll": _l(
        "You are not on the roll of this vote. It holds who sat in each seat when the vote was "
        "opened; the secretary can tell you."
    ),
    "voting.already_voted": _l(
        "This seat has voted already, on another device or page. A seat votes once."
    ),
    "voting.voted_by_slip": _l(
        "This seat votes with a paper slip that was handed to the tellers. If that is a mistake, "
        "tell the secretary."
    ),
    "voting.too_late": _l("The vote is closed: this ballot came too late and was not counted."),
    "voting.not_secret": _l("This vote is not secret: there are no slips."),
    "voting.not_open_ballots": _l("In this vote nobody tells her ballot to the secretary."),
    "voting.not_by_ballots": _l("In this vote the ballots do not come one by one."),
    "voting.no_tie_to_break": _l("There is no tie for the chair to break."),
    "voting.not_a_casting_vote": _l("Choose: for, against, or no casting vote."),
    "voting.dissent_missing": _l("Write the reasons of the dissent."),
    "voting.who_missing": _l("Say who."),
    "voting.mandate_missing": _l("Say which assembly gave the mandate, when, or what it says."),
}

SLIPS_OF_ACT: dict[str, LazyString] = {
    "received": _l("Slips received"),
    "left_over": _l("Slips left over or spoilt"),
}
"""What an act may tell of its slips beside."""

ACT_PARTS: dict[str, LazyString] = {
    "handed": _l("Slips handed out"),
    "found": _l("Slips in the box"),
    "yes": OPTIONS[Option.yes],
    "no": OPTIONS[Option.no],
    "abstain": _l("Abstentions"),
    "blank": _l("Blank"),
    "invalid": _l("Invalid"),
}
"""The numbers in the act of a voting centre, in the order in which they are typed."""
