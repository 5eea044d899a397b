"""Texts in the language of the moment: on pages, in plain text, inside another language; facts in a row."""

import pytest
from babel.numbers import format_decimal
from flask import Flask, g, render_template_string
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from assembly.web import i18n
from assembly.web.filters import dotted, number
from assembly.web.i18n import _, _l, in_language, ngettext

PLAIN = Flask("words")
i18n.init_app(PLAIN)


@pytest.fixture
def speaking(app):
    with app.test_request_context(headers={"Accept-Language": "es"}):
        yield app


def test_a_paper_has_its_own_language_and_the_page_goes_on_in_its_own(speaking):
    lazy = _l("Meetings")
    assert (_("Meetings"), str(lazy)) == ("Sesiones", "Sesiones")
    with in_language("en"):
        assert (_("Meetings"), str(lazy)) == ("Meetings", "Meetings")
        with in_language("es"):
            assert _("Meetings") == "Sesiones"
        assert _("Meetings") == "Meetings"
    assert _("Meetings") == "Sesiones"


def test_the_language_of_a_paper_leaves_none_behind_where_none_was_asked_yet(speaking):
    with in_language("en"):
        assert _("Meetings") == "Meetings"
    assert "words" not in g
    assert _("Meetings") == "Sesiones"


def test_without_a_request_texts_are_said_as_they_stand_in_the_code():
    assert _("Meetings") == "Meetings"
    assert ngettext("%(num)s item of %(all)s", "%(num)s items of %(all)s", 2, all=3) == (
        "2 items of 3"
    )


def test_what_people_typed_is_escaped_inside_our_texts(speaking):
    page = render_template_string(
        "{% autoescape true %}{{ _('Cancelled: %(reason)s', reason=reason) }}{% endautoescape %}",
        reason="<b>",
    )
    assert page == "Suspendida: &lt;b&gt;"
    plain = render_template_string(
        "{% autoescape false %}{{ _('Cancelled: %(reason)s', reason=reason) }}{% endautoescape %}",
        reason="<b>",
    )
    assert plain == "Suspendida: <b>"


def test_a_per_cent_sign_needs_no_care_in_a_text_without_values(speaking):
    assert render_template_string("{{ _(text) }}", text="100 % of it") == "100 % of it"


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ([], ""),
        (["", None, "a"], "a"),
        (["a", "<b>", Markup("<i>c</i>"), 4], "a · &lt;b&gt; · <i>c</i> · 4"),
    ],
)
def test_facts_in_a_row_leave_out_what_is_empty(facts, line):
    assert dotted(facts) == line


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_are_grouped_as_cldr_has_it(value):
    with PLAIN.test_request_context():
        for language, locale in (("es", "es_VE"), ("en", "en")):
            with in_language(language):
                assert number(value) == format_decimal(value, "#,##0", locale=locale)
