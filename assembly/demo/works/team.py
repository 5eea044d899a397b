"""Who notes in a project of the demo, and the decision that approved it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.demo.accounts import HOUSE
from assembly.demo.commune import Commune
from assembly.motions.models import Decision
from assembly.projects.actions import assets, logs, projects
from assembly.projects.actions.noted import Noted
from assembly.projects.models import Asset, Log, Project
from assembly.projects.rules import AssetType, LogType


@dataclass
class Team:
    """Who notes in a project, and when: the days are counted back from the Wednesday of the story."""

    session: Session
    commune: Commune
    day: date
    project: Project
    things: dict[str, Asset] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The evening of the Wednesday."""
        return datetime.combine(self.day, time(22), UTC)

    def before(self, days: int) -> date:
        """So many days before the Wednesday."""
        return self.day - timedelta(days=days)

    def has(self, name: str, type_: AssetType, unit: str = "unit", **more: object) -> Asset:
        """Something that the project has."""
        data = assets.AssetData(name=name, **more)  # type: ignore[arg-type]
        asset = assets.add_asset(
            self.session,
            project=self.project,
            type=type_,
            unit=unit,
            data=data,
            actor=HOUSE,
            at=self.now,
        )
        self.things[name] = asset
        return asset

    def note(
        self, days: int, type_: LogType, thing: str = "", value: str = "", **more: object
    ) -> Log:
        """Something noted so many days before."""
        noted = Noted(
            type_,
            self.before(days),
            asset=self.things[thing] if thing else None,
            value=Decimal(value) if value else None,
            **more,  # type: ignore[arg-type]
        )
        return logs.note_log(
            self.session, project=self.project, noted=noted, actor=HOUSE, at=self.now
        )

    def join(self, *names: str) -> None:
        """These people work in it."""
        for name in names:
            projects.add_member(
                self.session,
                project=self.project,
                person_id=self.commune.people[name].id,
                actor=HOUSE,
                at=self.now,
            )


def begin(
    session: Session,
    commune: Commune,
    day: date,
    kind: str,
    name: str,
    *,
    coordinator: str,
    since: int,
    approved: str = "Proyectos de la comuna",
    **more: object,
) -> Team:
    """A project begun ``since`` days before the story, and its team; its decision's title begins ``approved``."""
    decision = select(Decision.id).where(Decision.title.startswith(approved))
    data = projects.ProjectData(
        name=name,
        coordinator_id=commune.people[coordinator].id,
        start_date=day - timedelta(days=since),
        decision_id=session.scalar(decision),
        **more,  # type: ignore[arg-type]
    )
    project = projects.create_project(
        session,
        body=commune.parliament,
        kind=kind,
        data=data,
        actor=HOUSE,
        at=datetime.combine(day, time(22), UTC),
    )
    return Team(session, commune, day, project)
