"""Signing in and out, my own page, and what the administrator gives."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from assembly import clock
from assembly.people.models import Account, Grant, LoginAttempt
from assembly.people.passwords import matches
from tests import html
from tests.commune import PASSWORD


def log_in(client, login, password=PASSWORD, **more):
    return client.post("/people/login", data={"login": login, "password": password, **more})


def account(session, login):
    session.expire_all()
    return session.scalars(select(Account).where(Account.login == login)).one()


# ---- signing in ----------------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["spokesperson", "vocera el cedro", "v 10.000.001"])
def test_a_person_signs_in_and_lands_where_she_wanted(commune, client, login):
    answer = log_in(client, login, next="/people/persons")
    assert (answer.status_code, answer.location) == (303, "/people/persons")
    assert "Vocera El Cedro" in client.get("/people/me").text


@pytest.mark.parametrize("after", ["https://example.org/", "//example.org", "/\\example.org"])
def test_nobody_is_sent_to_another_house(commune, client, after):
    assert log_in(client, "member", next=after).location == "/"


def test_a_wrong_password_is_not_shown_again(commune, client):
    answer = log_in(client, "member", "wrong password")
    assert answer.status_code == 422
    again = html.form_data(answer.text, None)
    assert again["login"] == ["member"]
    assert again["password"] == [""]
    assert "wrong password" not in answer.text


def test_too_many_tries_are_answered_with_a_wait(commune, client):
    for _ in range(5):
        assert log_in(client, "member", "wrong").status_code == 422
    assert log_in(client, "member").status_code == 422
    assert client.get("/people/me").status_code == 303


@pytest.mark.parametrize("login", ["", "\x00", "x" * 5000, "<script>", "' OR 1=1 --"])
def test_odd_names_are_only_wrong(commune, client, login):
    assert log_in(client, login).status_code == 422


def test_who_is_idle_is_signed_out_and_told_so(commune, client, app):
    with clock.stopped_at(clock.now()):
        log_in(client, "member")
        client.get("/people/")
    later = clock.now() + timedelta(minutes=app.config["IDLE_MINUTES"] + 1)
    with clock.stopped_at(later):
        answer = client.get("/people/")
        assert answer.status_code == 303
        assert 'class="note"' in client.get(answer.location).text


def test_signing_out_needs_no_more_than_the_button(commune, sign_in):
    client = sign_in("member")
    assert client.post("/people/logout").status_code == 303
    assert client.get("/people/me").status_code == 303


# ---- my own page ---------------------------------------------------------------------------------


def test_a_password_is_changed_and_other_machines_are_signed_out(session, commune, sign_in):
    here, elsewhere = sign_in("member"), sign_in("member")
    answer = here.post(
        "/people/me/password",
        data={"old": PASSWORD, "password": "482913", "again": "482913"},
    )
    assert answer.status_code == 303
    assert here.get("/people/me").status_code == 200
    assert elsewhere.get("/people/me").status_code == 303
    assert matches(account(session, "member").password_hash, "482913")


@pytest.mark.parametrize(
    "changes",
    [
        {"old": "wrong"},
        {"old": ""},
        {"password": "123456", "again": "123456"},
        {"password": "short", "again": "short"},
        {"password": "member", "again": "member"},
        {"again": "482914"},
        {"again": ""},
    ],
)
def test_a_password_is_not_changed_by_mistake(session, commune, sign_in, changes):
    client = sign_in("member")
    typed = {"old": PASSWORD, "password": "482913", "again": "482913", **changes}
    answer = client.post("/people/me/password", data=typed)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    assert "482913" not in answer.text
    assert matches(account(session, "member").password_hash, PASSWORD)
    assert client.get("/people/me").status_code == 200


def test_who_knows_the_old_password_made_no_failed_try(session, commune, sign_in):
    client = sign_in("member")
    for new in [*["short"] * 6, "482913"]:  # after five failed ones there is a wait
        typed = {"old": PASSWORD, "password": new, "again": new}
        answer = client.post("/people/me/password", data=typed)
    assert answer.status_code == 303
    assert all(each.failures == 0 for each in session.scalars(select(LoginAttempt)))


def test_the_old_password_cannot_be_guessed_at_a_machine_left_open(session, commune, sign_in):
    client = sign_in("member")
    typed = {"password": "482913", "again": "482913"}
    for _ in range(5):
        client.post("/people/me/password", data={"old": "wrong", **typed})
    answer = client.post("/people/me/password", data={"old": PASSWORD, **typed})
    assert answer.status_code == 422
    assert matches(account(session, "member").password_hash, PASSWORD)


def test_a_language_is_kept_with_the_account(session, commune, sign_in, app):
    client = sign_in("member")
    assert client.post("/people/me/language", data={"language": "en"}).status_code == 303
    assert account(session, "member").language == "en"
    assert '<html lang="en"' in client.get("/people/me").text
    other_machine = sign_in("member")
    assert '<html lang="en"' in other_machine.get("/people/me").text
    client.post("/people/me/language", data={"language": "xx"})
    assert account(session, "member").language == "en"


# ---- what the administrator gives ----------------------------------------------------------------


def test_an_account_is_opened_with_what_was_proposed_and_shown_once(session, commune, sign_in, app):
    admin, person = sign_in("administrator"), commune.alternates[0]
    address = f"/people/persons/{person.id}/account/password"
    proposed = html.form_data(admin.get(address).text, None)
    assert proposed["login"] == ["suplente.cedro"]
    pin = proposed["password"][0]
    assert pin.isdecimal()
    for _double_click in range(2):
        answer = admin.post(address, data=proposed)
        assert answer.status_code == 200
        assert pin in answer.text
    assert pin not in admin.get(f"/people/persons/{person.id}/account").text
    assert log_in(app.test_client(), "suplente.cedro", pin).status_code == 303
    assert not account(session, "suplente.cedro").administrator


@pytest.mark.parametrize(
    "changes",
    [
        {"login": "administrator"},
        {"login": "Ñ"},
        {"login": ""},
        {"login": "12345678"},
        {"password": "123456"},
        {"password": "20000001"},  # the person's own number
        {"password": ""},
    ],
)
def test_a_wrong_account_is_not_opened(session, commune, sign_in, changes):
    typed = {"login": "ana.guaregua", "password": "una clave larga", **changes}
    person = commune.alternates[0]
    answer = sign_in("administrator").post(
        f"/people/persons/{person.id}/account/password", data=typed
    )
    assert answer.status_code == 422
    again = html.form_data(answer.text, None)
    assert (again["login"], again["password"]) == ([typed["login"]], [typed["password"]])
    none = select(Account).where(Account.person_id == person.id)
    assert session.scalars(none).one_or_none() is None


def test_a_new_password_from_the_administrator_ends_sessions(session, commune, sign_in, app):
    admin, member = sign_in("administrator"), sign_in("member")
    person_id = commune.accounts["member"].person_id
    answer = admin.post(
        f"/people/persons/{person_id}/account/password",
        data={"login": "member", "password": "otra clave larga"},
    )
    assert answer.status_code == 200
    assert member.get("/people/me").status_code == 303
    assert log_in(app.test_client(), "member", "otra clave larga").status_code == 303


def test_roles_are_given_and_taken_back(session, commune, sign_in):
    admin, member = sign_in("administrator"), sign_in("member")
    one = commune.accounts["member"]
    new_seat = "/people/bodies/1/seats/new"
    assert member.get(new_seat).status_code == 403
    roles = f"/people/persons/{one.person_id}/account/roles"
    for _double_click in range(2):
        assert admin.post(roles, data={"role": "secretary", "body_id": "1"}).status_code == 303
    assert member.get(new_seat).status_code == 200
    (grant,) = session.scalars(select(Grant).where(Grant.account_id == one.id))
    revoke = f"/people/grants/{grant.id}/revoke"
    for _double_click in range(2):
        assert admin.post(revoke).status_code == 303
    assert member.get(new_seat).status_code == 403
    for wrong in ({"role": "administrator", "body_id": "1"}, {"role": "chair", "body_id": "9"}, {}):
        assert admin.post(roles, data=wrong).status_code == 303
    session.expire_all()
    assert session.scalars(select(Grant).where(Grant.account_id == one.id)).all() == []


def test_closing_an_account_ends_its_sessions_at_once(session, commune, sign_in, app):
    admin, member = sign_in("administrator"), sign_in("member")
    acts = f"/people/persons/{commune.accounts['member'].person_id}/account"
    admin.post(f"{acts}/close")
    assert member.get("/people/me").status_code == 303
    assert log_in(app.test_client(), "member").status_code == 422
    admin.post(f"{acts}/open")
    again = app.test_client()
    assert log_in(again, "member").status_code == 303
    admin.post(f"{acts}/end-sessions")
    assert again.get("/people/me").status_code == 303
    assert admin.post(f"{acts}/nonsense").status_code == 404


def test_the_last_administrator_is_told_why_she_stays(session, commune, sign_in):
    admin = sign_in("administrator")
    person_id = commune.accounts["administrator"].person_id
    answer = admin.post(f"/people/persons/{person_id}/account/unmake-administrator")
    assert "note bad" in admin.get(answer.location).text
    assert account(session, "administrator").administrator


def test_accounts_take_the_same_number_of_questions_however_many(
    session, commune, sign_in, count_queries
):
    admin = sign_in("administrator")
    counts = []
    for people in (commune.alternates[:3], commune.alternates[3:] + commune.principals[1:]):
        for person in people:
            one = Account(person=person, login=f"a{person.id}", stamp="0", created_at=clock.now())
            session.add(one)
            session.add(Grant(account=one, body=commune.body, role="observer"))
        session.commit()
        with count_queries() as counted:
            assert admin.get("/people/accounts").status_code == 200
        counts.append(counted.count)
    assert counts[0] == counts[1]
