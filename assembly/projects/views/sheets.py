"""Many logs at once: the paper form typed in one sitting, a table brought or taken away."""

from __future__ import annotations

from uuid import uuid5
from zoneinfo import ZoneInfo

from flask import Response as FlaskResponse
from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from assembly import clock, sheets
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.people import queries as people
from assembly.people.rules import named
from assembly.projects.actions.importing import import_logs
from assembly.projects.actions.logs import note_log
from assembly.projects.actions.noted import Noted
from assembly.projects.forms.fields import decimal_sign, options
from assembly.projects.forms.sheets import LineForm, LogFileForm, LogImportForm, SheetForm
from assembly.projects.models import Asset, Project
from assembly.projects.phrases import importing as phrases
from assembly.projects.phrases import words
from assembly.projects.queries import assets, logs
from assembly.projects.queries import projects as queries
from assembly.projects.rules import LogType
from assembly.projects.rules.importing import (
    Column,
    Known,
    Plan,
    folded,
    guess,
    make_plan,
    unit_words,
)
from assembly.projects.views.area import blueprint, noting, project_or_404, sees_recipients
from assembly.roles import Role
from assembly.web import brought
from assembly.web.access import actor, requires
from assembly.web.forms import say
from assembly.web.i18n import _, ngettext
from assembly.web.tables import table

_SHOWN = 25
_FIELDS = {"recipient": "whom", "place": "whom", "unit": "value", "dropped": "value"}


@blueprint.route("/<int:project_id>/sheet", methods=["GET", "POST"])
@requires(Role.member)
def sheet(project_id: int) -> str | Response | tuple[str, int]:
    """The paper form, line by line, with the keyboard; all of it is noted or nothing."""
    project = project_or_404(project_id)
    noting(project)
    form = SheetForm()
    _offer(form, project)
    if not form.is_submitted():
        return render_template("projects/sheet.html", project=project, form=form)
    written = [(number, line.form) for number, line in enumerate(form.lines) if line.form.written]
    if form.validate() and written:
        done = _note_lines(project, form, written)
        if done:
            db.session.commit()
            flash(ngettext("%(num)s entry noted.", "%(num)s entries noted.", done))
            return redirect(url_for("projects.project_logs", project_id=project_id), 303)
        db.session.rollback()
        form.mark.renew()
    elif not written:
        form.form_errors.append(_("Nothing was typed yet."))
    return render_template(
        "projects/sheet.html", project=project_or_404(project_id), form=form
    ), 422


