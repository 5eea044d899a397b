"""What the pages are measured against: the least that Flask and WeasyPrint can do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from flask import Flask, render_template_string

_PAGE = """<!doctype html><html lang="es"><head><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1><form method="post"><input name="x"></form>
<ol>{% for row in rows %}
<li><a href="/items/{{ row[0] }}">{{ row[1] }}</a> <small>{{ row[2] }}</small></li>
{% endfor %}</ol>
</body></html>"""


def bare_app(database: Path) -> Flask:
    """One query, one template, no login, no rules: the same rows as the page measured against it."""
    app = Flask("bare")
    connection = sqlite3.connect(database, check_same_thread=False)

    compiled = app.jinja_env.from_string(_PAGE)

    def items_of(meeting_id: int) -> list[tuple[object, ...]]:
        statement = "SELECT id, title, presenter_name FROM agenda_item WHERE meeting_id = ? ORDER BY position"
        return connection.execute(statement, (meeting_id,)).fetchall()

    @app.get("/items/<int:meeting_id>")
    def items(meeting_id: int) -> str:
        return render_template_string(_PAGE, title="Sesión", rows=items_of(meeting_id))

    @app.get("/compiled/<int:meeting_id>")
    def compiled_items(meeting_id: int) -> str:
        return compiled.render(title="Sesión", rows=items_of(meeting_id))

    @app.get("/meetings")
    def meetings() -> str:
        statement = (
            "SELECT id, number, scheduled_at FROM meeting ORDER BY scheduled_at DESC LIMIT 60"
        )
        rows = connection.execute(statement).fetchall()
        return render_template_string(_PAGE, title="Sesiones", rows=rows)

    @app.post("/text/<int:item_id>")
    def text(item_id: int) -> str:
        with connection:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("UPDATE agenda_item SET text = text || 'x' WHERE id = ?", (item_id,))
        return "saved"

    return app
