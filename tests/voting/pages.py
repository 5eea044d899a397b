"""Pages of votes as tests read and fill them in."""

import re
from uuid import uuid4

from assembly.voting.models import Vote
from tests.html import form_data


def votes(session):
    session.expire_all()
    return session.query(Vote).order_by(Vote.id).all()


def page(answer):
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def form_of(answer):
    """What the only form of the page would send as it stands."""
    return {name: values[-1] for name, values in form_data(answer.get_data(as_text=True)).items()}


def typed(**more):
    """What a browser sends from the form: by show of hands, 12, 1 and 2, the ordinary majority."""
    fields = {
        "number": str(uuid4()),
        "method": "show_of_hands",
        "asked": "ordinary",
        "yes": "12",
        "no": "1",
        "abstain": "2",
        "blank": "0",
        "invalid": "0",
        "total": "",
        "stated": "",
        **more,
    }
    return {f"vote-{name}": value for name, value in fields.items() if value is not None}
