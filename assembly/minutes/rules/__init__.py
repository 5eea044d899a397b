"""What minutes may be, without a database: their states, their wording, what stands against closing."""

from assembly.minutes.rules.book import (
    MOST_LEAVES,
    USUAL_LEAVES,
    OnLeaves,
    Side,
    Sides,
    VolumeStatus,
    few_left,
    leaves_for,
    room,
    sides_of,
)
from assembly.minutes.rules.closing import Problem, next_number, problems
from assembly.minutes.rules.kinds import Approval, Copy, MinutesStatus, SignatureState
from assembly.minutes.rules.layout import (
    ALWAYS,
    SHIPPED_PARTS,
    Part,
    in_order,
    known_parts,
)
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
    "ALWAYS",
    "LONGEST",
    "MOST_LEAVES",
    "PLACEHOLDERS",
    "SHIPPED",
    "SHIPPED_PARTS",
    "USUAL_LEAVES",
    "Approval",
    "Copy",
    "MinutesStatus",
    "OnLeaves",
    "Part",
    "Problem",
    "Side",
    "Sides",
    "SignatureState",
    "Signer",
    "Texts",
    "VolumeStatus",
    "WordingError",
    "after_signing",
    "against_reopening",
    "check",
    "code_digits",
    "few_left",
    "fill",
    "in_order",
    "known_parts",
    "leaves_for",
    "next_number",
    "problems",
    "room",
    "sides_of",
    "signers",
    "usual_state",
]
