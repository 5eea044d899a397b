"""The states of the minutes (no database here)."""

from enum import StrEnum


class MinutesStatus(StrEnum):
    """Draft until closed; closed minutes never change. Signing and approval are states after that."""

    draft = "draft"
    closed = "closed"
