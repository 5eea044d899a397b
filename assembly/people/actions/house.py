"""What is told of the house itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.journal.actions import record


def tell_address(session: Session, *, address: str, actor: Actor, at: datetime) -> None:
    """Record under which address the house is found from now on; it lies beside the database."""
    record(
        session,
        actor=actor,
        at=at,
        verb="house.address",
        object_type="house",
        object_id=1,
        data={"address": address},
    )
