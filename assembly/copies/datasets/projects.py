"""Projects, elections and workdays as tables."""

from __future__ import annotations

from sqlalchemy.orm import aliased

from assembly.copies.datasets.table import Dataset, dataset, own
from assembly.people.models import Body, Person
from assembly.projects.models import (
    Asset,
    Delivery,
    Hands,
    Log,
    Project,
    Quantity,
    Target,
    Workday,
)
from assembly.voting.models import Candidate, Election


def of_work(*, public: bool) -> tuple[Dataset, ...]:
    """The public ones name no family that was given something, and hold no notes from the field."""
    shared = (_elections(), _candidates(), _projects(), _targets(), _assets(), _workdays())
    return shared if public else (*shared, _logs(), _quantities(), _deliveries(), _hands())


def _elections() -> Dataset:
    names = (
        "id",
        "uuid",
        "title",
        "item_id",
        "secret",
        "counting",
        "places",
        "alternates",
        "status",
    )
    return dataset(
        "elections",
        {**own(Election, *names), "body": Body.name, **own(Election, "term_start", "term_end")},
        order=Election.id,
        outer=[(Body, Election.body_id == Body.id)],
    )


def _candidates() -> Dataset:
    names = ("election_id", "number", "name", "status", "nominated_by")
    return dataset("candidates", own(Candidate, *names), order=Candidate.id)


def _projects() -> Dataset:
    coordinator = aliased(Person)
    names = ("purpose", "parent_id", "decision_id", "start_date", "end_date", "status", "budget")
    return dataset(
        "projects",
        {
            **own(Project, "id", "uuid", "name", "kind"),
            "body": Body.name,
            "coordinator": coordinator.name,
            **own(Project, *names, "currency"),
        },
        order=Project.id,
        outer=[
            (Body, Project.body_id == Body.id),
            (coordinator, Project.coordinator_id == coordinator.id),
        ],
    )


def _targets() -> Dataset:
    names = ("project_id", "type", "value", "unit", "due_on")
    return dataset("targets", own(Target, *names), order=Target.id)


def _assets() -> Dataset:
    names = ("id", "uuid", "project_id", "type", "name", "unit", "parent_id", "lot_number")
    more = ("origin", "begun_on", "ready_on", "expires_on", "hectares", "active")
    return dataset("assets", own(Asset, *names, *more), order=Asset.id)


def _logs() -> Dataset:
    names = ("id", "uuid", "project_id", "asset_id", "type", "status", "at", "reason", "stage")
    more = ("place", "note", "corrects_id", "void", "author", "noted_at")
    return dataset("logs", own(Log, *names, *more), order=Log.id)


def _quantities() -> Dataset:
    names = ("log_id", "asset_id", "part", "measure", "value", "unit", "adjustment")
    return dataset("quantities", own(Quantity, *names), order=Quantity.id)


def _deliveries() -> Dataset:
    names = ("log_id", "name", "terms", "owed", "owed_unit", "due_on")
    return dataset("deliveries", own(Delivery, *names), order=Delivery.id)


def _workdays() -> Dataset:
    names = ("id", "uuid", "project_id", "decision_id", "title", "day", "place", "status", "done")
    return dataset("workdays", own(Workday, *names), order=Workday.id)


def _hands() -> Dataset:
    names = ("workday_id", "name", "people", "hours")
    return dataset(
        "workday_hands",
        {"person": Person.name, **own(Hands, *names)},
        order=Hands.id,
        outer=[(Person, Hands.person_id == Person.id)],
    )
