"""What changes motions and decisions: one module per subject, all names here."""

from assembly.motions.actions.decisions import (
    annul_decision,
    carry_motion,
    record_decision,
    reject_motion,
)
from assembly.motions.actions.motions import (
    change_particulars,
    move_to,
    propose_amendment,
    put_to_vote,
    revise_text,
    submit_motion,
)
from assembly.motions.actions.undoing import reopen_motion

__all__ = [
    "annul_decision",
    "carry_motion",
    "change_particulars",
    "move_to",
    "propose_amendment",
    "put_to_vote",
    "record_decision",
    "reject_motion",
    "reopen_motion",
    "revise_text",
    "submit_motion",
]
