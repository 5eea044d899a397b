"""The recount of a vote in voting centres: its acts added up by hand, and each way in which they can be wrong.

50 + 15 for, 3 + 4 against, 1 + 1 blank and one invalid are 75 slips; more than half of the 72 valid ones are 37.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import pytest

from assembly.recount.checking import recount
from assembly.recount.reading import NotPublished, read
from assembly.recount.telling import tell_recount
from tests.recount.files import QUESTION, digest, raw, secret
from tests.recount.test_recount import RESULT, codes

COLUMNS = ("name", "handed", "found", "yes", "no", "abstain", "blank", "invalid", "left_out")
ACTS = (
    ("Guanape", 54, 54, 50, 3, 0, 1, 0, ""),
    ("La Esperanza", *[None] * 7, "la urna se perdió"),
    ("Escuela", 21, 21, 15, 4, 0, 1, 1, ""),
)
THERE = {"seats": 800, "present": 75, "weighted": False}
COUNTED = {
    "requirement": {"share": "1/2", "comparison": "more_than", "base": "valid"},
    "method": "secret_paper",
    "tally": {"yes": 65, "no": 7, "abstain": 0, "blank": 2, "invalid": 1},
    "electorate": THERE,
    "base_count": 72,
    "required": 37,
}


def in_centres(
    acts: Sequence[tuple[Any, ...]] = ACTS, columns: tuple[str, ...] = COLUMNS, **changed: object
) -> dict[str, Any]:
    data = secret([], QUESTION | {"base": "valid"}, RESULT | COUNTED)
    data["vote"]["method"] = "secret_paper"
    data |= {"version": 4, "electorate": THERE}
    data["centres"] = [dict(zip(columns, act, strict=True)) for act in acts]
    written = [
        {key: "?" if value is None else value for key, value in act.items()}
        for act in data["centres"]
    ]
    told = [digest([], COLUMNS), digest([], COLUMNS), digest(written, columns)]
    both = hashlib.sha256("".join(f"{each}\n" for each in told).encode()).hexdigest()
    names = ("ballots", "voters", "centres", "both")
    return data | {"digests": dict(zip(names, [*told, both], strict=True))} | changed


def test_the_acts_are_added_up_without_those_that_do_not_count():
    found = recount(read(raw(in_centres())))
    assert found.agrees
    told = "\n".join(tell_recount(found, "es"))
    assert "Centros de votación: 3. Actas que cuentan: 2." in told
    assert "La Esperanza no cuenta: la urna se perdió" in told
    assert "Hacen falta: 37 de 72." in told
    assert found.published.digests["centres"] in told


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (("Escuela", 21, 21, 16, 4, 0, 0, 1, ""), ["result"]),
        (("Escuela", 22, 21, 15, 4, 0, 1, 1, ""), ["handed_not_present"]),
        (("Escuela", 21, 21, 15, 4, 0, 1, 1, "annulled"), ["handed_not_present", "result"]),
        (("Guanape", 21, 21, 15, 4, 0, 1, 1, ""), ["centre_twice"]),
    ],
)
def test_an_act_that_was_changed_is_found_even_with_new_digests(changed, found):
    assert codes(in_centres((*ACTS[:2], changed))) == found


def test_a_reason_that_was_changed_is_found_by_the_digest():
    data = in_centres()
    data["centres"][1]["left_out"] = "annulled"
    assert codes(data) == ["digest", "digest"]


MORE = (*COLUMNS, "carried_to", "received", "left_over")
CARRIED = (
    (*ACTS[0], "", None, None),
    ("La Cruz", 2, *[None] * 6, "", "Escuela", 10, 8),
    ("Escuela", 19, 21, 15, 4, 0, 1, 1, "", "", None, None),
)


def test_a_box_that_was_carried_to_another_is_counted_there():
    """19 signed in the school and two in La Cruz: 21 slips in its box, all that were counted before."""
    data = in_centres(CARRIED, columns=MORE, version=6)
    found = recount(read(raw(data)))
    assert found.agrees
    told = "\n".join(tell_recount(found, "es"))
    assert "La Cruz: sus papeletas se contaron en la urna de Escuela." in told
    data["centres"][1]["received"] = 11
    assert codes(data) == ["digest", "digest"]
    nowhere = (CARRIED[0], (*CARRIED[1][:9], "Casa", 10, 8), CARRIED[2])
    assert codes(in_centres(nowhere, columns=MORE, version=6)) == ["carried_nowhere"]


@pytest.mark.parametrize(
    ("acts", "columns", "version", "where"),
    [
        (CARRIED, MORE, 4, "centres 2"),  # where no digest would hold what is said more
        (ACTS, COLUMNS, 6, "centres 1"),
        ([(*each, "", None, None) for each in ACTS], MORE, 6, "centres.carried_to"),
    ],
)
def test_what_acts_say_more_stands_in_the_last_version_alone(acts, columns, version, where):
    with pytest.raises(NotPublished) as refused:
        read(raw(in_centres(acts, columns=columns, version=version)))
    assert refused.value.where == where


@pytest.mark.parametrize(
    ("changed", "code", "where"),
    [
        ({"centres": []}, "part_missing", "centres"),
        ({"version": 3}, "part_missing", "corrections"),
        ({"version": 1}, "part_missing", "centres"),
        ({"centres": [{"name": "Guanape", "left_out": ""}]}, "row_wrong", "centres 1"),
        ({"centres": [{"name": "Guanape"}]}, "row_wrong", "centres 1"),
    ],
)
def test_what_are_no_acts_is_refused(changed, code, where):
    with pytest.raises(NotPublished) as refused:
        read(raw(in_centres(**changed)))
    assert (refused.value.code, refused.value.where) == (code, where)


def test_a_number_of_an_act_is_a_whole_number_or_unknown():
    data = in_centres()
    data["centres"][0]["yes"] = "50"
    with pytest.raises(NotPublished, match="row_wrong"):
        read(raw(data))
