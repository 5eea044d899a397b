"""Fields as they stand on the page."""

from markupsafe import Markup
from wtforms import Form, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import Select, html_params

from assembly.web.forms import LongList, attributes
from tests import html


class Chosen(Form):
    who = SelectField("Who", coerce=int, default=2)


def test_a_long_list_is_the_list_that_wtforms_would_write():
    form = Chosen()
    form.who.choices = [
        SelectChoice(1, "Ana <b>"),
        SelectChoice(2, 'José "Pepe"'),
        SelectChoice(3, "Rosa", render_kw={"disabled": True}),
    ]
    ours, theirs = (str(widget(form.who)) for widget in (LongList(), Select()))
    options = [
        [(each.attrib, each.text) for each in html.parse(text)[0].iter("option")]
        for text in (ours, theirs)
    ]
    assert options[0] == options[1]
    assert options[0][1] == ({"selected": "", "value": "2"}, 'José "Pepe"')


def test_the_attributes_of_an_input_are_those_that_wtforms_would_write():
    given = {
        "value": "José \"Pepe\" <b> & 'co'",
        "list": Markup('a "b"'),
        "data_seat_number": 3,
        "class_": "short",
        "required": True,
        "disabled": False,
    }
    assert attributes(**given) == html_params(**given)
