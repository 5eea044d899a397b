"""What changes votes and a body's requirements: one module per subject, all names here."""

from assembly.voting.actions.after import add_dissent, cite_mandate, remove_dissent, remove_mandate
from assembly.voting.actions.counting import (
    Contradicted,
    close_vote,
    record_counts,
    record_roll_call,
)
from assembly.voting.actions.mending import cancel_vote, cast_casting_vote, correct_counts
from assembly.voting.actions.opening import open_vote
from assembly.voting.actions.requirements import set_requirements

__all__ = [
    "Contradicted",
    "add_dissent",
    "cancel_vote",
    "cast_casting_vote",
    "cite_mandate",
    "close_vote",
    "correct_counts",
    "open_vote",
    "record_counts",
    "record_roll_call",
    "remove_dissent",
    "remove_mandate",
    "set_requirements",
]
