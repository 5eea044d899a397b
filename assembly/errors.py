"""What can go wrong by the rules of the house, as data: the words are found where they are shown."""


class RuleViolation(Exception):
    """A rule forbids what was asked.

    ``code`` names the rule ("meetings.already_closed") and has its words in the ``VIOLATIONS`` of the
    area's ``phrases.py``; ``field`` is the form field it belongs to, if one; ``params`` fill the words.
    """

    def __init__(self, code: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params

    def __str__(self) -> str:
        told = ", ".join(f"{key}={value}" for key, value in self.params.items())
        return f"{self.code} ({told})" if told else self.code


class Stale(RuleViolation):
    """The row was changed by someone else since it was read; nothing was saved, both texts are kept.

    ``theirs`` is what is stored now, ``mine`` what was about to be saved, ``version`` the stored one.
    """

    def __init__(self, *, theirs: str, mine: str, version: int, field: str | None = None) -> None:
        super().__init__("stale", field=field)
        self.theirs = theirs
        self.mine = mine
        self.version = version
