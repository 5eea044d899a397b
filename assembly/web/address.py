"""Where this house is found: one address for cards, codes on papers, and whoever asks.

It is a matter of this machine and its network, not of the record: it lies beside the database, in no
backup, and a house restored elsewhere has another one.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from pathlib import Path

from flask import current_app, has_request_context, request


def house_address() -> str:
    """What is printed: as the settings say, else as the administrator wrote, else by which phones find us now.

    Empty where there is none: papers then hold their code alone.
    """
    settled = current_app.config["ADDRESS"] or written_address()
    return (settled or address_for_phones() or "").rstrip("/")


def written_address() -> str:
    """What the administrator wrote; empty if nothing."""
    try:
        return _file().read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def write_address(address: str) -> None:
    """Keep the address, whole or not at all. Raises ``OSError``."""
    draft = _file().with_suffix(".draft")
    draft.write_text(f"{address}\n", encoding="utf-8")
    os.replace(draft, _file())


def _file() -> Path:
    return Path(current_app.config["INSTANCE"]) / "address"


def address_for_phones() -> str | None:
    """The address by which a phone reaches us: http://192.168.1.10:8000; None if none does.

    Whoever reads this page by an address that is not this machine's own has found one that works.
    Else it is this machine's on the hall's network, if the house listens there.
    """
    if not has_request_context():
        return None
    host = request.host
    name = host.rpartition(":")[0] if ":" in host.rpartition("]")[2] else host
    if not _loopback(name):
        return f"{request.scheme}://{host}"
    listens = str(current_app.config["HOST"])
    if _loopback(listens):
        return None
    here = _own_address() if listens in ("0.0.0.0", "::", "") else listens  # noqa: S104 - compared only
    return f"{request.scheme}://{here}:{current_app.config['PORT']}" if here else None


def _loopback(name: str) -> bool:
    """Whether a name or number means only this machine."""
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def _own_address() -> str | None:
    """This machine's number on the network it uses. Nothing is sent: a route is only looked up."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for documentation (RFC 5737): nobody's
        except OSError:  # no network at all
            return None
        found = str(probe.getsockname()[0])
    return None if _loopback(found) else found
