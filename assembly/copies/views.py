"""Copies that survive the house: making one, and what is known of the last ones."""

from __future__ import annotations

import json

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.attachments.phrases import weight
from assembly.copies import actions, queries, schedule, work
from assembly.copies.forms import BackupForm, ExportForm
from assembly.copies.rules import REMIND_AFTER
from assembly.copies.sealing import make_seal
from assembly.db import db, released
from assembly.jobs import worker
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.i18n import _, language

blueprint = Blueprint("copies", __name__, url_prefix="/copies")
assert work  # noqa: S101 - imported so that the worker knows how copies are made


@blueprint.before_app_request
def make_scheduled_copies() -> None:
    """While the house is used, it sees to its own copies."""
    schedule.start_if_due(clock.now())


@blueprint.get("/")
@requires(Role.administrator)
def index() -> str:
    """What copies there are, and how to make one."""
    return _page(BackupForm())


@blueprint.post("/backup")
@requires(Role.administrator)
def backup() -> str | Response | tuple[str, int]:
    """Ask for a backup; its progress is on a page of its own."""
    form = BackupForm()
    if not form.validate():
        return _page(form), 422
    who, mark = actor(), form.once.uuid
    released(db.session)  # a passphrase is slow by design: nobody waits for it
    seal = make_seal(form.passphrase.data) if form.passphrase.data else None
    job = actions.ask_for_backup(
        db.session,
        title=_("Backup"),
        language=language(),
        seal=seal,
        mark=mark,
        actor=who,
        at=clock.now(),
    )
    db.session.commit()
    worker.wake()
    return redirect(url_for("jobs.job", job_id=job.id), 303)


@blueprint.post("/export")
@requires(Role.administrator)
def export() -> str | Response | tuple[str, int]:
    """Ask for everything in open formats; its progress is on a page of its own."""
    form = ExportForm()
    if not form.validate():
        return _page(BackupForm(None), form), 422
    public = form.edition.data == "public"
    job = actions.ask_for_export(
        db.session,
        title=_("Everything to read, for everybody") if public else _("Everything to read, whole"),
        language=language(),
        public=public,
        mark=form.once.uuid,
        actor=actor(),
        at=clock.now(),
    )
    db.session.commit()
    worker.wake()
    return redirect(url_for("jobs.job", job_id=job.id), 303)


def _page(form: BackupForm, export_form: ExportForm | None = None) -> str:
    last = queries.last_backup(db.session)
    return render_template(
        "copies/index.html",
        form=form,
        export_form=export_form or ExportForm(None),
        last=last,
        known=json.loads(last.data) if last else {},
        overdue=last is None or clock.now() - last.at > REMIND_AFTER,
        local=[(moment, path, path.stat().st_size) for moment, path in schedule.copies().items()],
        folder=schedule.folder(),
        weight=weight,
    )
