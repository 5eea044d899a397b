"""The register of decisions."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.attachments import queries as attachments
from assembly.attachments.rules import AttachedTo
from assembly.commitments import queries as commitments
from assembly.db import db
from assembly.money import queries as money
from assembly.motions import actions, phrases, queries
from assembly.motions.forms import AnnulForm
from assembly.motions.models import Decision
from assembly.motions.rules import Standing
from assembly.motions.views.area import blueprint
from assembly.people import queries as people
from assembly.roles import Role
from assembly.voting import queries as voting
from assembly.web.access import actor, requires
from assembly.web.i18n import show_times_in
from assembly.web.pages import bounded
from assembly.web.saving import saving


@blueprint.get("/decisions")
@requires(Role.member)
def decisions() -> str:
    """What was decided, newest first: by body, year, words, and whether it is in force."""
    typed = request.args.get("q", "")[:200]
    body_id = request.args.get("body", type=bounded)
    year = request.args.get("year", type=bounded)
    standing = request.args.get("standing", "")
    chosen = Standing(standing) if standing in set(Standing) else None
    number = max(1, request.args.get("page", 1, type=bounded))
    found, more = queries.register(
        db.session, typed=typed, body_id=body_id, year=year, standing=chosen, number=number
    )

    def page(number: int) -> str:
        return url_for(
            "motions.decisions",
            page=number,
            q=typed or None,
            body=body_id,
            year=year,
            standing=chosen,
        )

    return render_template(
        "motions/decisions.html",
        decisions=found,
        bodies=people.bodies(db.session),
        years=queries.years_of_decisions(db.session),
        standings=phrases.STANDINGS,
        typed=typed,
        body_id=body_id,
        year=year,
        standing=chosen,
        filtered=bool(typed or body_id or year or chosen),
        newer=page(number - 1) if number > 1 else None,
        older=page(number + 1) if more else None,
    )


@blueprint.get("/decisions/<int:decision_id>")
@requires(Role.member)
def decision(decision_id: int) -> str:
    """A decision: its text, how it was voted, what follows from it, and whether it is in force."""
    decision = _asked(decision_id)
    motion_id = decision.motion_id
    return render_template(
        "motions/decision.html",
        decision=decision,
        attachments=attachments.of(db.session, AttachedTo.decision, decision.id),
        commitments=commitments.of_decision(db.session, decision.id),
        votes=voting.of_motion(db.session, motion_id) if motion_id else [],
        sums=money.appropriations_of(db.session, decision.id),
    )


@blueprint.route("/decisions/<int:decision_id>/annul", methods=["GET", "POST"])
@requires(Role.secretary)
def annul(decision_id: int) -> str | Response | tuple[str, int]:
    """Note which later decision annuls this one."""
    decision = _asked(decision_id)
    form = AnnulForm()
    later = queries.later_decisions(db.session, decision)
    form.by.choices = [(each.id, f"{each.code} · {each.title}") for each in later]
    shown = {"form": form, "decision": decision, "later": later}
    if not form.is_submitted():
        return render_template("motions/annul.html", **shown)
    if form.validate():
        by = next(each for each in later if each.id == form.by.data)
        with saving(form):
            actions.annul_decision(
                db.session,
                decision=decision,
                by=by,
                reason=form.reason.data,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("motions.decision", decision_id=decision_id), 303)
    return render_template("motions/annul.html", **shown), 422


def _asked(decision_id: int) -> Decision:
    decision = queries.decision(db.session, decision_id) or abort(404)
    show_times_in(decision.body.timezone)
    return decision
