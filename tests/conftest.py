"""What every test may ask for.

`app`: the application, on a database that is as new. `session`: the test's database session, in an
application context. `commune`: people, seats and accounts in it. `client`: a browser without eyes;
every HTML answer is parsed strictly. `sign_in("secretary")`: a client that is signed in. `make_app`:
applications with other settings. `count_queries`. `stopped`: a moment that stays. `live_server`,
`browser`, `new_page`: for tests with Chromium.

What a test prepared in `session` is committed before a request of `client`, and read anew after.
"""

import gc
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from datetime import UTC, datetime
from typing import Any

import hypothesis
import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, scoped_session
from werkzeug.serving import make_server

from assembly import clock
from assembly.app import create_app
from assembly.db import db
from tests import databases, html
from tests.commune import Again, Commune

# The same examples everywhere, and no verdict by the clock of a busy machine.
hypothesis.settings.register_profile(
    "house", deadline=None, derandomize=True, database=None, max_examples=50
)
hypothesis.settings.load_profile("house")

SECRET = "only-for-tests-5b1f0e7c94a2d8366f10"
A_WEDNESDAY = datetime(2026, 6, 3, 13, 0, tzinfo=UTC)
"""Nine o'clock in Caracas, which is four hours behind."""

_server = pytest.StashKey[str]()
_stop_server = pytest.StashKey[Any]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="the database to run on (PostgreSQL is started from a wheel)",
    )


def pytest_configure(config: pytest.Config) -> None:
    for name in [name for name in os.environ if name.startswith("ASSEMBLY_")]:
        del os.environ[name]  # the settings of whoever runs the tests are not those of the tests
    os.environ.pop("DATABASE_URL", None)
    if config.getoption("--database") != "postgresql":
        return
    Client.strict = False
    if hasattr(config, "workerinput"):
        config.stash[_server] = config.workerinput["postgresql"]
    else:
        running = databases.postgresql_server()
        config.stash[_server] = running.__enter__()
        config.stash[_stop_server] = running


@pytest.hookimpl(trylast=True)  # after markers were set
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what is the same on both databases; CONTRIBUTING says what that is."""
    if config.getoption("--database") != "postgresql":
        return
    apart = [item for item in items if not _may_differ(item)]
    config.hook.pytest_deselected(items=apart)
    left = set(apart)
    items[:] = [item for item in items if item not in left]


def _may_differ(item: pytest.Item) -> bool:
    """Whether the test asks a database something that another test on PostgreSQL does not ask already."""
    asks_for = set(getattr(item, "fixturenames", ()))
    if "database_url" not in asks_for or any(map(item.get_closest_marker, ("browser", "paper"))):
        return False
    if item.get_closest_marker("both_databases") or item.get_closest_marker("faults"):
        return True
    return asks_for.isdisjoint({"client", "sign_in"})


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process of pytest-xdist where the one server is."""
    node.workerinput["postgresql"] = node.config.stash.get(_server, "")


def pytest_collection_finish() -> None:
    """What is read by now stays: let the search for garbage pass over it, and come less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_unconfigure(config: pytest.Config) -> None:
    if running := config.stash.get(_stop_server, None):
        running.__exit__(None, None, None)


# ---- the application and its database ------------------------------------------------------------


class Client(FlaskClient):
    """Parses every HTML answer strictly, and shares nothing with the test but the database.

    It sends the CSRF token that its page would hold; `client.token = False` sends none. Pages are the
    same on both databases: `strict` says that they are looked at, which one run does.
    """

    token = True
    strict = True

    def open(self, *args: Any, **kwargs: Any) -> Any:
        if has_app_context():
            db.session.commit()
        # In a context of its own: the request must not find the test's login, session or `g`.
        response = Context().run(self._ask, *args, **kwargs)
        if (
            self.strict
            and response.mimetype == "text/html"
            and not 300 <= response.status_code < 400
        ):
            problems = html.problems(response.get_data(as_text=True))
            assert not problems, f"{response.request.path}\n" + "\n".join(problems)
        return response

    def _ask(self, *args: Any, **kwargs: Any) -> Any:
        if self.token and kwargs.get("method", "GET") not in ("GET", "HEAD", "OPTIONS"):
            with self.session_transaction() as session:
                raw = session.setdefault("csrf_token", "0" * 40)
            signer = URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token")
            kwargs["headers"] = {"X-CSRFToken": signer.dumps(raw), **kwargs.get("headers", {})}
        return super().open(*args, **kwargs)


@pytest.fixture(scope="session")
def make_database(
    request: pytest.FixtureRequest, tmp_path_factory, worker_id: str
) -> Callable[[str], str]:
    """Gives the address of a database of this process by a name of its own, still without tables."""

    def make(name: str) -> str:
        if request.config.getoption("--database") == "postgresql":
            server = request.config.stash[_server]
            return databases.postgresql_database(server, f"{name}_{worker_id}")
        return f"sqlite:///{tmp_path_factory.mktemp('database') / name}.sqlite"

    return make


@pytest.fixture(scope="session")
def database_url(make_database: Callable[[str], str]) -> str:
    """The address of this process's own database, still without tables."""
    return make_database("test")


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(scope="session")
def make_app(tmp_path_factory) -> Iterator[Callable[..., Flask]]:
    """Makes an application for tests: `make_app(IDLE_MINUTES=5)`. Without a database of its own."""
    made = []
    # Templates are compiled once for all applications, those of the other processes of the run, too.
    folder = tmp_path_factory.getbasetemp().parent / "templates"
    folder.mkdir(exist_ok=True)
    compiled = FileSystemBytecodeCache(str(folder))

    def make(**settings: Any) -> Flask:
        app = create_app(
            {
                "TESTING": True,
                "SECRET_KEY": SECRET,
                "WORKER": False,  # tests do the work themselves: worker.work_off(session)
                "INSTANCE": tmp_path_factory.mktemp("instance"),
                **settings,
            }
        )
        app.test_client_class = Client
        app.jinja_env.bytecode_cache = compiled
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def _built(make_app, database_url: str) -> Iterator[tuple[Flask, Callable[[], None]]]:
    app = make_app(SQLALCHEMY_DATABASE_URI=database_url)
    databases.build(app)
    with app.app_context():
        engine = db.engine
    kinds = {"sqlite": databases.SQLiteReset, "postgresql": databases.PostgreSQLReset}
    reset = kinds[engine.dialect.name](engine)
    yield app, reset
    reset.close()
    engine.dispose()


