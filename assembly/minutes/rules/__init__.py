"""What minutes may be, without a database: their states, their wording, what stands against closing."""

from assembly.minutes.rules.closing import Problem, next_number, problems
from assembly.minutes.rules.kinds import Approval, Copy, MinutesStatus, SignatureState
from assembly.minutes.rules.lifecycle import (
    Signer,
    after_signing,
    against_reopening,
    code_digits,
    signers,
    usual_state,
)
from assembly.minutes.rules.wording import (
    LONGEST,
    PLACEHOLDERS,
    SHIPPED,
    Texts,
    WordingError,
    check,
    fill,
)

__all__ = [
    "LONGEST",
    "PLACEHOLDERS",
    "SHIPPED",
    "Approval",
    "Copy",
    "MinutesStatus",
    "Problem",
    "SignatureState",
    "Signer",
    "Texts",
    "WordingError",
    "after_signing",
    "against_reopening",
    "check",
    "code_digits",
    "fill",
    "next_number",
    "problems",
    "signers",
    "usual_state",
]
