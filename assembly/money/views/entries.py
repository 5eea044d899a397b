"""The ledger: its lines, a new one, undoing one."""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.attachments import queries as attachments
from assembly.attachments.rules import AttachedTo
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.money import actions, queries
from assembly.money.actions.entries import Rate
from assembly.money.forms import EntryForm, ReverseForm
from assembly.money.models import Entry, Fund
from assembly.money.phrases import exporting
from assembly.money.rules import RATE_DECIMALS, EntryKind
from assembly.money.views.area import (
    asked_body,
    asked_fund,
    blueprint,
    currencies,
    decision_rows,
    decisions_to_cite,
    no_decision,
    no_project,
    people_to_name,
    projects_to_name,
    read_amount,
    read_currency,
    today,
    tried,
)
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.i18n import show_times_in
from assembly.web.pages import bounded
from assembly.web.saving import saving
from assembly.web.tables import table

Answer = str | Response | tuple[str, int]


@blueprint.get("/bodies/<int:body_id>/entries")
@requires(Role.member)
def entries(body_id: int) -> str:
    """The ledger, the newest first; of a fund or a project if asked."""
    body = asked_body(body_id)
    fund_id = request.args.get("fund", type=bounded)
    project_id = request.args.get("project", type=bounded)
    decision_id = request.args.get("decision", type=bounded)
    number = max(1, request.args.get("page", 1, type=bounded))
    found, more = queries.entries_page(
        db.session,
        body_id,
        fund_id=fund_id,
        project_id=project_id,
        decision_id=decision_id,
        number=number,
    )

    def page(number: int) -> str:
        return url_for(
            "money.entries",
            body_id=body_id,
            fund=fund_id,
            project=project_id,
            decision=decision_id,
            page=number,
        )

    def as_table(form: str) -> str:
        return url_for(
            "money.export",
            body_id=body_id,
            form=form,
            fund=fund_id,
            project=project_id,
            decision=decision_id,
        )

    return render_template(
        "money/entries.html",
        body=body,
        as_table=as_table,
        entries=found,
        funds=queries.funds_of(db.session, body_id),
        fund_id=fund_id,
        newer=page(number - 1) if number > 1 else None,
        older=page(number + 1) if more else None,
    )


@blueprint.get("/bodies/<int:body_id>/entries.<any(csv, xlsx):form>")
@requires(Role.member)
def export(body_id: int, form: str) -> FlaskResponse:
    """The ledger as a table; of a fund, a project or a decision if asked."""
    lines = queries.told(
        db.session,
        asked_body(body_id).id,
        fund_id=request.args.get("fund", type=bounded),
        project_id=request.args.get("project", type=bounded),
        decision_id=request.args.get("decision", type=bounded),
    )
    return table(form, exporting.header(), map(exporting.row, lines), name=f"money-{body_id}")


@blueprint.get("/entries/<int:entry_id>")
@requires(Role.member)
def entry(entry_id: int) -> str:
    """One line of the ledger with all that belongs to it."""
    return render_template(
        "money/entry.html",
        entry=_asked(entry_id),
        attachments=attachments.of(db.session, AttachedTo.entry, entry_id),
    )


@blueprint.route("/funds/<int:fund_id>/entries/new", methods=["GET", "POST"])
@requires(Role.treasurer)
def new_entry(fund_id: int) -> Answer:
    """Write a line: money came or went, goods were given."""
    fund = asked_fund(fund_id)
    form = EntryForm()
    offered = currencies(fund.body_id)
    _offer(form, fund, offered)
    objections: list[str] = []
    if form.is_submitted() and form.validate():
        made, objections = tried(form, lambda: _record(form, fund))
        if made is not None:
            there = url_for("money.fund", fund_id=fund_id)
            if "more" in request.form:
                there = url_for("money.new_entry", fund_id=fund_id, kind=made.kind.value)
            return redirect(there, 303)
    page = render_template(
        "money/new_entry.html",
        fund=asked_fund(fund_id),
        form=form,
        currencies=offered,
        categories=queries.categories(db.session, fund.body_id),
        objections=objections,
    )
    return (page, 422) if form.is_submitted() else page


def _offer(form: EntryForm, fund: Fund, offered: list[str]) -> None:
    day = today(fund.body)
    form.propose(day=day, currency=offered[0])
    form.party.offer(people_to_name(fund.body_id, day))
    rows = [(each.id, each.name) for each in projects_to_name(fund.body_id)]
    form.project.offer(rows, none=no_project())
    form.decision.offer(decision_rows(decisions_to_cite(fund.body_id)), none=no_decision())
    asked = request.args.get("kind", "")
    if not form.is_submitted() and asked in {choice.value for choice in form.kind.choices}:
        form.kind.data = asked


def _record(form: EntryForm, fund: Fund) -> Entry:
    kind = EntryKind(form.kind.data)
    currency = read_currency(form.currency)
    project = next((p for p in projects_to_name(fund.body_id) if p.id == form.project.data), None)
    cited = decisions_to_cite(fund.body_id)
    return actions.record_entry(
        db.session,
        fund=fund,
        kind=kind,
        day=form.day.data,
        amount=read_amount(form.amount, currency, may_be_zero=kind is EntryKind.in_kind),
        currency=currency,
        what=form.what.data or "",
        category=form.category.data or "",
        person_id=form.party.person_id,
        party=form.party.free_name,
        voucher=form.voucher.data or "",
        goods=form.goods.data or "" if kind is EntryKind.in_kind else "",
        project=project,
        decision=next((each for each in cited if each.id == form.decision.data), None),
        as_it_is=form.as_it_is.data or "",
        rate=_rate(form),
        mark=form.mark.uuid,
        actor=actor(),
        at=clock.now(),
    )


def _rate(form: EntryForm) -> Rate | None:
    """The rate typed, kept with its day; None if there is none."""
    if not form.rate.data:
        return None
    currency = read_currency(form.rate_currency)
    if not currency:
        raise RuleViolation("money.currency_missing", field="rate_currency")
    value = read_amount(form.rate, currency, places=RATE_DECIMALS)
    return Rate(value, currency, form.day.data, form.rate_source.data or "")


@blueprint.route("/entries/<int:entry_id>/reverse", methods=["GET", "POST"])
@requires(Role.treasurer)
def reverse(entry_id: int) -> Answer:
    """Undo a line by another one; the wrong one stays to be read."""
    asked = _asked(entry_id)
    form = ReverseForm()
    if not form.is_submitted():
        form.day.data = today(asked.body)
    elif form.validate():
        with saving(form):
            made = actions.reverse_entry(
                db.session,
                entry=asked,
                day=form.day.data,
                reason=form.reason.data or "",
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("money.entry", entry_id=made.id), 303)
    page = render_template("money/reverse.html", entry=_asked(entry_id), form=form)
    return (page, 422) if form.is_submitted() else page


def _asked(entry_id: int) -> Entry:
    found = queries.entry(db.session, entry_id) or abort(404)
    show_times_in(found.body.timezone)
    return found