@pytest.fixture
def app(_built: tuple[Flask, Callable[[], None]]) -> Iterator[Flask]:
    """The application; its database is as new after each test."""
    application, reset = _built
    yield application
    application.extensions["assembly.live"].parts.clear()  # what it showed a second ago
    with application.app_context():
        db.session.remove()
    reset()


@pytest.fixture
def session(app: Flask) -> Iterator[scoped_session[Session]]:
    """The database session of the test, inside an application context."""
    with app.app_context():
        yield db.session
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def _found_again() -> Again:
    return Again()


@pytest.fixture
def commune(session: Session, _found_again: Again) -> Commune:
    """The small commune of `tests/commune.py`, committed."""
    made = _found_again(session)
    session.commit()
    return made


@pytest.fixture
def sign_in(app: Flask, commune: Commune) -> Callable[[str], FlaskClient]:
    """`sign_in("secretary")`: a client that has signed in with this account of the commune."""

    def signed_in(login: str) -> FlaskClient:
        client = app.test_client()
        # As after signing in, without the password: comparing it takes longer than most tests.
        with client.session_transaction() as kept:
            kept.update(_user_id=commune.accounts[login].get_id(), _fresh=True)
        db.session.commit()
        return client

    return signed_in


@pytest.fixture
def stopped() -> Iterator[datetime]:
    """Time stands still at nine o'clock of a Wednesday in Caracas."""
    with clock.stopped_at(A_WEDNESDAY):
        yield A_WEDNESDAY


class Counted:
    """The statements that were sent to the database."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    @property
    def count(self) -> int:
        return len(self.statements)


@pytest.fixture
def count_queries() -> Callable[[], Any]:
    """`with count_queries() as counted: …` then `counted.count` and `counted.statements`."""

    @contextmanager
    def counting() -> Iterator[Counted]:
        counted = Counted()

        def note(_connection, _cursor, statement, *_more) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK")):
                counted.statements.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield counted
        finally:
            event.remove(Engine, "before_cursor_execute", note)

    return counting


# ---- with a browser ------------------------------------------------------------------------------


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The application on a port of this machine; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    """The address of the application on this machine. Commit before you visit it."""
    with serving(app) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the system's, else the one that playwright installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, headless=True, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser, live_server: str) -> Iterator[Callable[..., Page]]:
    """`new_page(width=320, js=False, locale="en")`: a page of a visitor of its own.

    The test fails if the page's scripts fail, if the browser's console complains, or if anything is
    asked of another machine.
    """
    complaints: list[str] = []
    contexts = []

    def make(width: int = 1280, height: int = 800, js: bool = True, locale: str = "es") -> Page:
        context = browser.new_context(
            base_url=live_server,
            viewport={"width": width, "height": height},
            java_script_enabled=js,
            locale=locale,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(f"script failed: {error}"))
        page.on("console", lambda said: _note_complaint(complaints, said))
        page.on("request", lambda asked: _note_outside(complaints, asked.url, live_server))
        return page

    yield make
    for context in contexts:
        context.close()
    assert not complaints


def _note_complaint(complaints: list[str], said: Any) -> None:
    # A form sent back with 422 is told by the browser as a failed request; for us it is an answer.
    if said.type == "error" and "422" not in said.text:
        complaints.append(f"console: {said.text}")


def _note_outside(complaints: list[str], url: str, inside: str) -> None:
    if not url.startswith((inside, "data:", "blob:", "about:")):
        complaints.append(f"asked of another machine: {url}")
