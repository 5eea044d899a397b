"""The words and rules of people and bodies (no database here)."""

from assembly.people.rules.kinds import GRANTABLE, Classification, Electorate, Holding, Paper
from assembly.people.rules.names import (
    Candidate,
    bare_name,
    fold,
    identity_key,
    identity_shown,
    labelled,
    name_key,
    named,
    natural_key,
)
from assembly.people.rules.secrets import login_flaw, password_flaw, proposed_login
from assembly.people.rules.terms import in_order, in_term, overlap

__all__ = [
    "GRANTABLE",
    "Candidate",
    "Classification",
    "Electorate",
    "Holding",
    "Paper",
    "bare_name",
    "fold",
    "identity_key",
    "identity_shown",
    "in_order",
    "in_term",
    "labelled",
    "login_flaw",
    "name_key",
    "named",
    "natural_key",
    "overlap",
    "password_flaw",
    "proposed_login",
]
