"""The notice period in words."""

from __future__ import annotations

from datetime import date

from flask_babel import LazyString

from assembly.meetings.models import ConveningRule
from assembly.meetings.rules import NoticeState, NoticeVerdict
from assembly.web.filters import long_date, number
from assembly.web.i18n import _, _l, ngettext

NOTICE_STATES: dict[NoticeState, LazyString] = {
    NoticeState.in_time: _l("in time"),
    NoticeState.late: _l("too late"),
    NoticeState.unknown: _l("day not known"),
    NoticeState.none: _l("not told yet"),
}


def notice_rule_words(rule: ConveningRule) -> str:
    """At least 3 days before, counting the day of the session (Article 14)."""
    if not rule.notice_days:
        return _("No notice period is set.")
    if rule.clear_days:
        words = ngettext(
            "At least %(count)s whole day between the notice and the session",
            "At least %(count)s whole days between the notice and the session",
            rule.notice_days,
            count=number(rule.notice_days),
        )
    else:
        words = ngettext(
            "At least %(count)s day before the session",
            "At least %(count)s days before the session",
            rule.notice_days,
            count=number(rule.notice_days),
        )
    if rule.notice_source:
        return _("%(rule)s (%(source)s).", rule=words, source=rule.notice_source)
    return _("%(rule)s.", rule=words)


def notice_verdict(found: NoticeVerdict, today: date) -> str:
    """Whether the period is met, with both dates; before the last day for it, what is still to do."""
    day, latest = long_date(found.meeting_on), long_date(found.latest)
    if not found.days_asked:
        return _("Session on %(day)s.", day=day)
    if found.met and found.last_given:
        return _(
            "Met: the last were told on %(given)s, the session is on %(day)s.",
            given=long_date(found.last_given),
            day=day,
        )
    if found.met:
        return _("Met: notice was given by %(latest)s, the session is on %(day)s.",
                 latest=latest, day=day)  # fmt: skip
    if found.met is None:
        return _(
            "Cannot be known, because some days are not known: notice was due by %(latest)s, "
            "the session is on %(day)s.",
            latest=latest,
            day=day,
        )
    if today <= found.latest:
        return _(
            "Not met yet: notice must be given by %(latest)s, the session is on %(day)s.",
            latest=latest,
            day=day,
        )
    if not found.missing:
        return _("Not met: notice was not given by %(latest)s.", latest=latest)
    return ngettext(
        "Not met: %(count)s organisation was not told by %(latest)s; the session is on %(day)s.",
        "Not met: %(count)s organisations were not told by %(latest)s; the session is on %(day)s.",
        found.missing,
        count=number(found.missing),
        latest=latest,
        day=day,
    )
