"""The document as data: what goes in comes out, and nothing else is taken for one."""

import json
from dataclasses import fields, is_dataclass, replace

import pytest

from assembly.minutes.copies import without_identity_numbers
from assembly.minutes.document import SCHEMA, MeetingDocument
from assembly.minutes.snapshot import (
    SchemaError,
    canonical,
    digest,
    from_json,
    same_content,
    to_json,
)
from tests.minutes.documents import decision, document, item, motion, row, vote, voters

WHOLE = document(
    items=(
        item(1, text="«Ñandú» <b> & 𝄞", motions=(motion(votes=(vote(),), decision=decision()),)),
        item(2, votes=(vote(roll=voters(3)),)),
    ),
    rows=(row(1), row(2)),
)


def test_what_goes_in_comes_out():
    assert from_json(json.loads(json.dumps(to_json(WHOLE)))) == WHOLE


def test_the_data_are_plain():
    def plain(value):
        if isinstance(value, dict):
            return all(type(key) is str and plain(each) for key, each in value.items())
        if isinstance(value, list):
            return all(map(plain, value))
        return type(value) in (str, int, bool, type(None))

    assert plain(to_json(WHOLE))


def test_moments_carry_their_offset_and_words_are_not_translated():
    data = to_json(WHOLE)
    assert data["header"]["opened_at"] == "2026-05-20T09:00:00-04:00"
    assert data["header"]["day"] == "2026-05-20"
    assert data["calls"][0]["share"] == "1/2"
    assert data["items"][0]["motions"][0]["votes"][0]["result"] == "pass"
    assert data["schema"] == SCHEMA


def test_the_digest_is_of_the_content_whatever_the_order_of_its_keys():
    data = to_json(WHOLE)
    backwards = dict(reversed(data.items()))
    assert canonical(backwards) == canonical(data)
    assert digest(data) == digest(json.loads(json.dumps(data)))
    assert digest(to_json(replace(WHOLE, number=32))) != digest(data)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"schema": 5},
        {"schema": "1"},
        to_json(WHOLE) | {"header": None},
        to_json(WHOLE) | {"number": "31"},
        to_json(WHOLE) | {"more": 1},
        {key: value for key, value in to_json(WHOLE).items() if key != "items"},
    ],
)
def test_anything_else_is_refused(data):
    with pytest.raises(SchemaError):
        from_json(data)


def test_the_same_meeting_is_the_same_whenever_it_was_read():
    later = replace(WHOLE, number=None, closed_at=None, journal=None)
    assert same_content(WHOLE, later)
    assert not same_content(WHOLE, replace(later, items=WHOLE.items[:1]))


def test_the_copy_for_the_house_carries_no_identity_number():
    shown = canonical(to_json(without_identity_numbers(WHOLE)))
    assert "V-1000" in canonical(to_json(WHOLE))
    assert "V-1000" not in shown
    assert "Vocera 1" in shown


def test_every_part_is_frozen():
    def parts(kind, seen):
        if is_dataclass(kind) and kind not in seen:
            seen.add(kind)
            for each in fields(kind):
                value = getattr(WHOLE, each.name, None) if kind is MeetingDocument else None
                for inner in value if isinstance(value, tuple) else (value,):
                    parts(type(inner), seen)
        return seen

    assert all(kind.__dataclass_params__.frozen for kind in parts(MeetingDocument, set()))
