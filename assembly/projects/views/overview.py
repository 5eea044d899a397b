"""All projects of the house on one page."""

from __future__ import annotations

from flask import render_template, request

from assembly import clock
from assembly.db import db
from assembly.money.phrases.board import budgets
from assembly.money.queries import money_board
from assembly.people import queries as people
from assembly.projects.phrases.board import targets_of
from assembly.projects.phrases.pictures import columns_drawing
from assembly.projects.queries import projects as queries
from assembly.projects.queries.board import board
from assembly.projects.views.area import blueprint
from assembly.roles import Role
from assembly.web.access import may, requires
from assembly.web.i18n import _, zone


@blueprint.get("/")
@requires(Role.member)
def index() -> str:
    """What grows, what is ready, what is late, who worked; and the projects that are closed."""
    bodies = [each for each in people.bodies(db.session) if may(Role.secretary, each.id)]
    if request.args.get("show") == "closed":
        closed = queries.projects(db.session, closed=True)
        return render_template("projects/index.html", closed=closed, board=None, bodies=bodies)
    today = clock.today(zone())
    seen = board(db.session, now=clock.now(), today=today)
    running = [card.project for card in seen.cards]
    money = money_board(db.session)
    return render_template(
        "projects/index.html",
        closed=None,
        board=seen,
        money=money,
        budgets=budgets((each, money.spent(each)) for each in running),
        bodies=bodies,
        houses=sorted({card.project.body for card in seen.cards}, key=lambda each: each.id),
        targets={
            card.project.id: targets_of(card.project.name, card.targets) for card in seen.cards
        },
        names={card.project.id: card.project.name for card in seen.cards},
        hours=columns_drawing(seen.hours, _("Hours of all on workdays, %(year)s", year=today.year)),
        today=today,
    )
