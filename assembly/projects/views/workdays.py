"""Workdays: called from a decision, who came, what was done, what each one gave over the year."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.motions import queries as motions
from assembly.people import queries as people
from assembly.people.models import Body
from assembly.people.rules import named
from assembly.projects.actions import workdays as actions
from assembly.projects.forms.fields import options
from assembly.projects.forms.projects import RemoveForm
from assembly.projects.forms.workdays import CameForm, DoneForm, WorkdayForm
from assembly.projects.models import Workday
from assembly.projects.queries import projects
from assembly.projects.queries import workdays as queries
from assembly.projects.rules.workdays import person_hours, read_list
from assembly.projects.views.area import blueprint, found, may_note
from assembly.roles import Role
from assembly.web.access import actor, may, requires
from assembly.web.i18n import show_times_in, zone
from assembly.web.pages import bounded
from assembly.web.saving import saving


@blueprint.get("/workdays/")
@requires(Role.member)
def workdays() -> str:
    """The workdays to come, and those that were."""
    number = max(1, request.args.get("page", 1, type=bounded))
    today = clock.today(zone())
    held, more = queries.past(db.session, today, number=number)

    def page(number: int) -> str:
        return url_for("projects.workdays", page=number)

    return render_template(
        "projects/workdays.html",
        coming=queries.coming(db.session, today) if number == 1 else [],
        held=held,
        newer=page(number - 1) if number > 1 else None,
        older=page(number + 1) if more else None,
        bodies=[each for each in people.bodies(db.session) if may(Role.secretary, each.id)],
    )


@blueprint.get("/contributions")
@requires(Role.member)
def contributions() -> str:
    """What each person gave in a year."""
    year = request.args.get("year", type=bounded) or clock.today(zone()).year
    given = queries.given_in_year(db.session, year)
    return render_template(
        "projects/contributions.html",
        year=year,
        years=queries.years(db.session),
        given=given,
        hours=sum(each.hours for each in given),
    )


@blueprint.route("/bodies/<int:body_id>/workdays/new", methods=["GET", "POST"])
@requires(Role.secretary)
def new_workday(body_id: int) -> str | Response | tuple[str, int]:
    """Call a workday, perhaps from a decision."""
    body = found(people.body(db.session, body_id))
    form = WorkdayForm()
    _offer(form, body)
    if not form.is_submitted():
        form.project.data = request.args.get("project", 0, type=bounded)
        form.decision.data = request.args.get("decision", 0, type=bounded)
        return render_template("projects/new_workday.html", form=form, body=body)
    if form.validate():
        call = actions.Call(
            title=form.title.data,
            day=form.day.data,
            begins=form.begins.data,
            place=form.place.data or "",
            bring=form.bring.data or "",
            project_id=form.project.data or None,
            decision_id=form.decision.data or None,
        )
        with saving(form):
            made = actions.call_workday(
                db.session,
                body=body,
                call=call,
                mark=form.mark.uuid,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("projects.workday", workday_id=made.id), 303)
    return render_template("projects/new_workday.html", form=form, body=body), 422


@blueprint.get("/workdays/<int:workday_id>")
@requires(Role.member)
def workday(workday_id: int) -> str:
    """A workday: what for, who came, what was done."""
    workday = _asked(workday_id)
    came = CameForm(None)
    came.hours.data = workday.hands[-1].hours if workday.hands else None
    return _page(workday, came, DoneForm(None, done=workday.done))


@blueprint.post("/workdays/<int:workday_id>/came")
@requires(Role.member)
def came(workday_id: int) -> Response | tuple[str, int]:
    """Note who came, one name a line."""
    workday = _noted(workday_id)
    form = CameForm()
    if form.validate():
        with saving(form):
            hands = _hands(form.names.data)
            actions.note_hands(
                db.session,
                workday=workday,
                hands=hands,
                hours=form.hours.number,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("projects.workday", workday_id=workday_id), 303)
    workday = _asked(workday_id)
    return _page(workday, form, DoneForm(None, done=workday.done)), 422


@blueprint.post("/workdays/<int:workday_id>/not_came")
@requires(Role.member)
def not_came(workday_id: int) -> Response:
    """Take back that someone came."""
    workday = _noted(workday_id)
    actions.remove_hands(
        db.session,
        workday=workday,
        hands_id=RemoveForm().number,
        actor=actor(),
        at=clock.now(),
    )
    db.session.commit()
    return redirect(url_for("projects.workday", workday_id=workday_id), 303)


@blueprint.post("/workdays/<int:workday_id>/done")
@requires(Role.member)
def done(workday_id: int) -> Response | tuple[str, int]:
    """Write what was done, or call it off with the reason."""
    workday = _noted(workday_id)
    form = DoneForm()
    if form.validate():
        with saving(form):
            if request.form.get("do") == "call_off":
                actions.call_off(
                    db.session,
                    workday=workday,
                    reason=form.done.data or "",
                    actor=actor(),
                    at=clock.now(),
                )
            else:
                actions.tell_done(
                    db.session,
                    workday=workday,
                    done=form.done.data or "",
                    actor=actor(),
                    at=clock.now(),
                )
        if not form.errors:
            return redirect(url_for("projects.workday", workday_id=workday_id), 303)
    return _page(_asked(workday_id), CameForm(None), form), 422


def _asked(workday_id: int) -> Workday:
    workday = found(queries.workday(db.session, workday_id))
    show_times_in(workday.body.timezone)
    return workday


def _may_note(workday: Workday) -> bool:
    if may(Role.secretary, workday.body_id):
        return True
    return workday.project is not None and may_note(workday.project)


def _noted(workday_id: int) -> Workday:
    """The workday, for whoever may note in it."""
    workday = _asked(workday_id)
    if not _may_note(workday):
        abort(403)
    return workday


def _page(workday: Workday, came: CameForm, done: DoneForm) -> str:
    return render_template(
        "projects/workday.html",
        workday=workday,
        came=came,
        done=done,
        people=sum(each.people for each in workday.hands),
        hours=person_hours((each.people, each.hours) for each in workday.hands),
        noting=_may_note(workday),
        today=clock.today(workday.body.timezone),
    )


def _hands(text: str) -> list[actions.Hand]:
    """The list as typed; a name that means one person of the house is that person."""
    listed = read_list(text)
    candidates = people.meant_by(db.session, [each.name for each in listed])
    hands = []
    for each in listed:
        meant = named(candidates, each.name)
        if len(meant) > 1:
            raise RuleViolation("projects.several_of_the_name", field="names", name=each.name)
        person_id = meant[0].person_id if meant and each.people == 1 else None
        hands.append(actions.Hand(person_id, each.name, each.people))
    return hands


def _offer(form: WorkdayForm, body: Body) -> None:
    show_times_in(body.timezone)
    running = projects.projects(db.session, body_id=body.id)
    form.project.choices = options([(0, "—"), *((each.id, each.name) for each in running)])
    decided = motions.latest_decisions(db.session, body_id=body.id, limit=200)
    mine = [(each.id, f"{each.code} · {each.title}") for each in decided]
    form.decision.choices = options([(0, "—"), *mine])
