"""Tables of the area: one module per subject, all names here."""

from assembly.voting.models.ballots import Ballot, Elector, Participation, SecretBallot
from assembly.voting.models.booths import Booth
from assembly.voting.models.centres import RegisterLine
from assembly.voting.models.elections import Candidate, Election, Round
from assembly.voting.models.requirements import VotingRule
from assembly.voting.models.votes import Dissent, Mandate, Vote

__all__ = [
    "Ballot",
    "Booth",
    "Candidate",
    "Dissent",
    "Election",
    "Elector",
    "Mandate",
    "Participation",
    "RegisterLine",
    "Round",
    "SecretBallot",
    "Vote",
    "VotingRule",
]
