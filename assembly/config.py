"""Settings of one installation: defaults, then `instance/config.py`, then the environment.

What is set later wins; a mapping given to the factory (tests) wins over everything. A setting that
cannot be understood stops the start with a sentence about it: `ConfigError`.
"""

import os
import runpy
import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from assembly import paths

MIN_SECRET = 32
"""Characters. `secrets.token_hex` writes twice that."""

DEFAULTS: dict[str, Any] = {
    # Where it listens. 0.0.0.0 lets the phones of the hall in.
    "HOST": "127.0.0.1",
    "PORT": 8000,
    # How many requests the application works on at once (assembly run --threads).
    "THREADS": 4,
    # The address of the house as others reach it (http://casa.lan:8000): printed on papers.
    "ADDRESS": "",
    "DEVELOPMENT": False,
    # Behind TLS (a proxy in front): cookies travel only encrypted, addresses begin with https.
    "HTTPS": False,
    # How many proxies in front of us may tell us the address of the visitor.
    "PROXIES": 0,
    # Who leaves a shared laptop alone is logged out; who stays is asked again the next day.
    "IDLE_MINUTES": 60,
    "SESSION_HOURS": 12,
    "SESSION_COOKIE_NAME": "assembly",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    # Who uses the house has the cookie written anew once a minute (people/signin.py).
    "SESSION_REFRESH_EACH_REQUEST": False,
    # Bytes. What a form refuses as too big it can say beside the field; only beyond this does the
    # door itself close, and what was typed is lost.
    "MAX_CONTENT_LENGTH": 64 * 1024 * 1024,
    "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
    "MAX_FORM_PARTS": 5000,
    # The token lasts as long as the session: a form left open during a power cut can still be sent.
    "WTF_CSRF_TIME_LIMIT": None,
    "LANGUAGES": ("es", "en"),
    "BABEL_DEFAULT_LOCALE": "es",
    "BABEL_DEFAULT_TIMEZONE": "America/Caracas",
    "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),
    "SQLALCHEMY_DATABASE_URI": None,
    # What is written to the tables never comes into a log or a report of a fault: no ballot, no number.
    # The connection used last is used next: it knows already the statements that come again.
    "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True, "pool_use_lifo": True},
    # Whether long work is done by a process of its own (otherwise only by `assembly work`).
    "WORKER": True,
    # Copies that the house makes by itself: how often (0: never) and where (None: in the instance).
    "BACKUP_HOURS": 24,
    "BACKUP_FOLDER": None,
    "INSTANCE": None,
}

