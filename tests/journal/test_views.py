"""The journal's pages."""

import pytest

from assembly.journal import actions
from tests.commune import HOUSE, NOW

pytestmark = pytest.mark.both_databases


def test_acts_are_listed_newest_first_and_pages_hold_fifty(session, sign_in):
    for number in range(60):
        actions.record(
            session, actor=HOUSE, at=NOW, verb=f"act.{number}.", object_type="x", object_id=number
        )
    client = sign_in("oversight")
    page = client.get("/journal/").text
    assert "act.59." in page
    assert "act.10." in page
    assert "act.9." not in page
    assert "act.9." in client.get("/journal/?before=11").text


def test_the_check_says_that_the_chain_holds(session, sign_in):
    actions.record(session, actor=HOUSE, at=NOW, verb="x", object_type="x", object_id=1)
    assert "note good" in sign_in("oversight").get("/journal/check").text


def test_a_member_without_a_role_does_not_read_it(sign_in):
    assert sign_in("member").get("/journal/").status_code == 403
