"""Projects in words."""

from __future__ import annotations

from flask_babel import LazyString

from assembly.web.i18n import _l

VIOLATIONS: dict[str, LazyString] = {
    "projects.name_missing": _l("Write a name."),
    "projects.kind_unknown": _l("Choose a kind."),
    "projects.kind_exists": _l("There is a kind of this name already."),
    "projects.no_logs": _l("Choose at least one thing that is noted in it."),
    "projects.no_units": _l("Write at least one unit."),
    "projects.word_long": _l("One of these is too long: at most %(most)s characters."),
    "projects.dates_order": _l("The end lies before the beginning."),
    "projects.which_currency": _l("Say in which currency."),
    "projects.which_unit": _l("Say in which unit."),
    "projects.other_body": _l("That project belongs to another body."),
    "projects.other_project": _l("That belongs to another project."),
    "projects.inside_itself": _l("It cannot be a part of itself."),
    "projects.why_closed": _l("Write why it is closed."),
    "projects.nobody": _l("Write who it is."),
    "projects.in_the_team": _l("She is in the team already."),
    "projects.type_unknown": _l("This kind of project does not note that."),
    "projects.target_exists": _l("There is such a target already."),
    "projects.nothing_counted": _l("Write a number above zero."),
    "projects.asset_exists": _l("There is something called «%(name)s» here already."),
    "projects.noted_before": _l("Something of it was noted on %(day)s, before that day."),
    "projects.closed": _l("This project is closed: nothing more is noted in it."),
    "projects.which_asset": _l("Say of what."),
    "projects.how_many": _l("Write how many."),
    "projects.why_lost": _l("Say why."),
    "projects.where_to": _l("Write where to."),
    "projects.for_which": _l("Say for which project."),
    "projects.to_whom": _l("Write who received it."),
    "projects.not_enough": _l("There is not that much: at most %(have)s at that time."),
    "projects.more_than_all": _l("This is more than all of them: %(of)s."),
    "projects.over_cap": _l(
        "Each family receives at most %(cap)s; this one has had %(had)s before."
    ),
    "projects.in_the_future": _l("This day has not come yet. To plan it, mark it as planned."),
    "projects.before_the_asset": _l("This is before it was there: it began on %(day)s."),
    "projects.corrected_already": _l("This was corrected already. Correct the newer one."),
    "projects.withdrawn_already": _l("This was withdrawn already."),
    "projects.why_withdrawn": _l("Write why it is withdrawn."),
    "projects.unit_unknown": _l("The project does not use the unit «%(unit)s»."),
    "projects.units_differ": _l("%(unit)s cannot be said in %(other)s."),
    "projects.not_a_number": _l("«%(typed)s» is not a number."),
    "projects.negative": _l("A number below zero cannot be noted: say instead what went out."),
    "projects.too_big": _l("This number is too big."),
    "projects.too_fine": _l("At most %(places)s decimals."),
    "projects.how_many_people": _l("«%(name)s»: between 1 and 500 people."),
    "projects.hours_of_a_day": _l("Write hours above 0 and up to 24."),
    "projects.called_off": _l("This workday was called off."),
    "projects.not_held_yet": _l("That day has not come yet."),
    "projects.came_already": _l("%(name)s is noted already."),
    "projects.was_held": _l("People worked on it: it was not called off."),
    "projects.why_called_off": _l("Write why it is called off."),
    "projects.several_of_the_name": _l(
        "Several people are called %(name)s: write the number after the name."
    ),
    "projects.not_a_day": _l("«%(typed)s» is not a day."),
    "projects.type_not_known": _l("«%(typed)s» is nothing that this project notes."),
    "projects.asset_type_not_known": _l("«%(typed)s» is nothing that this project has."),
    "projects.asset_not_known": _l("There is no «%(name)s» here."),
    "projects.not_from_a_table": _l("Note a contribution on its own page."),
    "projects.imported_already": _l("This table was imported already."),
    "projects.not_enough_of": _l("%(name)s: %(missing)s are missing."),
    "projects.plan_nothing": _l("Write how many plants are wanted."),
    "projects.share_out_of_range": _l("Write a share above 0 and up to 100 %%."),
}
