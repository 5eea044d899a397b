"""The published schema: it is up to date, real documents fit it, and what does not fit is seen."""

import json
import re
from copy import deepcopy
from typing import Any

import pytest

from assembly.minutes import queries, schema
from assembly.minutes.copies import without_identity_numbers
from assembly.minutes.snapshot import to_json
from tests.minutes.documents import decision, document, item, motion, row, vote, voters
from tests.minutes.scene import wednesday

KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
FORMATS = {
    "date": re.compile(r"\d{4}-\d\d-\d\d\Z"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d\Z"),
}
PUBLISHED = json.loads(schema.PATH.read_text(encoding="utf-8"))


def fits(value: Any, rule: dict[str, Any]) -> bool:
    """Whether a value is what a rule of JSON Schema asks for (of the words that our schema uses)."""
    if "$ref" in rule:
        rule = PUBLISHED["$defs"][rule["$ref"].rpartition("/")[2]]
    if "anyOf" in rule:
        return any(fits(value, each) for each in rule["anyOf"])
    if type(value) is not KINDS[rule["type"]]:
        return False
    if form := FORMATS.get(rule.get("format", "")):
        return bool(form.match(value))
    if rule["type"] == "array":
        each = rule.get("prefixItems") or [rule.get("items")] * len(value)
        return len(each) == len(value) and all(map(fits, value, each))
    known = rule.get("properties")
    if rule["type"] != "object" or known is None:
        return True
    return (
        set(rule["required"]) <= set(value)
        and set(value) <= set(known)
        and all(fits(value[name], known[name]) for name in value)
    )


def test_the_published_schema_is_that_of_the_program():
    """If this fails: python -m assembly.minutes.schema."""
    assert schema.PATH.read_text(encoding="utf-8") == schema.text()


def test_a_document_made_up_fits():
    made = document(
        items=(
            item(1, motions=(motion(votes=(vote(),), decision=decision()),)),
            item(2, votes=(vote(roll=voters(3)),)),
        ),
        rows=(row(1), row(2)),
        errors=(("arrival_twice", "Ana", 2),),
    )
    assert fits(to_json(made), PUBLISHED)
    assert fits(to_json(without_identity_numbers(made)), PUBLISHED)


def test_a_real_meeting_fits(session, commune):
    held = wednesday(session, commune)
    data = to_json(queries.document_of(session, held.meeting.id, number=31))
    assert fits(data, PUBLISHED)


@pytest.mark.parametrize("wrong", ["missing", "added", "kind", "moment", "deep"])
def test_what_is_no_document_does_not_fit(wrong):
    data = deepcopy(to_json(document(items=(item(1),))))
    if wrong == "missing":
        del data["items"]
    elif wrong == "added":
        data["secret"] = 1
    elif wrong == "kind":
        data["number"] = "31"
    elif wrong == "moment":
        data["header"]["scheduled_at"] = "2026-05-20T09:00:00"  # no offset: which nine o'clock?
    else:
        data["items"][0]["motions"] = [{"title": "x"}]
    assert not fits(data, PUBLISHED)
