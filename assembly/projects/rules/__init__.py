"""Rules of projects: kinds, units, stock, batches, planning. One module per subject, names here."""

from assembly.projects.rules.enums import (
    Adjustment,
    AssetType,
    LogStatus,
    LogType,
    Measure,
    Part,
    ProjectStatus,
    Terms,
    WorkdayStatus,
)
from assembly.projects.rules.kinds import KINDS, Kind, own_kind
from assembly.projects.rules.logs import ASKS, FARMOS, PAPER_LINES, Asks

__all__ = [
    "ASKS",
    "FARMOS",
    "KINDS",
    "PAPER_LINES",
    "Adjustment",
    "Asks",
    "AssetType",
    "Kind",
    "LogStatus",
    "LogType",
    "Measure",
    "Part",
    "ProjectStatus",
    "Terms",
    "WorkdayStatus",
    "own_kind",
]
