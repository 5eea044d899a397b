"""How an election goes on, and what may become of somebody who was nominated."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class ElectionStatus(StrEnum):
    """`nominating`: names are taken · `voting`: a round is open, or another one is to follow · `counted`:
    no round is due · `installed`: who was elected has the place · `cancelled`, with a reason."""

    nominating = "nominating"
    voting = "voting"
    counted = "counted"
    installed = "installed"
    cancelled = "cancelled"


class CandidacyStatus(StrEnum):
    """Somebody is nominated, and stands only if she accepts."""

    nominated = "nominated"
    accepted = "accepted"
    declined = "declined"
    withdrawn = "withdrawn"


MAY_BECOME: Final[Mapping[CandidacyStatus, frozenset[CandidacyStatus]]] = MappingProxyType(
    {
        CandidacyStatus.nominated: frozenset(
            {CandidacyStatus.accepted, CandidacyStatus.declined, CandidacyStatus.withdrawn}
        ),
        CandidacyStatus.accepted: frozenset({CandidacyStatus.withdrawn}),
        CandidacyStatus.declined: frozenset({CandidacyStatus.accepted}),
        CandidacyStatus.withdrawn: frozenset({CandidacyStatus.accepted}),
    }
)
"""What may follow what: who declined or withdrew may think again, so long as no round is open."""
