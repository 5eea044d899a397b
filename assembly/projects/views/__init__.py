"""Pages of projects: each module adds its own to the blueprint."""

from assembly.projects.views import (
    asset_table,
    assets,
    deliveries,
    kinds,
    logs,
    overview,
    planning,
    projects,
    reports,
    rounds,
    sheets,
    team,
    workdays,
)
from assembly.projects.views.area import blueprint

__all__ = [
    "asset_table",
    "assets",
    "blueprint",
    "deliveries",
    "kinds",
    "logs",
    "overview",
    "planning",
    "projects",
    "reports",
    "rounds",
    "sheets",
    "team",
    "workdays",
]
