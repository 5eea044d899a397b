"""The house itself: under which address it is found."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.people import actions
from assembly.people.forms import AddressForm
from assembly.people.views.area import blueprint
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.address import address_for_phones, house_address, write_address, written_address
from assembly.web.i18n import _


@blueprint.route("/address", methods=["GET", "POST"])
@requires(Role.administrator)
def address() -> str | Response | tuple[str, int]:
    """What cards and papers say of where the house is found."""
    form = AddressForm(address=written_address())
    settled = bool(current_app.config["ADDRESS"])
    if form.validate_on_submit() and not settled:
        written = form.address.data or ""
        actions.tell_address(db.session, address=written, actor=actor(), at=clock.now())
        try:
            write_address(written)
        except OSError as error:
            db.session.rollback()
            current_app.logger.error("writing the address of the house: %s", error)
            form.address.errors = [_("It could not be written to the disk. Try again.")]
        else:
            db.session.commit()
            flash(_("Written down: cards and papers made from now on say it."))
            return redirect(url_for("people.address"), 303)
    page = render_template(
        "people/address.html",
        form=form,
        settled=settled,
        now=house_address(),
        found=address_for_phones(),
    )
    return (page, 422) if request.method == "POST" else page
