"""The Wednesday on which motions are put, and the secretary who notes them."""

import pytest

from tests.motions.scene import wednesday
from tests.pages import in_english


@pytest.fixture
def scene(session, commune):
    return wednesday(session, commune)


@pytest.fixture
def secretary(sign_in):
    return in_english(sign_in("secretary"))
