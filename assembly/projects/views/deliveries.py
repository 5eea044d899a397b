"""To whom a project delivered, on what terms, and what each family has had."""

from __future__ import annotations

from flask import render_template, request, url_for

from assembly.db import db
from assembly.projects.queries import deliveries as queries
from assembly.projects.queries import logs
from assembly.projects.views.area import blueprint, may_note, project_or_404, sees_recipients
from assembly.roles import Role
from assembly.web.access import requires
from assembly.web.pages import bounded


@blueprint.get("/<int:project_id>/deliveries")
@requires(Role.member)
def deliveries(project_id: int) -> str:
    """The deliveries of a project, the latest first, and the sums by family."""
    project = project_or_404(project_id)
    number = max(1, request.args.get("page", 1, type=bounded))
    names = sees_recipients(project)
    found, more = logs.deliveries(db.session, project.id, number=number)

    def page(number: int) -> str:
        return url_for("projects.deliveries", project_id=project_id, page=number)

    return render_template(
        "projects/deliveries.html",
        project=project,
        logs=found,
        families=queries.by_family(db.session, project.id) if names and number == 1 else [],
        newer=page(number - 1) if number > 1 else None,
        older=page(number + 1) if more else None,
        names=names,
        noting=may_note(project),
    )
