"""The first page, help, and whether the house is open."""

import re

import pytest

from assembly import paths
from assembly.home.views import ROLES

HELP = paths.TEMPLATES / "home" / "help"


def test_the_house_says_when_it_is_ready(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_its_help_alike_in_both_languages(client, role):
    outlines = {}
    for language in ("es", "en"):
        text = (HELP / language / f"{role}.html").read_text()
        # The same number of every element: nothing was left out of one language.
        outlines[language] = [re.findall(f"<{tag}>", text) for tag in ("h2", "li", "p", "dt", "dd")]
        client.post("/people/language", data={"language": language})
        assert text.splitlines()[0] in client.get(f"/home/help?role={role}").text
    assert outlines["es"] == outlines["en"]


def test_an_unknown_role_is_given_the_members_help(client):
    assert client.get("/home/help?role=../../x").status_code == 200
