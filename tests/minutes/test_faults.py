"""kill -9 while minutes are closed: closed with file and number, or not closed. Numbers without gaps."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from assembly.journal import queries as journal
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingKind, MeetingStatus
from assembly.minutes import book, closing, press, queries
from assembly.minutes.models import Minutes
from assembly.minutes.rules import Sides
from tests.minutes.scene import ACT, EVENING

# Closes one meeting after the other and says where it is; what is «closed» is acknowledged.
PROGRAM = """
import sys
from pathlib import Path
from assembly.app import create_app
from assembly.db import db
from assembly.minutes import closing
from tests.minutes.scene import ACT
database, instance, *ids = sys.argv[1:]
app = create_app({"TESTING": True, "SECRET_KEY": "x" * 40, "INSTANCE": Path(instance),
                  "SQLALCHEMY_DATABASE_URI": database})
with app.app_context():
    for place, meeting_id in enumerate(map(int, ids), 1):
        print("preparing", place, flush=True)
        minutes = closing.close(db.session, meeting_id, **ACT)
        print("written", place, flush=True)
        db.session.commit()
        print("closed", place, flush=True)
"""


@pytest.mark.faults
@pytest.mark.parametrize(
    ("moment", "acknowledged"), [("preparing 2", 1), ("written 2", 1), ("closed 2", 2)]
)
def test_killed_while_closing(app, session, commune, moment, acknowledged):
    meetings = [
        Meeting(
            body=commune.body,
            kind=MeetingKind.ordinary,
            number=number,
            status=MeetingStatus.ended,
            scheduled_at=EVENING,
        )
        for number in (1, 2, 3)
    ]
    session.add_all(meetings)
    session.commit()
    volume = book.open_next(
        session,
        commune.body.id,
        number=1,
        leaves=100,
        first_leaf=2,  # a book of paper in use: there is no page to be drawn
        sides=Sides.one,
        **ACT,
    )
    session.commit()
    ids = [meeting.id for meeting in meetings]
    session.commit()
    arguments = [app.config["SQLALCHEMY_DATABASE_URI"], str(app.config["INSTANCE"]), *map(str, ids)]
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")},
    )
    with process:
        for line in process.stdout:
            if line.strip() == moment:
                os.kill(process.pid, signal.SIGKILL)
                break
        process.wait()
    session.expire_all()
    closed = session.scalars(select(Minutes).order_by(Minutes.number)).all()
    assert len(closed) >= acknowledged
    assert [each.number for each in closed] == list(range(1, len(closed) + 1))
    store = press.store()
    for each in closed:
        assert len(each.files) == 4
        for file in each.files:
            store.verify(file.digest)
        assert each.meeting.sealed_at is not None
    given = queries.on_leaves(session, volume.id)
    assert [each.minutes_id for each in given] == [each.id for each in closed]
    assert [each.first for each in given] == [2, *(each.last + 1 for each in given)][: len(given)]
    assert journal.verify(session) is None
    # What was not closed can be closed now, with the next number.
    left = [meeting.id for meeting in meetings if not queries.is_closed(session, meeting.id)]
    session.commit()
    for number, meeting_id in enumerate(left, len(closed) + 1):
        assert closing.close(session, meeting_id, **ACT).number == number
        session.commit()
