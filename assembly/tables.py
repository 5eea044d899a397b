"""Every table, so that the metadata is whole whoever asks for it first."""

from assembly.attachments import models as attachments
from assembly.commitments import models as commitments
from assembly.jobs import models as jobs
from assembly.journal import models as journal
from assembly.meetings import models as meetings
from assembly.minutes import models as minutes
from assembly.money import models as money
from assembly.motions import models as motions
from assembly.people import models as people
from assembly.projects import models as projects
from assembly.search import models as search
from assembly.voting import models as voting

__all__ = [
    "attachments",
    "commitments",
    "jobs",
    "journal",
    "meetings",
    "minutes",
    "money",
    "motions",
    "people",
    "projects",
    "search",
    "voting",
]
