"""Nothing that is published, stored or logged leads from a secret ballot to its voter."""

import json
import logging
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from assembly import clock
from assembly.db import Base, db
from assembly.journal.models import JournalEntry
from assembly.voting import actions
from assembly.voting.models import SecretBallot
from assembly.voting.rules import Channel, Method, Slip, Terms
from assembly.voting.rules.receipts import new_token, receipt
from tests.html import form_data
from tests.voting.ballot_scene import LATER, cast, close
from tests.voting.scene import AT, SECRETARY, hall, journal, opened, violated

CHOICES = ("yes", "no", "abstain", "blank")


@pytest.fixture
def there(session, commune):
    made = hall(session, commune)
    session.commit()
    return made


def held(session, there, choices, phones):
    """A secret vote by so many phones and slips; all that there is of it afterwards, but for chance.

    Of two slips nothing is kept; three can be told again until the minutes are closed.
    Receipts are random, and so are the digests over them: they stand as how many there are.
    """
    number = there.meeting.uuid
    before = (
        session.scalar(select(JournalEntry.sequence).order_by(JournalEntry.sequence.desc())) or 0
    )
    vote = opened(session, there, method=Method.secret_ballots, number=number, terms=Terms())
    for place, choice in enumerate(choices[:phones]):
        cast(session, vote, there, place, choice)
    for place in range(phones, 7):
        seat = there.commune.seats[place].id
        actions.hand_over_slip(session, vote=vote, seat_id=seat, at=LATER)
    slips = [Slip(choice, count) for choice, count in sorted(Counter(choices[phones:]).items())]
    actions.record_slips(session, vote=vote, slips=slips, actor=SECRETARY, at=LATER)
    close(session, vote)
    if vote.slips is not None:
        actions.forget_slips(session, meeting_id=there.meeting.id)
    stored = {}
    for table in Base.metadata.sorted_tables:
        rows = session.execute(table.select()).mappings().all()
        stored[table.name] = sorted(repr(_without_chance(table.name, row)) for row in rows)
    journal = [
        entry.data
        for entry in session.scalars(select(JournalEntry).where(JournalEntry.sequence > before))
    ]
    assert journal
    session.rollback()
    return stored


def _without_chance(table, row):
    kept = dict(row)
    if table == "secret_ballot":
        del kept["receipt"]
    if table == "vote" and kept["published"]:
        published = json.loads(kept["published"])
        published["ballots"] = sorted(
            json.dumps({key: ballot[key] for key in ("choice", "weight", "group")})
            for ballot in published["ballots"]
        )
        published["digests"] = None
        kept["published"] = json.dumps(published)
        kept["published_digest"] = None
    if table == "journal_entry":
        kept["data"] = json.dumps(json.loads(kept["data"]) | {"published": None})
        kept["digest"] = kept["previous"] = None
    return kept


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from(CHOICES), min_size=7, max_size=7),
    st.randoms(),
    st.sampled_from([4, 5]),
)
def test_whoever_voted_what_the_same_is_stored_and_published(
    session, there, choices, chance, phones
):
    """The same ballots among other voters, phones and slips mixed: everything that is left is the same.

    So nobody who has all of it can tell one from the other, however she puts it together.
    """
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL numbers rows on after what was taken back")
    others = list(choices)
    chance.shuffle(others)
    assert held(session, there, choices, phones) == held(session, there, others, phones)


def test_the_order_in_which_rows_are_stored_is_not_that_in_which_they_came(session, there):
    vote = opened(session, there, method=Method.secret_ballots)
    for place in (4, 1, 3, 0, 2):
        cast(session, vote, there, place)
        session.commit()
    close(session, vote)
    session.commit()
    for table, key in (("secret_ballot", "receipt"), ("participation", "seat_id")):
        rows = session.scalars(text(f"SELECT {key} FROM {table}")).all()
        assert rows == sorted(rows)


def test_neither_is_it_when_the_vote_was_cancelled_and_a_slip_says_nothing(session, there):
    """Of a single slip it would be known whose it is."""
    vote = opened(session, there, method=Method.secret_ballots)
    for place in (4, 1, 3, 0, 2):
        cast(session, vote, there, place)
        session.commit()
    actions.hand_over_slip(session, vote=vote, seat_id=there.commune.seats[5].id, at=LATER)
    by = {"vote": vote, "actor": SECRETARY, "at": LATER}
    actions.record_slips(session, slips=[Slip("no")], **by)
    actions.cancel_vote(session, reason="Se fue la luz.", **by)
    session.commit()
    for table, key in (("secret_ballot", "receipt"), ("participation", "seat_id")):
        rows = session.scalars(text(f"SELECT {key} FROM {table}")).all()
        assert rows == sorted(rows)
        if session.get_bind().dialect.name == "postgresql":
            assert len(session.execute(text(f"SELECT DISTINCT xmin FROM {table}")).all()) == 1
    assert vote.slips is None
    violated("voting.cancelled", actions.record_slips, session, slips=[Slip("no")], **by)


