"""Who acts. An actor is passed to every action; nothing looks it up behind its back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """An account, or the program itself when an administrator uses the terminal (no account)."""

    account_id: int | None
    name: str
