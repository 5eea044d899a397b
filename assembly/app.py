"""The application: an ordered list of parts, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from assembly import config, paths, tables
from assembly.attachments import phrases as attachments_phrases
from assembly.attachments import views as attachments
from assembly.commitments import phrases as commitments_phrases
from assembly.commitments import views as commitments
from assembly.copies import phrases as copies_phrases
from assembly.copies import views as copies
from assembly.db import db
from assembly.home import phrases as home_phrases
from assembly.home import views as home
from assembly.jobs import phrases as jobs_phrases
from assembly.jobs import views as jobs
from assembly.journal import views as journal
from assembly.meetings import phrases as meetings_phrases
from assembly.meetings import views as meetings
from assembly.minutes import phrases as minutes_phrases
from assembly.minutes import views as minutes
from assembly.money import phrases as money_phrases
from assembly.money import views as money
from assembly.motions import phrases as motions_phrases
from assembly.motions import views as motions
from assembly.people import import_phrases, signin
from assembly.people import phrases as people_phrases
from assembly.people import views as people
from assembly.printing import views as printing
from assembly.projects import phrases as projects_phrases
from assembly.projects import views as projects
from assembly.search import views as search
from assembly.voting import phrases as voting_phrases
from assembly.voting import views as voting
from assembly.web import filters, forms, i18n, live, pages, security
from assembly.web.application import Application
from assembly.web.turnstile import Turnstile

BLUEPRINTS = (
    home,
    jobs,
    journal,
    search,
    people,
    attachments,
    meetings,
    motions,
    voting,
    commitments,
    projects,
    money,
    minutes,
    printing,
    copies,
)
PHRASES = (
    jobs_phrases,
    people_phrases,
    import_phrases,
    attachments_phrases,
    meetings_phrases,
    motions_phrases,
    voting_phrases,
    commitments_phrases,
    projects_phrases,
    money_phrases,
    minutes_phrases,
    copies_phrases,
    home_phrases,
)


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """An application with its settings (see ``config``); ``overrides`` win, for tests."""
    app = Application(
        "assembly", template_folder=str(paths.TEMPLATES), static_folder=str(paths.STATIC)
    )
    app.config.from_mapping(config.load(overrides))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.wsgi_app = Turnstile(app.wsgi_app, app.config["THREADS"])  # type: ignore[method-assign]
    security.init_app(app)
    assert tables  # noqa: S101 - imported so that the metadata knows every table
    db.init_app(app)
    CSRFProtect(app)
    signin.init_app(app)
    i18n.init_app(app)
    filters.init_app(app)
    pages.init_app(app)
    forms.init_app(app)
    live.init_app(app)
    for area in PHRASES:
        forms.register_violations(area.VIOLATIONS)
    for views in BLUEPRINTS:
        app.register_blueprint(views.blueprint)
    if count := app.config["PROXIES"]:  # outermost: all that lies inside sees the visitor's address
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app
