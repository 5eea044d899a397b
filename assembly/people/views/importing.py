"""The import of people and seats: a file, a preview, and all of it or nothing."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from assembly import clock, sheets
from assembly.db import db
from assembly.people import import_phrases as phrases
from assembly.people import queries
from assembly.people.actions.importing import import_people
from assembly.people.forms.importing import ImportFileForm, ImportForm
from assembly.people.models import Body
from assembly.people.phrases import HOLDINGS
from assembly.people.queries.importing import known_for_import
from assembly.people.rules import Classification, Electorate
from assembly.people.rules.importing import Column, Plan, Seating, guess, make_plan
from assembly.people.views.area import blueprint
from assembly.roles import Role
from assembly.web import brought
from assembly.web.access import actor, requires
from assembly.web.i18n import _

_SHOWN = 25


@blueprint.route("/bodies/<int:body_id>/import", methods=["GET", "POST"])
@requires(Role.secretary)
def import_file(body_id: int) -> str | Response | tuple[str, int]:
    """Bring a file."""
    body = queries.body(db.session, body_id)
    form = ImportFileForm()
    if not form.is_submitted():
        return render_template("people/import_file.html", body=body, form=form)
    if form.validate() and (digest := brought.kept(form.file)):
        name = (form.file.data.filename or "")[:80]
        address = url_for("people.import_preview", body_id=body_id, digest=digest, file=name)
        return redirect(address, 303)
    return render_template("people/import_file.html", body=body, form=form), 422


@blueprint.route("/bodies/<int:body_id>/import/<digest>", methods=["GET", "POST"])
@requires(Role.secretary)
def import_preview(body_id: int, digest: str) -> str | Response | tuple[str, int]:
    """Show what a file would do; on POST do exactly what was shown."""
    body = queries.body(db.session, body_id) or abort(404)
    table = brought.table_of(digest)
    if table is None:
        flash(_("That file is no longer here. Choose it again."), "bad")
        return redirect(url_for("people.import_file", body_id=body_id), 303)
    form = _form(body, table)
    plan = _plan(body, table, form)
    shown = brought.digest_of(plan)
    if request.form.get("do") == "import" and not form.errors:
        if form.plan.data == shown and plan.rows and not plan.problems:
            return _carry_out(body, digest, plan, form)
        form.form_errors.append(brought.seen_anew())
    form.plan.data = shown
    page = render_template(
        "people/import_preview.html",
        body=body,
        form=form,
        columns=list(Column),
        table=table,
        plan=plan,
        rows=plan.rows[:_SHOWN],
        problems=[(each, phrases.problem(each)) for each in plan.problems[:100]],
        more=max(0, len(plan.rows) - _SHOWN),
        holdings=HOLDINGS,
        file=request.args.get("file", ""),
    )
    return page, 422 if form.form_errors or form.errors else 200


def _carry_out(body: Body, digest: str, plan: Plan, form: ImportForm) -> Response:
    done = import_people(
        db.session,
        body=body,
        plan=plan,
        classification=Classification(form.classification.data),
        file_digest=digest,
        on=clock.today(body.timezone),
        actor=actor(),
        at=clock.now(),
    )
    db.session.commit()
    brought.forget(digest)
    flash(phrases.imported(done.persons, done.matched, done.organizations, done.seats))
    return redirect(url_for("people.body", body_id=body.id), 303)


def _form(body: Body, table: sheets.Table) -> ImportForm:
    """The form as sent; on first sight what the headers seem to mean."""
    sent: MultiDict[str, str] = request.form
    guessed = guess(table.header)
    if "seating" not in sent:
        named = Column.seat in guessed or Column.holding in guessed
        seating = Seating.by_column if named else Seating.none
        if body.electorate is not Electorate.seats:
            seating = Seating.per_person if body.electorate is Electorate.roll else Seating.none
        sent = MultiDict({"seating": seating.value, "classification": "communal_council"})
        sent.update({column.value: str(index) for column, index in guessed.items()})
    form = ImportForm(sent)
    form.offer(table.header, seats=body.electorate is not Electorate.census)
    form.validate() if request.method == "POST" else None
    return form


def _plan(body: Body, table: sheets.Table, form: ImportForm) -> Plan:
    seating = form.seating.data
    mapping = {
        column: index for column, index in form.mapping().items() if index < len(table.header)
    }
    return make_plan(
        table.header,
        table.rows,
        table.numbers,
        mapping,
        known_for_import(db.session, body.id, clock.today(body.timezone)),
        Seating(seating) if seating in set(Seating) else Seating.none,
    )
