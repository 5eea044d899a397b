"""What the commune makes together, in one story for each kind of project.

All of it is invented; the numbers of the nursery are those of the Wednesday's story.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from assembly.demo.commune import Commune
from assembly.demo.works.land import aqueduct, beans, hens
from assembly.demo.works.nursery import hold_workday, nursery
from assembly.demo.works.town import pharmacy, recycling, workshop
from assembly.projects.models import Project

__all__ = ["begin_projects", "hold_workday"]


def begin_projects(session: Session, commune: Commune, day: date) -> dict[str, Project]:
    """The projects as they stand on the eve of the Wednesday."""
    stories = (nursery, recycling, pharmacy, workshop, beans, hens, aqueduct)
    return {each.__name__: each(session, commune, day) for each in stories}
