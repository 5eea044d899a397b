"""Attaching a file to something, taking it off, and giving it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from assembly import clock, storage
from assembly.attachments import actions, phrases, queries
from assembly.attachments.forms import AttachForm, WithdrawForm
from assembly.attachments.receiving import received
from assembly.attachments.rules import MEDIA_TYPES, AttachedTo
from assembly.db import db
from assembly.meetings import queries as meetings
from assembly.minutes import queries as minutes
from assembly.money import queries as money
from assembly.motions import queries as motions
from assembly.people.models import Body
from assembly.projects.queries import logs
from assembly.roles import Role
from assembly.storage import StorageError
from assembly.web.access import actor, body_of, may, requires
from assembly.web.i18n import _, show_times_in
from assembly.web.saving import saving

blueprint = Blueprint("attachments", __name__, url_prefix="/attachments")

body_of("attachment_id")(lambda i: queries.body_id_of_attachment(db.session, i))

# A file is never shown in a page of ours, and as a page of its own it may do nothing.
_POLICY = "default-src 'none'; sandbox"


@dataclass(frozen=True)
class Holder:
    """What files hang on: its body, what it is called, and the page it is seen on."""

    attached_to: AttachedTo
    object_id: int
    body: Body
    title: str
    address: str


def _item(object_id: int) -> Holder:
    item = meetings.item(db.session, object_id) or abort(404)
    place = url_for("meetings.item", item_id=object_id)
    return Holder(AttachedTo.item, object_id, item.meeting.body, item.title, place)


def _decision(object_id: int) -> Holder:
    decision = motions.decision(db.session, object_id) or abort(404)
    title = f"{decision.code} · {decision.title}"
    place = url_for("motions.decision", decision_id=object_id)
    return Holder(AttachedTo.decision, object_id, decision.body, title, place)


def _minutes(object_id: int) -> Holder:
    act = minutes.minutes(db.session, object_id) or abort(404)
    title = _("Minutes no. %(number)s", number=act.number)
    place = url_for("minutes.minutes", minutes_id=object_id)
    return Holder(AttachedTo.minutes, object_id, act.meeting.body, title, place)


def _entry(object_id: int) -> Holder:
    entry = money.entry(db.session, object_id) or abort(404)
    title = _("entry no. %(number)s", number=entry.number) + f" · {entry.what}"
    place = url_for("money.entry", entry_id=object_id)
    return Holder(AttachedTo.entry, object_id, entry.body, title, place)


def _log(object_id: int) -> Holder:
    log = logs.log(db.session, object_id) or abort(404)
    place = url_for("projects.log", log_id=object_id)
    return Holder(AttachedTo.log, object_id, log.project.body, log.project.name, place)


# To attach files to something else: a word in ``AttachedTo``, its page here, its route on ``attach``.
_HOLDERS: dict[AttachedTo, Callable[[int], Holder]] = {
    AttachedTo.item: _item,
    AttachedTo.decision: _decision,
    AttachedTo.minutes: _minutes,
    AttachedTo.entry: _entry,
    AttachedTo.log: _log,
}


@blueprint.route("/items/<int:item_id>", methods=["GET", "POST"])
@blueprint.route("/decisions/<int:decision_id>", methods=["GET", "POST"])
@blueprint.route("/minutes/<int:minutes_id>", methods=["GET", "POST"])
@blueprint.route("/logs/<int:log_id>", methods=["GET", "POST"])
@requires(Role.secretary)
def attach(**address: int) -> str | AnyResponse | tuple[str, int]:
    """What hangs on something, and a form to hang one more file on it."""
    ((part, object_id),) = address.items()
    return _attach(AttachedTo(part.removesuffix("_id")), object_id)


@blueprint.route("/entries/<int:entry_id>", methods=["GET", "POST"])
@requires(Role.treasurer)
def attach_voucher(entry_id: int) -> str | AnyResponse | tuple[str, int]:
    """The photo or scan of a voucher: hung on its entry by who keeps the money."""
    return _attach(AttachedTo.entry, entry_id)


def _attach(attached_to: AttachedTo, object_id: int) -> str | AnyResponse | tuple[str, int]:
    holder = _HOLDERS[attached_to](object_id)
    form = AttachForm()
    if not form.is_submitted():
        form.restricted.data = attached_to in (AttachedTo.minutes, AttachedTo.entry)
        return _attach_page(holder, form)
    if form.validate() and (file := received(form.file)):
        holder = _HOLDERS[attached_to](object_id)  # read anew: the store took its time
        with saving(form):
            made = actions.attach(
                db.session,
                attached_to=holder.attached_to,
                object_id=object_id,
                body_id=holder.body.id,
                file=file,
                title=form.title.data or "",
                restricted=form.restricted.data,
                uuid=form.once.uuid,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            flash(_("«%(title)s» is attached.", title=made.title))
            return redirect(_attach_address(holder), 303)
    return _attach_page(_HOLDERS[attached_to](object_id), form), 422


@blueprint.get("/<int:attachment_id>")
@requires(Role.member)
def download(attachment_id: int) -> Response:
    """The file, to be saved; a restricted one only for who keeps the record."""
    attachment = queries.attachment(db.session, attachment_id)
    if attachment is None or attachment.withdrawn_at:
        abort(404)
    if attachment.restricted and not sees_restricted(attachment.attached_to is AttachedTo.entry):
        abort(403)
    try:
        content = storage.of_house().read(attachment.digest)
    except StorageError as error:
        current_app.logger.error("attachment %s: %s", attachment_id, error)
        abort(500)
    answer = make_response(content)
    answer.mimetype = MEDIA_TYPES[attachment.file_type]
    answer.headers.set("Content-Disposition", "attachment", filename=attachment.name)
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.set_etag(attachment.digest)
    return answer


@blueprint.route("/<int:attachment_id>/withdraw", methods=["GET", "POST"])
@requires(Role.secretary, Role.treasurer)
def withdraw(attachment_id: int) -> str | AnyResponse | tuple[str, int]:
    """Take a file off, with a reason. Files that closed minutes list stay."""
    attachment = queries.attachment(db.session, attachment_id) or abort(404)
    if not may(Role.treasurer if attachment.attached_to is AttachedTo.entry else Role.secretary):
        abort(403)
    holder = _HOLDERS[attachment.attached_to](attachment.object_id)
    form = WithdrawForm()
    shown = {"attachment": attachment, "holder": holder, "form": form}
    back = _attach_address(holder)
    if not form.is_submitted():
        return render_template("attachments/withdraw.html", back=back, **shown)
    if form.validate():
        with saving(form):
            actions.withdraw(
                db.session,
                attachment=attachment,
                reason=form.reason.data or "",
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            flash(_("«%(title)s» is taken off.", title=attachment.title))
            return redirect(back, 303)
    return render_template("attachments/withdraw.html", back=back, **shown), 422


def sees_restricted(of_money: bool = False) -> bool:
    """Whether the person signed in opens files that show identity numbers, on this page's body.

    Vouchers (``of_money``) are for who keeps the money and who oversees it, too.
    """
    keepers = (Role.secretary, Role.administrator)
    return any(map(may, (*keepers, Role.treasurer, Role.oversight) if of_money else keepers))


def _attach_page(holder: Holder, form: AttachForm) -> str:
    show_times_in(holder.body.timezone)
    return render_template(
        "attachments/attach.html",
        holder=holder,
        form=form,
        attachments=queries.of(db.session, holder.attached_to, holder.object_id),
        taken=phrases.TAKEN,
        traces=phrases.TRACES,
        back_words=phrases.BACK[holder.attached_to],
    )


def _attach_address(holder: Holder) -> str:
    if holder.attached_to is AttachedTo.entry:
        return url_for("attachments.attach_voucher", entry_id=holder.object_id)
    part: dict[str, Any] = {f"{holder.attached_to.value}_id": holder.object_id}
    return url_for("attachments.attach", **part)


# For the parts of pages that show what hangs on something; none of these asks the database.
_WORDS = {
    "attachment_types": phrases.TYPES,
    "attachment_weight": phrases.weight,
    "sees_restricted": sees_restricted,
}
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(_WORDS))
