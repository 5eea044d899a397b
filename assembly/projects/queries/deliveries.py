"""What each family has received of a project."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assembly.people.models import Person
from assembly.projects.models import Delivery, Log, Quantity
from assembly.projects.queries.assets import not_corrected
from assembly.projects.rules import LogStatus, LogType, Part


@dataclass(frozen=True)
class Received:
    """A family, how much it had in one unit, in how many deliveries."""

    name: str
    unit: str
    value: Decimal
    times: int


def by_family(session: Session, project_id: int, *, limit: int = 500) -> list[Received]:
    """What each family has had so far, by name; one of no list counts by its name as written first."""
    name = func.coalesce(Person.name, func.min(Delivery.name))
    statement = (
        select(name, Quantity.unit, func.sum(Quantity.value), func.count())
        .select_from(Log)
        .join(Delivery, Delivery.log_id == Log.id)
        .join(Quantity, (Quantity.log_id == Log.id) & (Quantity.part == Part.main))
        .outerjoin(Person, Person.id == Delivery.person_id)
        .where(
            Log.project_id == project_id,
            Log.type == LogType.delivery,
            Log.status == LogStatus.done,
            not_corrected(),
        )
        .group_by(Delivery.person_id, Person.name, Delivery.name_key, Quantity.unit)
        .order_by(name, Quantity.unit)
        .limit(limit)
    )
    return [Received(*row) for row in session.execute(statement)]
