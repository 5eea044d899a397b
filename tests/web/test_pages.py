"""Numbers in addresses: what no column could hold is answered, not broken off."""

import pytest

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
