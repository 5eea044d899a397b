"""The field for a person's name: one person, or a free name, or a question."""

import pytest

from assembly.people.fields import PersonField
from assembly.people.rules import Candidate
from assembly.web.forms import Form
from tests import html

ANA = Candidate(1, "Ana Guaregua", "V-12345678", "El Cedro")
TWINS = [
    Candidate(2, "Luz Díaz", "V-1234567", "El Cedro"),
    Candidate(3, "Luz Diaz", None, "La Unión"),
]


class MotionForm(Form):
    mover = PersonField("Moved by")


class SeatedForm(Form):
    person = PersonField("Person", choices=lambda: [ANA])


@pytest.fixture
def typed(app):
    """A form as it comes from a browser."""

    def make(text, cls=MotionForm, name="mover", **offered):
        with app.test_request_context(method="POST", data={name: text}):
            form = cls(meta={"csrf": False})
            if cls is MotionForm:
                form.mover.offer([ANA, *TWINS], **offered)
            form.validate()
            return form[name]

    return make


@pytest.mark.parametrize(
    ("text", "person_id", "free_name"),
    [
        ("ana guaregua", 1, ""),
        ("  V-12.345.678 ", 1, ""),
        ("Luz Díaz · V-1.234.567", 2, ""),
        ("Luz Diaz · La Unión", 3, ""),
        ("Un vecino", None, "Un vecino"),
        ("<b>Ana</b>", None, "<b>Ana</b>"),
        ("", None, ""),
    ],
)
def test_who_is_meant(typed, text, person_id, free_name):
    field = typed(text)
    assert (field.person_id, field.free_name) == (person_id, free_name)
    assert not field.errors


def test_a_bare_name_that_two_have_is_asked_about(typed):
    field = typed("luz diaz")
    assert field.person_id is None
    assert len(field.errors) == 1


def test_a_name_fits(typed):
    assert typed("x" * 201).errors


def test_what_was_typed_wins_over_what_is_stored(typed):
    assert typed("Un vecino", person_id=1).data == "Un vecino"


def test_candidates_may_come_from_a_function(typed):
    assert typed("Ana Guaregua", cls=SeatedForm, name="person").person_id == 1


def test_the_stored_person_or_name_is_shown(app):
    with app.test_request_context():
        form = MotionForm(meta={"csrf": False})
        form.mover.offer([ANA, *TWINS], person_id=2)
        assert form.mover.data == "Luz Díaz · V-1.234.567"
        form = MotionForm(meta={"csrf": False})
        form.mover.offer([ANA], name="Un vecino")
        assert (form.mover.data, form.mover.person_id) == ("Un vecino", None)


def test_the_proposals_are_a_list_that_needs_no_script(app):
    template = app.jinja_env.from_string(
        '{% from "components/form.html" import person_field, person_list %}'
        '{{ person_field(form.mover, hint="Quién") }}'
    )
    shared = app.jinja_env.from_string(
        '{% from "components/form.html" import person_field, person_list %}'
        '{{ person_list("people", form.mover) }}{{ person_field(form.mover, list="people") }}'
    )
    with app.test_request_context():
        form = MotionForm(meta={"csrf": False})
        form.mover.offer([ANA, Candidate(4, '"><script>')])
        for page in (template.render(form=form), shared.render(form=form)):
            assert html.problems(page) == []
            assert page.count("<option") == 2
            assert "<script>" not in page
