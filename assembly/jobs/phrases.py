"""The states of long work in words."""

from __future__ import annotations

from flask_babel import LazyString

from assembly.jobs.rules import JobStatus
from assembly.web.i18n import _l

STATES: dict[JobStatus, LazyString] = {
    JobStatus.waiting: _l("waits for its turn"),
    JobStatus.running: _l("under way"),
    JobStatus.done: _l("ready"),
    JobStatus.failed: _l("failed"),
    JobStatus.cancelled: _l("called off"),
}

VIOLATIONS: dict[str, LazyString] = {
    "jobs.broke_off": _l("It broke off three times and was given up. Ask the administrator."),
    "jobs.fault": _l("Something broke. It was written down for the administrator."),
    "jobs.disk_full": _l("The disk is full. Nothing half done was kept."),
}
