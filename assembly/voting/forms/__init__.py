"""Forms about votes and a body's requirements: one module per subject, all names here."""

from assembly.voting.forms.asides import CancelForm, DissentForm, MandateForm
from assembly.voting.forms.ballots import BallotForm, OpenForm
from assembly.voting.forms.booths import CodeForm, LeaveForm, NumberForm
from assembly.voting.forms.counts import CloseForm, CorrectForm, PutForm, RollCallForm
from assembly.voting.forms.requirements import KINDS, RequirementsForm
from assembly.voting.forms.standing import ExtendForm, SlipsForm

__all__ = [
    "KINDS",
    "BallotForm",
    "CancelForm",
    "CloseForm",
    "CodeForm",
    "CorrectForm",
    "DissentForm",
    "ExtendForm",
    "LeaveForm",
    "MandateForm",
    "NumberForm",
    "OpenForm",
    "PutForm",
    "RequirementsForm",
    "RollCallForm",
    "SlipsForm",
]