def _note_lines(project: Project, form: SheetForm, written: list[tuple[int, LineForm]]) -> int:
    """Note each line; 0 if one of them is refused, which is then said beside its field."""
    today = clock.today(project.body.timezone)
    last = today
    for number, line in written:
        last = line.day.data or last  # a day is written once for the lines below it
        type_ = line.type.data
        try:
            if type_ not in set(LogType):
                raise RuleViolation("projects.type_unknown", field="type")
            asset = db.session.get(Asset, line.asset.data) if line.asset.data else None
            whom = line.whom.data or ""
            person = _person(whom) if LogType(type_) is LogType.delivery else None
            note_log(
                db.session,
                project=project,
                noted=Noted(
                    LogType(type_),
                    last,
                    asset=asset,
                    value=line.value.number,
                    unit=queries.kind_of(project).units[0],
                    reason=line.reason.data or "",
                    recipient_id=person,
                    recipient="" if person else whom,
                    place="" if LogType(type_) in (LogType.delivery, LogType.sale) else whom,
                    note=line.note.data or "",
                ),
                mark=uuid5(form.mark.uuid, str(number)),
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            name = _FIELDS.get(violation.field or "", violation.field or "type")
            field = line[name] if name in line._fields else line.type
            field.errors = [*field.errors, say(violation)]
            return 0
    return len(written)


def _person(name: str) -> int | None:
    meant = named(people.meant_by(db.session, [name]), name)
    return meant[0].person_id if len(meant) == 1 else None


def _offer(form: SheetForm, project: Project) -> None:
    kind = queries.kind_of(project)
    listed = assets.assets(db.session, project.id)
    # A contribution names another project: it has a page of its own.
    types = [each for each in kind.logs if each is not LogType.contribution]
    for line in form.lines:
        line.form.type.choices = options(
            [("", "—"), *((each.value, words.LOGS[each]) for each in types)]
        )
        line.form.asset.choices = options([(0, "—"), *((each.id, each.name) for each in listed)])
        line.form.reason.choices = options(
            [("", "—"), *((each, words.reason(each)) for each in kind.reasons)]
        )


@blueprint.get("/<int:project_id>/export.<any(csv, xlsx):form>")
@requires(Role.member)
def export(project_id: int, form: str) -> FlaskResponse:
    """Everything that was noted, as a table."""
    project = project_or_404(project_id)
    found = logs.all_of(db.session, project.id)
    names = sees_recipients(project)
    rows = [phrases.export_row(each, names=names) for each in found]
    return table(form, phrases.export_header(), rows, name=f"project-{project_id}")


@blueprint.route("/<int:project_id>/import", methods=["GET", "POST"])
@requires(Role.member)
def import_file(project_id: int) -> str | Response | tuple[str, int]:
    """Bring a table of logs."""
    project = project_or_404(project_id)
    noting(project)
    form = LogFileForm()
    if not form.is_submitted():
        return render_template("projects/import_file.html", project=project, form=form)
    if form.validate() and (digest := brought.kept(form.file)):
        name = (form.file.data.filename or "")[:80]
        return redirect(
            url_for("projects.import_preview", project_id=project_id, digest=digest, file=name),
            303,
        )
    return render_template("projects/import_file.html", project=project, form=form), 422


@blueprint.route("/<int:project_id>/import/<digest>", methods=["GET", "POST"])
@requires(Role.member)
def import_preview(project_id: int, digest: str) -> str | Response | tuple[str, int]:
    """Show what a table would note; on POST do exactly what was shown."""
    project = project_or_404(project_id)
    noting(project)
    table = brought.table_of(digest)
    if table is None:
        flash(_("That file is no longer here. Choose it again."), "bad")
        return redirect(url_for("projects.import_file", project_id=project_id), 303)
    form = _import_form(table)
    mapping = form.mapping()
    plan = make_plan(table.rows, table.numbers, mapping, _known(project))
    shown = brought.digest_of(plan)
    code = 200
    if request.form.get("do") == "import":
        code = 422
        if form.plan.data == shown and plan.rows and not plan.problems:
            if (done := _import(project, plan, digest, form)) is not None:
                return done
            project = project_or_404(project_id)
        else:
            form.form_errors.append(brought.seen_anew())
    form.plan.data = shown
    page = render_template(
        "projects/import_preview.html",
        project=project,
        form=form,
        columns=list(Column),
        plan=plan,
        rows=plan.rows[:_SHOWN],
        more=max(0, len(plan.rows) - _SHOWN),
        problems=[(each, phrases.problem(each)) for each in plan.problems[:100]],
        headers=table.header,
        mapping=mapping,
        file=request.args.get("file", ""),
    )
    return page, code


def _import(project: Project, plan: Plan, digest: str, form: LogImportForm) -> Response | None:
    try:
        count = import_logs(
            db.session,
            project=project,
            rows=plan.rows,
            file_digest=digest,
            actor=actor(),
            at=clock.now(),
        )
        db.session.commit()
    except RuleViolation as violation:
        db.session.rollback()
        row = violation.params.get("row")
        told = say(violation)
        form.form_errors.append(_("Row %(row)s: %(what)s", row=row, what=told) if row else told)
        return None
    brought.forget(digest)
    flash(ngettext("%(num)s entry noted.", "%(num)s entries noted.", count))
    return redirect(url_for("projects.project_logs", project_id=project.id), 303)


def _import_form(table: sheets.Table) -> LogImportForm:
    """The form as sent; on first sight what the headers seem to mean."""
    sent: MultiDict[str, str] = request.form
    if "day" not in sent:
        guessed = guess(table.header)
        sent = MultiDict({column.value: str(guessed.get(column, -1)) for column in Column})
    form = LogImportForm(sent)
    form.offer(table.header)
    if request.method == "POST" and not form.validate() and form.csrf_token.errors:
        abort(400)
    return form


def _known(project: Project) -> Known:
    kind = queries.kind_of(project)
    return Known(
        kind=kind,
        assets={
            folded(each.name): (each.id, each.unit)
            for each in assets.assets(db.session, project.id)
        },
        types=phrases.type_words(kind),
        reasons=phrases.reason_words(kind),
        units=unit_words(kind, phrases.unit_names(kind)),
        today=clock.today(project.body.timezone),
        zone=ZoneInfo(project.body.timezone),
        decimal=decimal_sign(),
    )
