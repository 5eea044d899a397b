"""Deny by default: every route × every role. And reading never writes."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from assembly.db import Base
from assembly.roles import Role, satisfies
from assembly.web.access import declared

# Who walks, as accounts of the small commune, and the roles they hold there.
VISITORS: dict[str, set[Role]] = {
    "member": {Role.member},
    "spokesperson": {Role.member, Role.spokesperson},
    "oversight": {Role.member, Role.oversight},
    "treasurer": {Role.member, Role.treasurer},
    "secretary": {Role.member, Role.secretary},
    "chair": {Role.member, Role.chair},
    "administrator": {Role.member, Role.administrator},
}
# Parts of addresses that are called otherwise than their table.
TABLES = {"item": "agenda_item"}
WRITES = ("INSERT", "UPDATE", "DELETE")


def routes(app: Flask, method: str) -> Iterator[Rule]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if rule.endpoint != "static" and method in (rule.methods or ()):
            yield rule


def asked(app: Flask, rule: Rule) -> tuple[Role, ...] | None:
    """The roles of which one is asked for; None if the route is public."""
    said = declared(app.view_functions[rule.endpoint])
    assert said is not False, f"{rule.endpoint} does not say who may use it"
    return said and said[0]


def address(app: Flask, session, rule: Rule) -> str:
    """The route to the first row of each of its parts; to number 1 where there is no row yet."""
    values: dict[str, object] = {}
    for part in rule.arguments:
        if choices := getattr(rule._converters[part], "items", None):
            values[part] = sorted(choices)[0]  # <any(absence, move):kind>
            continue
        name = part.removesuffix("_id")
        table = Base.metadata.tables.get(TABLES.get(name, name))
        first = None if table is None else session.scalar(select(table.c.id).order_by(table.c.id))
        values[part] = first or 1
    return app.url_map.bind("localhost").build(rule.endpoint, values)


def test_every_route_says_who_may_use_it(app):
    for method in ("GET", "POST"):
        for rule in routes(app, method):
            asked(app, rule)


def test_a_route_that_says_nothing_is_refused_to_everyone(make_app, database_url, sign_in):
    app = make_app(SQLALCHEMY_DATABASE_URI=database_url)
    app.add_url_rule("/home/forgotten", "home.forgotten", lambda: "secret")
    assert app.test_client().get("/home/forgotten").status_code == 403
    client = app.test_client()
    client.post("/people/login", data={"login": "administrator", "password": "cafe-monte-sinai"})
    assert client.get("/home/forgotten").status_code == 403


def test_who_is_not_signed_in_is_sent_to_sign_in(app, session, commune, client):
    for method in ("GET", "POST"):
        for rule in routes(app, method):
            if asked(app, rule) is None:
                continue
            answer = client.open(address(app, session, rule), method=method)
            if method == "POST":  # a page that keeps what was typed
                assert answer.status_code == 401, rule.rule
                continue
            assert answer.status_code == 303, rule.rule
            assert answer.location.startswith("/people/login"), rule.rule


def test_what_was_typed_is_kept_when_the_session_has_ended(client, commune):
    sent = {"title": "Punto nuevo <b>", "password": "secreto-largo"}
    answer = client.post(f"/people/bodies/{commune.body.id}/edit", data=sent)
    assert answer.status_code == 401
    assert "Punto nuevo &lt;b&gt;" in answer.text
    assert "secreto-largo" not in answer.text


@pytest.mark.parametrize("visitor", VISITORS)
def test_a_role_opens_what_it_should_and_nothing_else(
    app, session, commune, sign_in, count_queries, visitor
):
    """What is refused is refused whether the row exists or not; what is open never answers 403.

    And what is only read writes nothing.
    """
    client = sign_in(visitor)
    wrong = []
    for method in ("GET", "POST"):
        for rule in routes(app, method):
            roles = asked(app, rule)
            if roles is None:
                continue
            open_to = any(satisfies(VISITORS[visitor], role) for role in roles)
            client.strict = open_to  # what is refused shows always the same page
            where = address(app, session, rule)
            with count_queries() as counted:
                code = client.open(where, method=method).status_code
            if method == "GET" and any(sql.startswith(WRITES) for sql in counted.statements):
                wrong.append(f"{rule.rule} writes")
            if (code == 403 or code >= 500) if open_to else code not in (403, 404):
                wrong.append(f"{method} {rule.rule}: {code}")
    assert wrong == []


def test_who_is_not_signed_in_reads_without_writing(app, session, commune, client, count_queries):
    for rule in routes(app, "GET"):
        where = address(app, session, rule)
        with count_queries() as counted:
            client.get(where)
        assert not [sql for sql in counted.statements if sql.startswith(WRITES)], where


def test_headers_keep_pages_private_and_scripts_ours(client):
    answer = client.get("/people/login")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_session_cookie_cannot_be_read_by_scripts_or_sent_by_others(commune, client):
    answer = client.post(
        "/people/login", data={"login": "secretary", "password": "cafe-monte-sinai"}
    )
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
