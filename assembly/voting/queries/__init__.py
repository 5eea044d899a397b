"""Reads of votes and of a body's requirements: one module per subject, all names here."""

from assembly.voting.queries.ballots import (
    Line,
    Mine,
    Turnout,
    lines_of_roll,
    my_open_votes,
    my_seats,
    turnout,
)
from assembly.voting.queries.booths import asked_of, body_id_of_booth, booth, booths_of
from assembly.voting.queries.elections import (
    alternates_so_far,
    body_id_of_election,
    counted_rounds,
    elected_so_far,
    election,
    election_by_uuid,
    elections_of,
    open_round_of,
)
from assembly.voting.queries.votes import (
    body_id_of_vote,
    of_item,
    of_items,
    of_motion,
    on_sheet,
    open_vote_on,
    rule_of_body,
    vote,
    vote_by_uuid,
)

__all__ = [
    "Line",
    "Mine",
    "Turnout",
    "alternates_so_far",
    "asked_of",
    "body_id_of_booth",
    "body_id_of_election",
    "body_id_of_vote",
    "booth",
    "booths_of",
    "counted_rounds",
    "elected_so_far",
    "election",
    "election_by_uuid",
    "elections_of",
    "lines_of_roll",
    "my_open_votes",
    "my_seats",
    "of_item",
    "of_items",
    "of_motion",
    "on_sheet",
    "open_round_of",
    "open_vote_on",
    "rule_of_body",
    "turnout",
    "vote",
    "vote_by_uuid",
]
