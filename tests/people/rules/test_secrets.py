"""What may be a login name, a password, a PIN."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.people.rules import login_flaw, password_flaw, proposed_login

ABOUT_ANA = ("Ana Belén Guaregua", "ana.guaregua", "V-12345678", "0414-555 12 34")


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("Ana Guaregua", "ana.guaregua"),
        ("Ana Belén Guaregua", "ana.guaregua"),
        ("Ana Belén Guaregua Rondón", "ana.guaregua"),  # two given names, two surnames
        ("María de la Cruz", "maria.cruz"),
        ("Ñusta Núñez", "nusta.nunez"),
        ("José", "jose"),
        ("علي", "persona"),
        ("X", "persona"),
        ("1234567", "persona"),
    ],
)
def test_a_login_is_proposed_from_the_name(name, login):
    assert proposed_login(name) == login


def test_a_proposed_login_is_free():
    assert proposed_login("Ana Guaregua", {"ana.guaregua", "ana.guaregua2"}) == "ana.guaregua3"


@given(st.text(max_size=250))
def test_what_is_proposed_is_accepted(name):
    assert login_flaw(proposed_login(name)) is None
    assert login_flaw(proposed_login(name, {proposed_login(name)})) is None


@pytest.mark.parametrize(
    ("login", "flaw"),
    [
        ("ana.guaregua", None),
        ("a-1", None),
        ("ab", "people.login_letters"),
        ("Ana", "people.login_letters"),
        ("ana guaregua", "people.login_letters"),
        ("aná", "people.login_letters"),
        (".ana", "people.login_letters"),
        ("a" * 41, "people.login_letters"),
        ("", "people.login_letters"),
        ("12345678", "people.login_number"),
        ("v-12345678", "people.login_number"),
        ("v12.345.678", "people.login_number"),
    ],
)
def test_what_a_login_looks_like(login, flaw):
    assert login_flaw(login) == flaw


@pytest.mark.parametrize(
    ("password", "flaw"),
    [
        # PINs
        ("482913", None),
        ("12345", "people.pin_short"),
        ("123456", "people.pin_guessable"),
        ("987654", "people.pin_guessable"),
        ("901234", "people.pin_guessable"),
        ("000000", "people.pin_guessable"),
        ("121212", "people.pin_guessable"),
        ("482482", "people.pin_guessable"),
        ("345678", "people.pin_guessable"),  # also the end of her identity number
        ("234567", "people.pin_guessable"),
        ("414555", "people.pin_guessable"),  # in her phone number
        ("414556", None),
        ("12345678", "people.pin_guessable"),  # her identity number
        ("٤٨٢٩١٣", None),  # digits of another script are digits
        # passwords
        ("cafe con leche", None),
        ("corto", "people.password_short"),
        ("1234a", "people.password_short"),
        ("Password", "people.password_guessable"),
        ("Contraseña", "people.password_guessable"),
        ("aaaaaaaa", "people.password_guessable"),
        ("abababab", "people.password_guessable"),
        ("Ana.Guaregua", "people.password_guessable"),
        ("ana belen guaregua", "people.password_guessable"),
        ("x" * 101 + "yz" * 50, "people.password_long"),
    ],
)
def test_what_is_refused_as_too_easy(password, flaw):
    assert password_flaw(password, known=ABOUT_ANA) == flaw