def test_the_log_of_the_database_is_emptied_with_the_box(session, there):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps its own")
    vote = opened(session, there, method=Method.secret_ballots)
    cast(session, vote, there, 0)
    session.commit()
    log = Path(f"{db.engine.url.database}-wal")
    assert log.stat().st_size > 0
    close(session, vote)
    session.commit()
    assert log.stat().st_size == 0


def test_choices_reach_neither_log_nor_error_report(session, there, sign_in, caplog):
    """Not in peace, and not when the database refuses: a box that holds the receipt already."""
    caplog.set_level(logging.DEBUG)
    vote = opened(session, there, method=Method.secret_ballots)
    session.commit()
    with clock.stopped_at(AT):
        phone = sign_in("spokesperson")
        where = f"/voting/{vote.id}/ballot"
        page = phone.get(where).text
        sent = {name: values[-1] for name, values in form_data(page).items()}
        seat = there.commune.seats[0].id
        sent[f"choice-{vote.id}-{seat}"] = "abstain"
        taken = receipt(vote.uuid, seat, sent["token"])
        row = {"vote_id": vote.id, "receipt": taken, "choice": "no", "weight": 1, "group": ""}
        session.execute(insert(SecretBallot), [row])
        session.commit()
        with pytest.raises(IntegrityError) as refused:
            phone.post(where, data=sent)
    for said in (str(refused.value), repr(refused.value.__cause__), caplog.text):
        assert "abstain" not in said
        assert sent["token"] not in said


def test_what_was_chosen_is_not_shown_again_when_the_session_has_ended(session, there, client):
    vote = opened(session, there, method=Method.secret_ballots)
    session.commit()
    sent = {"token": new_token(), f"choice-{vote.id}-1": "abstain", "remark": "Se fue la luz"}
    answer = client.post(f"/voting/{vote.id}/ballot", data=sent)
    assert answer.status_code == 401
    assert "Se fue la luz" in answer.text
    assert "abstain" not in answer.text
    assert sent["token"] not in answer.text


def test_a_receipt_cannot_be_made_without_the_token_of_the_form(session, there):
    vote = opened(session, there, method=Method.secret_ballots)
    token = new_token()
    done = cast(session, vote, there, 0, token=token)
    seat = there.commune.seats[0].id
    assert receipt(vote.uuid, seat, token) == done.receipt
    assert receipt(vote.uuid, seat, new_token()) != done.receipt
    assert token not in "".join(
        repr(row)
        for table in Base.metadata.sorted_tables
        for row in session.execute(table.select())
    )


def test_a_channel_is_told_of_the_voter_and_not_of_the_ballot(session, there):
    vote = opened(session, there, method=Method.secret_ballots)
    for channel in (Channel.phone, Channel.booth):
        place = 0 if channel is Channel.phone else 1
        actions.cast(
            session,
            vote_id=vote.id,
            person_id=there.commune.principals[place].id,
            choices={there.commune.seats[place].id: "yes"},
            token=new_token(),
            channel=channel,
            at=LATER,
        )
    close(session, vote)
    published = json.loads(vote.published)
    assert [voter["channel"] for voter in published["voters"]] == ["phone", "booth"]
    assert not any("channel" in ballot for ballot in published["ballots"])


def test_rows_of_a_secret_vote_have_no_number_that_tells_their_order(session, secret, there):
    if session.get_bind().dialect.name != "sqlite":
        assert {c.name for c in SecretBallot.__table__.c} == {
            *("vote_id", "receipt", "choice", "weight", "group"),
        }
        return
    for table in ("participation", "secret_ballot", "elector"):
        made = session.scalar(text(f"SELECT sql FROM sqlite_master WHERE name = '{table}'"))
        assert "WITHOUT ROWID" in made


def test_all_rows_of_a_closed_secret_vote_were_written_by_one_transaction(session, secret, there):
    """So that PostgreSQL's ``xmin`` does not pair a ballot with its seat."""
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite has no such number")
    for place in range(4):
        cast(session, secret, there, place)
        session.commit()
    for table in ("participation", "secret_ballot"):
        assert len(session.execute(text(f"SELECT DISTINCT xmin FROM {table}")).all()) == 4
    close(session, secret)
    session.commit()
    for table in ("participation", "secret_ballot"):
        assert len(session.execute(text(f"SELECT DISTINCT xmin FROM {table}")).all()) == 1


def test_a_secret_vote_tells_the_journal_nothing_of_single_ballots(session, secret, there):
    for place, choice in enumerate(("yes", "no", "abstain", "blank")):
        cast(session, secret, there, place, choice)
    assert [
        verb for verb in ("vote.cast", "vote.told", "vote.count") if journal(session, verb)
    ] == []
