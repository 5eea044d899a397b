"""Numbers in addresses: what no column could hold is answered, not broken off."""

from datetime import date

import pytest

from assembly.web.pages import a_day

HUGE = "99999999999999999999"


@pytest.mark.parametrize("address", ["/people/bodies/", "/meetings/", "/motions/", "/minutes/"])
def test_a_number_that_no_row_can_have_is_not_found(commune, sign_in, address):
    assert sign_in("secretary").get(f"{address}{HUGE}").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        f"/meetings/?page={HUGE}&body={HUGE}&year={HUGE}",
        f"/motions/decisions?page={HUGE}&body={HUGE}&year={HUGE}",
        f"/minutes/?page={HUGE}&body={HUGE}&year={HUGE}",
        f"/commitments/?page={HUGE}&person={HUGE}",
        f"/search/?q=a&page={HUGE}",
        "/search/?q=a&page=-1",
        "/motions/decisions?page=abc",
    ],
)
def test_a_list_takes_such_a_number_for_none(commune, sign_in, address):
    assert sign_in("member").get(address).status_code == 200


def test_a_day_that_no_calendar_reaches_is_none() -> None:
    assert a_day("2026-05-20") == date(2026, 5, 20)
    for far in ("0001-01-01", "9999-12-31", "mayo"):  # the quarter of the last day has no end
        with pytest.raises(ValueError):
            a_day(far)
