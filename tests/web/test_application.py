"""What the application keeps so that a page need not make it a hundred times."""

from flask import url_for


def test_an_address_kept_for_one_value_is_not_given_for_another(app):
    with app.test_request_context("/"):
        # As Werkzeug writes them: True and 1 are one key of a dict, and two addresses.
        assert url_for("meetings.index", page=1) == "/meetings/?page=1"
        assert url_for("meetings.index", page=True) == "/meetings/?page=True"
        assert url_for("meetings.meeting", meeting_id=7, _anchor="item-2") == "/meetings/7#item-2"


def test_an_address_begins_where_the_house_is_mounted(app):
    with app.test_request_context("/"):
        assert url_for("meetings.index") == "/meetings/"
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/casa"}):
        assert url_for("meetings.index") == "/casa/meetings/"


def test_templates_search_one_mapping_of_globals_and_not_two(app):
    shared = app.jinja_env.globals
    assert app.jinja_env.get_template("base.html").globals is shared
    own = app.jinja_env.from_string("{{ own }}", globals={"own": "suya"})
    assert own.render() == "suya"
    assert "own" not in shared
