"""What tests of votes may ask for beside what all tests may."""

import pytest

from assembly.voting.rules import Method
from tests.voting.scene import hall, opened


@pytest.fixture
def there(session, commune):
    """The parliament in session with fifteen of its sixteen seats taken."""
    return hall(session, commune)


@pytest.fixture
def secret(session, there):
    """An open vote by secret ballots."""
    return opened(session, there, method=Method.secret_ballots)


@pytest.fixture
def named(session, there):
    """An open vote by named ballots."""
    return opened(session, there, method=Method.open_ballots)


@pytest.fixture
def secretary(sign_in):
    """The desk, in English."""
    client = sign_in("secretary")
    client.post("/people/language", data={"language": "en"})
    return client
