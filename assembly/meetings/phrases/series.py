"""Rules of a series in words."""

from __future__ import annotations

from datetime import time

from flask_babel import LazyString

from assembly.meetings.rules import LAST, Pattern, Recurrence, Weekday
from assembly.web.filters import clock_time, in_a_row, medium_date
from assembly.web.i18n import _, _l

WEEKDAYS: dict[Weekday, LazyString] = {
    Weekday.monday: _l("Monday"),
    Weekday.tuesday: _l("Tuesday"),
    Weekday.wednesday: _l("Wednesday"),
    Weekday.thursday: _l("Thursday"),
    Weekday.friday: _l("Friday"),
    Weekday.saturday: _l("Saturday"),
    Weekday.sunday: _l("Sunday"),
}

EVERY: dict[Weekday, LazyString] = {
    Weekday.monday: _l("every Monday"),
    Weekday.tuesday: _l("every Tuesday"),
    Weekday.wednesday: _l("every Wednesday"),
    Weekday.thursday: _l("every Thursday"),
    Weekday.friday: _l("every Friday"),
    Weekday.saturday: _l("every Saturday"),
    Weekday.sunday: _l("every Sunday"),
}

NTH: dict[int, LazyString] = {
    1: _l("first"),
    2: _l("second"),
    3: _l("third"),
    4: _l("fourth"),
    5: _l("fifth"),
    LAST: _l("last"),
}

PATTERNS: dict[Pattern, LazyString] = {
    Pattern.weekly: _l("By weeks, on certain days"),
    Pattern.monthly: _l("By months, on a certain weekday"),
    Pattern.typed: _l("Otherwise: by a rule as calendars write it (RFC 5545)"),
}


def rule_words(rule: Recurrence, start_time: time) -> str:
    """every Wednesday, 9:00 am."""
    words = _("%(days)s, %(time)s", days=_days(rule), time=clock_time(start_time))
    if rule.until:
        return _("%(rule)s, until %(date)s", rule=words, date=medium_date(rule.until))
    return words


def _days(rule: Recurrence) -> str:
    if rule.pattern is Pattern.typed:
        return _("by the rule %(rule)s", rule=rule.text)
    if rule.pattern is Pattern.monthly:
        nth, day = str(NTH[rule.nth]), str(WEEKDAYS[rule.days[0]])
        if rule.interval == 1:
            return _("the %(nth)s %(day)s of every month", nth=nth, day=day)
        return _("the %(nth)s %(day)s, every %(n)s months", nth=nth, day=day, n=str(rule.interval))
    if rule.interval == 1 and len(rule.days) == 1:
        return str(EVERY[rule.days[0]])
    days = in_a_row([str(WEEKDAYS[day]) for day in rule.days])
    if rule.interval == 1:
        return _("every week on %(days)s", days=days)
    return _("every %(n)s weeks on %(days)s", n=str(rule.interval), days=days)
