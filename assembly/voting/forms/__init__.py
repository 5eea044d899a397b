"""Forms about votes and a body's requirements: one module per subject, all names here."""

from assembly.voting.forms.asides import CancelForm, DissentForm, MandateForm
from assembly.voting.forms.counts import CorrectForm, PutForm, RollCallForm
from assembly.voting.forms.requirements import RequirementsForm

__all__ = [
    "CancelForm",
    "CorrectForm",
    "DissentForm",
    "MandateForm",
    "PutForm",
    "RequirementsForm",
    "RollCallForm",
]
