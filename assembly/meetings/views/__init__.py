"""Pages of the area: each module adds its own to the blueprint."""

from assembly.meetings.views import (
    agenda,
    convene,
    desk,
    hold,
    notice,
    overview,
    roll,
    rules_of_body,
    series,
    session,
    text,
    wall,
)
from assembly.meetings.views.area import blueprint

__all__ = [
    "agenda",
    "blueprint",
    "convene",
    "desk",
    "hold",
    "notice",
    "overview",
    "roll",
    "rules_of_body",
    "series",
    "session",
    "text",
    "wall",
]