# Flask's own settings that `instance/config.py` may set besides. Flask itself is not imported here:
# a start first reads the settings, and only the server's worker reads the application.
FLASK = (
    *("DEBUG", "TESTING", "PROPAGATE_EXCEPTIONS", "SECRET_KEY", "SECRET_KEY_FALLBACKS"),
    *("USE_X_SENDFILE", "TRUSTED_HOSTS", "SERVER_NAME", "APPLICATION_ROOT"),
    *("SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "SESSION_COOKIE_PARTITIONED"),
    *("SESSION_COOKIE_SECURE", "PERMANENT_SESSION_LIFETIME", "TRAP_BAD_REQUEST_ERRORS"),
    *("TRAP_HTTP_EXCEPTIONS", "EXPLAIN_TEMPLATE_LOADING", "PREFERRED_URL_SCHEME"),
    *("TEMPLATES_AUTO_RELOAD", "MAX_COOKIE_SIZE", "PROVIDE_AUTOMATIC_OPTIONS"),
)

KNOWN_SECRETS = ("changeme", "change-me", "change me", "secret", "dev", "default", "password")


class ConfigError(Exception):
    """A setting that cannot be used. The message says which, and what would do."""


def load(
    overrides: Mapping[str, Any] | None = None, environ: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """All settings, ready for Flask. Makes the instance folder and its secret if there is none.

    Raises `ConfigError` for a value that cannot be used.
    """
    environ = os.environ if environ is None else environ
    overrides = dict(overrides or {})
    instance = _instance(overrides.get("INSTANCE") or environ.get("ASSEMBLY_INSTANCE"))
    settings = {
        **DEFAULTS,
        **_file(instance / "config.py"),
        **_environment(environ),
        **overrides,
        "INSTANCE": instance,
    }
    settings["SQLALCHEMY_DATABASE_URI"] = _database(settings["SQLALCHEMY_DATABASE_URI"], instance)
    settings["BABEL_TRANSLATION_DIRECTORIES"] = str(paths.TRANSLATIONS)
    settings["PERMANENT_SESSION_LIFETIME"] = timedelta(hours=settings["SESSION_HOURS"])
    settings.setdefault("SESSION_COOKIE_SECURE", settings["HTTPS"])
    settings.setdefault("PREFERRED_URL_SCHEME", "https" if settings["HTTPS"] else "http")
    if not settings.get("SECRET_KEY"):
        settings["SECRET_KEY"] = _own_secret(instance / "secret")
    if not (settings["DEVELOPMENT"] or settings.get("TESTING")):
        _check_secret(settings["SECRET_KEY"])
    return settings


def _instance(given: str | Path | None) -> Path:
    folder = Path(given).expanduser().absolute() if given else paths.default_instance()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"ASSEMBLY_INSTANCE: {folder} cannot be made ({error.strerror})"
        ) from error
    return folder


def _file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        written = runpy.run_path(str(path))
    except Exception as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    config = {key: value for key, value in written.items() if key.isupper()}
    known = {*DEFAULTS, *FLASK} - {"INSTANCE"}
    for key in config:
        if key not in known:
            raise ConfigError(f"{path}: there is no setting called {key}")
    return config


def _environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """The settings that are given in the environment. An empty variable counts as not given."""

    def number(name: str, low: int, high: int) -> int:
        text = environ[name]
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ConfigError(f"{name} must be a number from {low} to {high}, not {text!r}")
        return int(text)

    def switch(name: str) -> bool:
        try:
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[
                environ[name].lower()
            ]
        except KeyError:
            raise ConfigError(f"{name} must be 1 or 0, not {environ[name]!r}") from None

    def address(name: str) -> str:
        if not environ[name].startswith(("http://", "https://")):
            raise ConfigError(f"{name} must begin with http:// or https://, not {environ[name]!r}")
        return environ[name]

    def language(name: str) -> str:
        if environ[name] not in DEFAULTS["LANGUAGES"]:
            raise ConfigError(f"{name} must be es or en, not {environ[name]!r}")
        return environ[name]

    readers: dict[str, tuple[str, Callable[[str], Any]]] = {
        "ASSEMBLY_HOST": ("HOST", environ.get),
        "ASSEMBLY_ADDRESS": ("ADDRESS", address),
        "ASSEMBLY_PORT": ("PORT", lambda name: number(name, 0, 65535)),
        "ASSEMBLY_THREADS": ("THREADS", lambda name: number(name, 1, 64)),
        "ASSEMBLY_DEVELOPMENT": ("DEVELOPMENT", switch),
        "ASSEMBLY_HTTPS": ("HTTPS", switch),
        "ASSEMBLY_PROXIES": ("PROXIES", lambda name: number(name, 0, 9)),
        "ASSEMBLY_IDLE_MINUTES": ("IDLE_MINUTES", lambda name: number(name, 1, 1440)),
        "ASSEMBLY_BACKUP_HOURS": ("BACKUP_HOURS", lambda name: number(name, 0, 8760)),
        "ASSEMBLY_BACKUP_FOLDER": ("BACKUP_FOLDER", environ.get),
        "ASSEMBLY_LANGUAGE": ("BABEL_DEFAULT_LOCALE", language),
        "ASSEMBLY_SECRET_KEY": ("SECRET_KEY", environ.get),
        "DATABASE_URL": ("SQLALCHEMY_DATABASE_URI", environ.get),
    }
    return {key: read(name) for name, (key, read) in readers.items() if environ.get(name)}


def _database(url: str | None, instance: Path) -> str:
    if not url:
        return f"sqlite:///{instance / 'assembly.sqlite'}"
    if url.startswith("postgres://"):  # as hosting services write it
        return "postgresql://" + url.removeprefix("postgres://")
    if not url.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
        raise ConfigError("DATABASE_URL must begin with sqlite: or postgresql:")
    name = url.removeprefix("sqlite:///")
    if name in ("", url, ":memory:"):
        return url
    return f"sqlite:///{instance / name}"  # a bare name lies in the instance, whoever looks for it


def _own_secret(path: Path) -> str:
    """The key that signs cookies: written once, on the first start, readable by its owner only."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(MIN_SECRET))
            file.flush()
            os.fsync(file.fileno())
        try:
            # Whole or not at all, and if two processes start at once the first one's stays.
            os.link(draft, path)
        except FileExistsError:
            pass
        except OSError:  # a disk without hard links (a USB stick)
            os.replace(draft, path)
        draft.unlink(missing_ok=True)
    return path.read_text().strip()


def _check_secret(secret: str) -> None:
    if secret.lower().strip().startswith(KNOWN_SECRETS) or len(set(secret)) < 8:
        raise ConfigError(
            "SECRET_KEY is a word that anybody could guess; leave it out to get a good one"
        )
    if len(secret) < MIN_SECRET:
        raise ConfigError(f"SECRET_KEY is too short: {MIN_SECRET} characters at least")
