"""A nursery on its Wednesday, and the secretary who looks after it."""

import pytest

from assembly import clock
from tests.pages import in_english
from tests.projects.scene import NOW, sown_nursery


@pytest.fixture
def on_the_wednesday():
    with clock.stopped_at(NOW):
        yield


@pytest.fixture
def nursery(session, commune):
    made = sown_nursery(session, commune)
    session.commit()
    return made


@pytest.fixture
def secretary(sign_in):
    return in_english(sign_in("secretary"))
