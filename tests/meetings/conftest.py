"""A meeting that is convened, and one that is held, at half past nine of its Wednesday."""

import pytest

from assembly import clock
from tests.meetings.wednesday import convene, oclock, opened


@pytest.fixture
def half_past_nine():
    with clock.stopped_at(oclock(9, 30)):
        yield


@pytest.fixture
def convened(session, commune):
    meeting = convene(session, commune)
    session.commit()
    return meeting


@pytest.fixture
def meeting(session, commune):
    meeting = opened(session, commune)
    session.commit()
    return meeting
