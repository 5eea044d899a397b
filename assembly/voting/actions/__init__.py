"""What changes votes and a body's requirements: one module per subject, all names here."""

from assembly.voting.actions.after import add_dissent, cite_mandate, remove_dissent, remove_mandate
from assembly.voting.actions.booths import (
    begin_entry,
    close_booth,
    enter_with_code,
    enter_with_pin,
    leave,
    open_booth,
    unmake_booth,
)
from assembly.voting.actions.box import record_told
from assembly.voting.actions.candidacies import (
    answer_nomination,
    call_election,
    cancel_election,
    nominate,
)
from assembly.voting.actions.casting import Cast, cast
from assembly.voting.actions.centres import open_in_centres, record_centres, take_up_acts
from assembly.voting.actions.concluding import Contradicted
from assembly.voting.actions.counting import close_vote, record_counts, record_roll_call
from assembly.voting.actions.installing import Placing, install_elected, proposed
from assembly.voting.actions.mending import (
    cancel_vote,
    cast_casting_vote,
    correct_counts,
    correct_round,
)
from assembly.voting.actions.opening import open_vote
from assembly.voting.actions.registers import set_lines
from assembly.voting.actions.requirements import (
    set_ballot_rules,
    set_requirements,
    take_up_requirements,
)
from assembly.voting.actions.round_counts import (
    RoundCounts,
    draw_lot,
    record_candidate_counts,
    slips_in_doubt,
)
from assembly.voting.actions.rounds import ON_PAPER, next_round, open_round
from assembly.voting.actions.slips import (
    forget_slips,
    hand_over_slip,
    record_slip_totals,
    record_slips,
    slips_lost,
    take_back_slip,
)
from assembly.voting.actions.slips_again import correct_slips
from assembly.voting.actions.timing import close_if_due, set_end

__all__ = [
    "ON_PAPER",
    "Cast",
    "Contradicted",
    "Placing",
    "RoundCounts",
    "add_dissent",
    "answer_nomination",
    "begin_entry",
    "call_election",
    "cancel_election",
    "cancel_vote",
    "cast",
    "cast_casting_vote",
    "cite_mandate",
    "close_booth",
    "close_if_due",
    "close_vote",
    "correct_counts",
    "correct_round",
    "correct_slips",
    "draw_lot",
    "enter_with_code",
    "enter_with_pin",
    "forget_slips",
    "hand_over_slip",
    "install_elected",
    "leave",
    "next_round",
    "nominate",
    "open_booth",
    "open_in_centres",
    "open_round",
    "open_vote",
    "proposed",
    "record_candidate_counts",
    "record_centres",
    "record_counts",
    "record_roll_call",
    "record_slip_totals",
    "record_slips",
    "record_told",
    "remove_dissent",
    "remove_mandate",
    "set_ballot_rules",
    "set_end",
    "set_lines",
    "set_requirements",
    "slips_in_doubt",
    "slips_lost",
    "take_back_slip",
    "take_up_acts",
    "take_up_requirements",
    "unmake_booth",
]
