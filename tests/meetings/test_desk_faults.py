"""What was acknowledged is there, though the server is killed in the same breath (SIGKILL)."""

import json
import re
import signal
import subprocess
import sys
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from sqlalchemy import select

from assembly.db import db
from assembly.journal import queries as journal
from assembly.meetings.models import AgendaItem
from tests import databases
from tests.commune import PASSWORD, found
from tests.meetings.wednesday import opened

SERVER = """
import sys
from pathlib import Path
from werkzeug.serving import make_server
from assembly.app import create_app
app = create_app({"INSTANCE": Path(sys.argv[1]), "SQLALCHEMY_DATABASE_URI": sys.argv[2]})
server = make_server("127.0.0.1", 0, app, threaded=True)
print(server.server_port, flush=True)
server.serve_forever()
"""


class Visitor:
    """A browser's requests to a server in another process."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.open = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        ).open

    def token(self, page: str) -> str:
        text = self.open(self.base + page, timeout=60).read().decode()
        return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text)[1]

    def post(self, address: str, data: dict[str, object], **headers: str) -> bytes:
        body = urllib.parse.urlencode(data).encode()
        request = urllib.request.Request(self.base + address, body, headers=headers)
        return self.open(request, timeout=60).read()


@pytest.fixture
def house(make_app, tmp_path):
    """An installation of its own, on a file: its address, its app, and a meeting in session."""
    url = f"sqlite:///{tmp_path / 'house.sqlite'}"
    app = make_app(SQLALCHEMY_DATABASE_URI=url)
    databases.build(app)
    with app.app_context():
        meeting = opened(db.session, found(db.session))
        item_id = meeting.items[2].id
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return url, app, item_id


def serve(url: str, folder: Path) -> tuple[subprocess.Popen[str], Visitor]:
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(folder), url],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    return server, Visitor(int(server.stdout.readline()))


@pytest.mark.faults
def test_a_text_acknowledged_outlives_the_server(house, tmp_path):
    url, app, item_id = house
    address = f"/meetings/items/{item_id}/text"
    written = ""
    for killed in range(3):
        server, visitor = serve(url, tmp_path)
        try:
            token = visitor.token("/people/login")
            login = {"csrf_token": token, "login": "secretary", "password": PASSWORD}
            visitor.post("/people/login", login)
            token = visitor.token("/people/me")
            for line in range(5):
                written += f"Línea {killed}.{line}\n"
                data = {"csrf_token": token, "text": written, "version": killed * 5 + line}
                answer = json.loads(visitor.post(address, data, Accept="application/json"))
                assert answer["version"] == killed * 5 + line + 1
        finally:
            server.send_signal(signal.SIGKILL)
            server.wait()
            server.stdout.close()
        with app.app_context():
            item = db.session.scalars(select(AgendaItem).where(AgendaItem.id == item_id)).one()
            assert (item.text, item.text_version) == (written, (killed + 1) * 5)
            assert journal.verify(db.session) is None
            db.session.remove()
            db.engine.dispose()
