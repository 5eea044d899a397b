"""Settings: which source wins, what is refused, and the secret that is made once."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from assembly.config import ConfigError, load

GOOD_SECRET = "9f2c4b7a1d3e5f60718293a4b5c6d7e8f9"


def settings(instance: Path, environ: dict[str, str] | None = None, **overrides):
    return load({"INSTANCE": instance, **overrides}, environ or {})


def test_defaults_are_safe(tmp_path):
    config = settings(tmp_path)
    assert config["HOST"] == "127.0.0.1"
    assert config["SESSION_COOKIE_HTTPONLY"] is True
    assert config["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert config["SESSION_COOKIE_SECURE"] is False  # plain http on a hall's network
    assert config["BABEL_DEFAULT_LOCALE"] == "es"
    assert config["BABEL_DEFAULT_TIMEZONE"] == "America/Caracas"
    assert config["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path}/assembly.sqlite"


def test_later_sources_win(tmp_path):
    (tmp_path / "config.py").write_text("PORT = 8100\nHOST = '0.0.0.0'\nSESSION_HOURS = 2\n")
    config = settings(tmp_path, {"ASSEMBLY_PORT": "8200"})
    assert (config["PORT"], config["HOST"]) == (8200, "0.0.0.0")
    assert config["PERMANENT_SESSION_LIFETIME"] == timedelta(hours=2)
    assert settings(tmp_path, {"ASSEMBLY_PORT": "8200"}, PORT=8300)["PORT"] == 8300


def test_an_empty_variable_counts_as_not_given(tmp_path):
    config = settings(tmp_path, {"ASSEMBLY_PORT": "", "DATABASE_URL": "", "ASSEMBLY_HOST": ""})
    assert (config["PORT"], config["HOST"]) == (8000, "127.0.0.1")
    assert config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite:///")


def test_behind_tls_cookies_travel_only_encrypted(tmp_path):
    config = settings(tmp_path, {"ASSEMBLY_HTTPS": "1"})
    assert config["SESSION_COOKIE_SECURE"] is True
    assert config["PREFERRED_URL_SCHEME"] == "https"


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u@h/d", "postgresql://u@h/d"),
        ("postgresql://u@h/d", "postgresql://u@h/d"),
        ("sqlite:////tmp/a.db", "sqlite:////tmp/a.db"),
        ("sqlite://", "sqlite://"),
        ("sqlite:///a.db", "sqlite:///{instance}/a.db"),
    ],
)
def test_database_url(tmp_path, given, used):
    config = settings(tmp_path, {"DATABASE_URL": given})
    assert config["SQLALCHEMY_DATABASE_URI"] == used.format(instance=tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ASSEMBLY_PORT", "eighty"),
        ("ASSEMBLY_PORT", "70000"),
        ("ASSEMBLY_PORT", "²"),
        ("ASSEMBLY_IDLE_MINUTES", "0"),
        ("ASSEMBLY_HTTPS", "maybe"),
        ("ASSEMBLY_LANGUAGE", "xx"),
        ("DATABASE_URL", "mysql://u@h/d"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(tmp_path, name, value):
    with pytest.raises(ConfigError, match=name):
        settings(tmp_path, {name: value})


@pytest.mark.parametrize("text", ["IDLE_MINUTE = 5\n", "PORT = \n", "PORT = 1 / 0\n"])
def test_a_mistake_in_the_file_is_named(tmp_path, text):
    (tmp_path / "config.py").write_text(text)
    with pytest.raises(ConfigError, match=r"config\.py"):
        settings(tmp_path)


def test_an_instance_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="ASSEMBLY_INSTANCE"):
        load(environ={"ASSEMBLY_INSTANCE": str(tmp_path / "file" / "instance")})


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = settings(tmp_path)["SECRET_KEY"]
    assert len(first) == 64
    assert settings(tmp_path)["SECRET_KEY"] == first
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


@pytest.mark.parametrize(
    "weak", ["dev", "changeme", "change-me-" + GOOD_SECRET, "a" * 64, "kX9#p2Lm"]
)
def test_a_weak_secret_is_refused_outside_development(tmp_path, weak):
    with pytest.raises(ConfigError, match="SECRET_KEY"):
        settings(tmp_path, {"ASSEMBLY_SECRET_KEY": weak})
    development = {"ASSEMBLY_SECRET_KEY": weak, "ASSEMBLY_DEVELOPMENT": "1"}
    assert settings(tmp_path, development)["SECRET_KEY"] == weak


def test_a_good_secret_of_ones_own_is_used_and_none_is_written(tmp_path):
    assert settings(tmp_path, {"ASSEMBLY_SECRET_KEY": GOOD_SECRET})["SECRET_KEY"] == GOOD_SECRET
    assert not (tmp_path / "secret").exists()


def test_a_secret_file_cut_short_is_refused(tmp_path):
    (tmp_path / "secret").write_text("9f2c4b7a1d")
    with pytest.raises(ConfigError, match="too short"):
        settings(tmp_path)
