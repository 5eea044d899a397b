"""Forms about votes and a body's requirements: one module per subject, all names here."""

from assembly.voting.forms.asides import CancelForm, DissentForm, MandateForm
from assembly.voting.forms.ballots import BallotForm, OpenForm
from assembly.voting.forms.booths import CodeForm, LeaveForm, NumberForm
from assembly.voting.forms.candidates import ToldForm, read_ballot
from assembly.voting.forms.centres import (
    TYPED_OF_ACT,
    CentresForm,
    LinesForm,
    OpenInCentresForm,
    centres_form,
    lines_form,
)
from assembly.voting.forms.counts import (
    CloseForm,
    CorrectForm,
    CorrectRollCallForm,
    PutForm,
    RollCallForm,
)
from assembly.voting.forms.elections import (
    CallForm,
    InstallForm,
    LotForm,
    NominateForm,
    RoundForm,
    install_form,
)
from assembly.voting.forms.requirements import KINDS, RequirementsForm
from assembly.voting.forms.standing import CorrectSlipsForm, ExtendForm, SlipsForm
from assembly.voting.forms.tellers import ANSWERS, TellersForm, counts_form

__all__ = [
    "ANSWERS",
    "KINDS",
    "TYPED_OF_ACT",
    "BallotForm",
    "CallForm",
    "CancelForm",
    "CentresForm",
    "CloseForm",
    "CodeForm",
    "CorrectForm",
    "CorrectRollCallForm",
    "CorrectSlipsForm",
    "DissentForm",
    "ExtendForm",
    "InstallForm",
    "LeaveForm",
    "LinesForm",
    "LotForm",
    "MandateForm",
    "NominateForm",
    "NumberForm",
    "OpenForm",
    "OpenInCentresForm",
    "PutForm",
    "RequirementsForm",
    "RollCallForm",
    "RoundForm",
    "SlipsForm",
    "TellersForm",
    "ToldForm",
    "centres_form",
    "counts_form",
    "install_form",
    "lines_form",
    "read_ballot",
]
