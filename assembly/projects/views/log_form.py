"""Between the form of a log and the log: what may be chosen, what is proposed, what was meant."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import request

from assembly import clock
from assembly.db import db
from assembly.people import queries as people
from assembly.projects.actions import assets as asset_actions
from assembly.projects.actions import logs as actions
from assembly.projects.actions.noted import Noted
from assembly.projects.forms.fields import options
from assembly.projects.forms.logs import LogForm
from assembly.projects.models import Asset, Log, Project
from assembly.projects.phrases import words
from assembly.projects.queries import assets, logs
from assembly.projects.queries import projects as queries
from assembly.projects.rules import ASKS, LogType, Part, Terms
from assembly.projects.rules.logs import new_asset_type
from assembly.web.access import actor
from assembly.web.filters import local
from assembly.web.i18n import _
from assembly.web.pages import bounded


def offer(form: LogForm, project: Project, type_: LogType, log: Log | None = None) -> None:
    """Put into the lists what may be chosen, with what there is of each."""
    kind = queries.kind_of(project)
    listed = assets.stocked(db.session, project.id)
    shown = [
        (each.asset.id, f"{each.asset.name} ({words.unit_name(each.asset.unit)})") for each in listed
    ]  # fmt: skip
    away = log.asset if log is not None and log.asset is not None and not log.asset.active else None
    form.asset.choices = options(
        [(0, _("Choose")), *shown, *([(away.id, away.name)] if away else [])]
    )
    form.source.choices = options([(0, "—"), *shown])
    units = [(each, words.unit_name(each)) for each in kind.units]
    form.unit.choices = options(units)
    others = [(each, each) for each in ("h", "USD", "VES") if each not in kind.units]
    form.owed_unit.choices = options([*units, *others])
    form.reason.choices = options((each, words.reason(each)) for each in kind.reasons)
    near = queries.projects(db.session, body_id=project.body_id)
    form.for_project.choices = options(
        [(0, _("Choose")), *((each.id, each.name) for each in near if each.id != project.id)]
    )
    for field in (form.asset, form.source, form.terms, form.owed_unit, form.currency):
        field.validate_choice = bool(field.raw_data)  # what this type does not ask is not sent
    form.for_project.validate_choice = bool(form.for_project.raw_data)
    delivery = log.delivery if log else None
    form.recipient.offer(
        people.known_candidates(db.session, form.recipient.data or ""),
        person_id=delivery.person_id if delivery else None,
        name=delivery.name if delivery else "",
    )


def propose(form: LogForm, project: Project, type_: LogType) -> None:
    """What was chosen the last time is proposed; numbers are not: each is to be read from the field."""
    form.day.data = clock.today(project.body.timezone)
    last = logs.last_of_type(db.session, project.id, type_)
    asked = request.args.get("asset", type=bounded)
    if asked:
        form.asset.data = asked
    elif first := _first_to_expire(project, type_, form.day.data):
        form.asset.data = first
    elif last is not None and last.asset_id:
        form.asset.data = last.asset_id
    if last is None:
        return
    form.reason.data = last.reason
    form.place.data = last.place
    for each in last.quantities:
        if each.part is Part.source:
            form.source.data = each.asset_id
        elif each.part is Part.amount:
            form.currency.data = each.unit
        elif each.part is Part.main and not last.asset_id:
            form.unit.data = each.unit
    if last.delivery is not None:
        form.terms.data = last.delivery.terms.value


def _first_to_expire(project: Project, type_: LogType, today: date) -> int | None:
    """Of what is given out and expires, the lot that does so first and has not yet."""
    if type_ not in (LogType.delivery, LogType.sale):
        return None
    good = [
        each.asset
        for each in assets.stocked(db.session, project.id)
        if each.value > 0 and each.asset.expires_on and each.asset.expires_on >= today
    ]
    return min(good, key=lambda each: (each.expires_on, each.id)).id if good else None


def fill(form: LogForm, log: Log) -> None:
    """The form as the log was noted."""
    moment = local(log.at, log.project.body.timezone)
    form.day.data, form.time.data = moment.date(), moment.time().replace(second=0, microsecond=0)
    form.asset.data = log.asset_id or 0
    form.reason.data, form.place.data, form.note.data = log.reason, log.place, log.note
    form.for_project.data = log.for_project_id or 0
    fields = {Part.main: form.value, Part.dropped: form.dropped, Part.source: form.source_value,
              Part.households: form.households, Part.amount: form.amount, Part.of: form.of,
              Part.removed: form.removed}  # fmt: skip
    for each in log.quantities:
        fields[each.part].data = each.value
        if each.part is Part.source:
            form.source.data = each.asset_id
        elif each.part is Part.amount:
            form.currency.data = each.unit
        elif each.part is Part.main:
            form.unit.data = each.unit
    if log.delivery is not None:
        form.terms.data = log.delivery.terms.value
        form.small.data = log.delivery.small
        form.owed.data, form.owed_unit.data = log.delivery.owed, log.delivery.owed_unit
        form.due_on.data = log.delivery.due_on


def note_from(form: LogForm, project: Project, type_: LogType, corrects: Log | None) -> Log:
    """Note what the form says; something new is made first, in the same transaction."""
    now = clock.now()
    asset = _asset(form, project, type_, now)
    noted = Noted(
        type_,
        form.day.data,
        at=_moment(form, project, corrects),
        done=not form.planned.data,
        asset=asset,
        value=form.value.number,
        unit=form.unit.data or "",
        reason=form.reason.data or "",
        place=form.place.data or "",
        note=form.note.data or "",
        **_extra(form, type_),  # type: ignore[arg-type]
    )
    return actions.note_log(
        db.session,
        project=project,
        noted=noted,
        corrects=corrects,
        mark=form.mark.uuid,
        actor=actor(),
        at=now,
    )


def _extra(form: LogForm, type_: LogType) -> dict[str, object]:
    """What this type asks besides; what it does not ask is not taken, whatever was sent."""
    extra = ASKS[type_].extra
    found: dict[str, object] = {
        name: form[name].number
        for name in ("dropped", "households", "of", "removed")
        if name in extra
    }
    if "source" in extra and form.source.data:
        found["source"] = db.session.get(Asset, form.source.data)
        found["source_value"] = form.source_value.number
    if "amount" in extra and form.amount.number is not None:
        found |= {"amount": form.amount.number, "currency": form.currency.data}
    if "recipient" in extra:
        found |= {
            "recipient_id": form.recipient.person_id,
            "recipient": form.recipient.free_name,
        }
    if "terms" in extra:
        found |= {
            "terms": Terms(form.terms.data or Terms.gift),
            "small": form.small.data,
            "owed": form.owed.number,
            "owed_unit": form.owed_unit.data or "",
            "due_on": form.due_on.data,
        }
    if "for_project" in extra and form.for_project.data:
        found["for_project"] = db.session.get(Project, form.for_project.data)
    return found


def _asset(form: LogForm, project: Project, type_: LogType, now: datetime) -> Asset | None:
    """The asset chosen, or a new one of the name typed."""
    name = form.new_asset.data
    made_of = new_asset_type(queries.kind_of(project), type_)
    if not name or made_of is None:
        return db.session.get(Asset, form.asset.data) if form.asset.data else None
    sent_before = logs.log_by_uuid(db.session, form.mark.uuid)
    if sent_before is not None:
        return sent_before.asset
    return asset_actions.add_asset(
        db.session,
        project=project,
        type=made_of,
        unit=form.unit.data or "",
        data=asset_actions.AssetData(name=name, begun_on=form.day.data),
        actor=actor(),
        at=now,
    )


def _moment(form: LogForm, project: Project, corrects: Log | None) -> datetime | None:
    """The moment typed; a correction that leaves day and hour keeps the very moment of the first."""
    if form.time.data is None:
        return None
    zone = ZoneInfo(project.body.timezone)
    typed = datetime.combine(form.day.data, form.time.data, zone).astimezone(UTC)
    if corrects is not None and typed == corrects.at.replace(second=0, microsecond=0):
        return corrects.at
    return typed
