"""Which address the phones of the hall are told."""

import pytest

from assembly.web.address import address_for_phones, house_address, write_address


@pytest.mark.parametrize(
    ("read_at", "listens", "told"),
    [
        # read by an address of the network: that one works
        ("http://casa.lan:8000", "127.0.0.1", "http://casa.lan:8000"),
        ("https://comuna.example", "127.0.0.1", "https://comuna.example"),
        ("http://[fd00::7]:8000", "::", "http://[fd00::7]:8000"),
        # read on the machine itself: where it listens
        ("http://localhost:8000", "192.0.2.10", "http://192.0.2.10:8123"),
        ("http://127.0.0.1:8000", "127.0.0.1", None),
        ("http://[::1]:8000", "::1", None),
        ("http://localhost", "localhost", None),
    ],
)
def test_the_address_that_works_for_phones(make_app, read_at, listens, told):
    app = make_app(HOST=listens, PORT=8123)
    with app.test_request_context(base_url=read_at):
        assert address_for_phones() == told


def test_on_all_networks_it_is_that_of_this_machine_or_none(make_app):
    app = make_app(HOST="0.0.0.0", PORT=8123)
    with app.test_request_context(base_url="http://localhost:8123"):
        told = address_for_phones()
    assert told is None or (told.endswith(":8123") and "127." not in told)


def test_the_settings_win_then_what_is_written_then_what_phones_find(make_app):
    app = make_app(HOST="192.0.2.10", PORT=8123)
    with app.app_context():
        assert house_address() == ""  # the terminal is read by no address
    with app.test_request_context(base_url="http://localhost:8123"):
        assert house_address() == "http://192.0.2.10:8123"
        write_address("http://casa.lan:8000")
        assert house_address() == "http://casa.lan:8000"
        app.config["ADDRESS"] = "https://comuna.example/"
        assert house_address() == "https://comuna.example"
