"""Accounts: opened, given passwords and roles, closed; never a password in the journal."""

import pytest
from sqlalchemy import select

from assembly.errors import RuleViolation
from assembly.journal.models import JournalEntry
from assembly.people import actions, passwords, queries
from assembly.people.models import Grant
from assembly.people.rules import password_flaw
from assembly.roles import Role
from tests.commune import HOUSE, NOW, PASSWORD

WHO = {"actor": HOUSE, "at": NOW}


def violation(act, *args, **kwargs):
    with pytest.raises(RuleViolation) as caught:
        act(*args, **kwargs)
    return caught.value


def test_a_person_has_one_account(session, commune):
    person = commune.alternates[0]
    account = actions.create_account(
        session, person=person, login="  Ana.Guaregua ", password_hash="x", **WHO
    )
    assert account.login == "ana.guaregua"
    assert not account.administrator
    refused = violation(
        actions.create_account, session, person=person, login="other", password_hash="x", **WHO
    )
    assert refused.code == "people.account_exists"


def test_a_login_belongs_to_one_account(session, commune):
    refused = violation(
        actions.create_account,
        session,
        person=commune.alternates[0],
        login="CHAIR",
        password_hash="x",
        **WHO,
    )
    assert (refused.code, refused.field) == ("people.login_taken", "login")
    assert refused.params == {"login": "chair", "name": "Chair"}
    chair = commune.accounts["chair"]
    actions.change_login(session, account=chair, login="chair", **WHO)  # her own is no other's
    assert violation(
        actions.change_login, session, account=chair, login="secretary", **WHO
    ).code == ("people.login_taken")


def test_whoever_is_out_of_the_lists_gets_no_account(session, commune):
    person = commune.accounts["member"].person
    actions.deactivate_person(session, person=person, **WHO)
    assert violation(
        actions.open_account, session, account=commune.accounts["member"], **WHO
    ).code == ("people.person_inactive")


def test_a_new_password_and_ending_sessions_change_the_stamp(session, commune):
    chair = commune.accounts["chair"]
    stamps = {chair.stamp}
    actions.set_password(session, account=chair, password_hash="x", **WHO)
    stamps.add(chair.stamp)
    actions.end_sessions(session, account=chair, **WHO)
    stamps.add(chair.stamp)
    actions.close_account(session, account=chair, **WHO)
    stamps.add(chair.stamp)
    assert len(stamps) == 4


def test_the_last_administrator_stays(session, commune):
    administrator = commune.accounts["administrator"]
    acts = (
        lambda: actions.set_administrator(
            session, account=administrator, administrator=False, **WHO
        ),
        lambda: actions.close_account(session, account=administrator, **WHO),
        lambda: actions.deactivate_person(session, person=administrator.person, **WHO),
    )
    for act in acts:
        assert violation(act).code == "people.last_administrator"
    actions.set_administrator(
        session, account=commune.accounts["member"], administrator=True, **WHO
    )
    acts[1]()
    assert not administrator.active
    refused = violation(
        actions.set_administrator,
        session,
        account=commune.accounts["member"],
        administrator=False,
        **WHO,
    )
    assert refused.code == "people.last_administrator"  # a closed one does not count


def test_a_role_is_given_once_and_taken_back(session, commune):
    member = commune.accounts["member"]
    give = {"account": member, "body": commune.body, "role": Role.secretary, **WHO}
    grant = actions.grant_role(session, **give)
    assert actions.grant_role(session, **give) is grant
    assert queries.roles_of(session, member.id, NOW) == {
        commune.body.id: frozenset({Role.secretary})
    }
    actions.revoke_role(session, grant=grant, **WHO)
    assert queries.roles_of(session, member.id, NOW) == {}
    assert session.scalars(select(Grant).where(Grant.account_id == member.id)).all() == []


@pytest.mark.parametrize("role", [Role.member, Role.spokesperson, Role.administrator])
def test_some_roles_are_not_given_by_hand(session, commune, role):
    member = commune.accounts["member"]
    refused = violation(
        actions.grant_role, session, account=member, body=commune.body, role=role, **WHO
    )
    assert refused.code == "people.role_by_hand"


def test_a_seat_makes_a_spokesperson_for_its_term(session, commune):
    account = commune.accounts["spokesperson"]
    here = {commune.body.id: frozenset({Role.spokesperson})}
    assert queries.roles_of(session, account.id, NOW) == here
    term = queries.terms_of_person(session, account.person_id)[0]
    actions.end_membership(session, membership=term, end_date=NOW.date(), **WHO)
    assert queries.roles_of(session, account.id, NOW) == here
    # 20 May 23:59 in Caracas is 21 May 3:59 UTC; a minute later the term is over there.
    last_minute = NOW.replace(day=21, hour=3, minute=59)
    assert queries.roles_of(session, account.id, last_minute) == here
    assert queries.roles_of(session, account.id, last_minute.replace(hour=4, minute=0)) == {}


def test_no_password_is_in_the_journal(session, commune):
    hashed = passwords.accepted("una clave larga")
    actions.create_account(
        session, person=commune.alternates[0], login="suplente", password_hash=hashed, **WHO
    )
    actions.set_password(session, account=commune.accounts["chair"], password_hash=hashed, **WHO)
    written = " ".join(session.scalars(select(JournalEntry.data)))
    assert "una clave" not in written
    assert "argon2" not in written


def test_passwords_are_hashed_with_argon2id_and_compared_without_regard_to_how_accents_are_typed():
    hashed = passwords.accepted("contraseñá única")
    assert hashed.startswith("$argon2id$")
    assert passwords.matches(hashed, "contrasen\u0303a\u0301 u\u0301nica")
    assert not passwords.matches(hashed, "contrasena unica")
    assert not passwords.matches(None, "nobody")
    assert not passwords.matches("not a hash", PASSWORD)


def test_an_easy_password_is_refused_before_it_is_hashed():
    refused = violation(passwords.accepted, "123456")
    assert (refused.code, refused.field) == ("people.pin_guessable", "password")


def test_generated_pins_are_accepted():
    pins = {passwords.generated_pin() for _ in range(200)}
    assert all(password_flaw(pin) is None and len(pin) == 6 for pin in pins)
    assert len(pins) > 150  # 200 draws of a million: by hand, about 0.02 pairs are expected
