"""The power fails while everybody votes: what was acknowledged is there once, nothing is there by half.

The real server in processes of its own, killed while ballots come in; ``python -m tests.bench.burst
kills 20`` does the same twenty times with 450 members.
"""

import pytest

from tests.congress import convene, kill_while_voting

pytestmark = pytest.mark.faults


def test_the_server_is_killed_twice_while_ballots_come_in(tmp_path):
    there = convene(tmp_path, 60)
    acknowledged = kill_while_voting(there, tmp_path, kills=2, after=12)
    assert len(acknowledged) == 60
