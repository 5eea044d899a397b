"""The nursery of domain.md §7.10, noted log by log: sown 6,000 … counted 4,401."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from assembly.actor import Actor
from assembly.people.models import Person
from assembly.projects.actions import assets, logs, projects
from assembly.projects.actions.noted import Noted
from assembly.projects.models import Asset, Log, Project
from assembly.projects.rules import AssetType, LogType, Terms

COORDINATOR = Actor(account_id=None, name="Yusmary Rojas")
NOW = datetime(2026, 5, 20, 14, 0, tzinfo=UTC)  # ten o'clock on the Wednesday


@dataclass
class Nursery:
    """What was made, by name."""

    session: object
    project: Project
    seed: Asset
    batch: Asset

    def note(self, type_: LogType, day: date, value: object = None, **more: object) -> Log:
        """Note something of the batch."""
        given = {"asset": self.batch, "value": None if value is None else Decimal(str(value))}
        correcting = {key: more.pop(key) for key in ("corrects", "mark") if key in more}
        return logs.note_log(
            self.session,
            project=self.project,
            noted=Noted(type_, day, **{**given, **more}),
            actor=COORDINATOR,
            at=NOW,
            **correcting,
        )

    def deliver(self, value: int, person: Person | None = None, **more: object) -> Log:
        """Deliver plants to a family, for workdays."""
        day = more.pop("day", date(2026, 5, 20))
        given = {"recipient_id": person.id} if person else {"recipient": "Familia Rondón"}
        return self.note(LogType.delivery, day, value, terms=Terms.workdays, **{**given, **more})


def make_project(session, commune, kind="nursery", name="Vivero de café", **more) -> Project:
    """A project of the parliament."""
    return projects.create_project(
        session,
        body=commune.body,
        kind=kind,
        data=projects.ProjectData(name=name, **more),
        actor=COORDINATOR,
        at=NOW,
    )


def make_asset(session, project, name, type_, unit="unit", **more) -> Asset:
    """Something that a project has."""
    return assets.add_asset(
        session,
        project=project,
        type=type_,
        unit=unit,
        data=assets.AssetData(name=name, **more),
        actor=COORDINATOR,
        at=NOW,
    )


def empty_nursery(session, commune, **more) -> Nursery:
    """A nursery with a lot of seed and a batch, nothing sown yet."""
    project = make_project(session, commune, **more)
    seed = make_asset(session, project, "Lote 2025-03", AssetType.seed, "kg", grains_per_kg=4000)
    batch = make_asset(
        session, project, "Tanda 1", AssetType.plant, begun_on=date(2025, 10, 6), parent_id=seed.id
    )
    nursery = Nursery(session, project, seed, batch)
    nursery.note(LogType.receipt, date(2025, 10, 1), "1.75", asset=seed)
    return nursery


def sown_nursery(session, commune, **more) -> Nursery:
    """The nursery up to the Tuesday before the session, before the count."""
    nursery = empty_nursery(session, commune, **more)
    nursery.note(
        LogType.seeding, date(2025, 10, 6), 6000, source=nursery.seed, source_value=Decimal("1.5")
    )
    nursery.note(LogType.germination, date(2025, 11, 28), 4980)
    nursery.note(LogType.potting, date(2025, 12, 15), 4720)
    nursery.note(LogType.loss, date(2026, 2, 3), 190, reason="fungus")
    nursery.note(LogType.loss, date(2026, 4, 7), 70, reason="drought")
    return nursery
