"""A field for a person's name, shared by all areas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from wtforms import StringField, ValidationError
from wtforms.validators import Length, Optional

from assembly.people.rules import Candidate, labelled, named
from assembly.web.forms import stripped
from assembly.web.i18n import _


class PersonField(StringField):
    """A name, typed, with proposals: the one person it means is ``person_id``, else it is a ``free_name``.

    (``name`` is taken: it is the name of every field in its form.)

    The view says whom to propose (and, when a stored thing is edited, whom it holds now)::

        form.mover.offer(queries.candidates(db.session, body_id, on=day), person_id=motion.mover_id)

    Namesakes are proposed as «name · identity number»; a bare name that several have is refused.
    Needs no JavaScript: the proposals are a ``<datalist>`` (macro ``person_field``).
    """

    def __init__(
        self,
        label: object = None,
        validators: Sequence[Any] | None = None,
        *,
        choices: Callable[[], Sequence[Candidate]] | None = None,
        filters: Sequence[Callable[[Any], Any]] = (stripped,),
        **kwargs: Any,
    ) -> None:
        if validators is None:
            validators = [Optional()]
        super().__init__(label, [*validators, Length(max=200)], filters=filters, **kwargs)
        self._choices = choices
        self._candidates: Sequence[Candidate] | None = None

    @property
    def candidates(self) -> Sequence[Candidate]:
        """Those whose names are proposed."""
        if self._candidates is None:
            self._candidates = self._choices() if self._choices else ()
        return self._candidates

    def offer(
        self, candidates: Sequence[Candidate], *, person_id: int | None = None, name: str = ""
    ) -> None:
        """Propose these; show the one stored, or the free name, while nothing was typed yet."""
        self._candidates = candidates
        if not self.raw_data and (person_id is not None or name):
            texts = {each.person_id: label for label, each in labelled(candidates)}
            self.data = texts.get(person_id, name) if person_id is not None else name

    @property
    def options(self) -> list[str]:
        """The texts of the proposals, each meaning one person."""
        return [label for label, _candidate in labelled(self.candidates)]

    @property
    def person_id(self) -> int | None:
        """The one person whom the text means, or None."""
        meant = named(self.candidates, self.data or "")
        return meant[0].person_id if len(meant) == 1 else None

    @property
    def free_name(self) -> str:
        """What was typed, if it means nobody known; empty if it means a person or nothing was typed."""
        return "" if self.person_id is not None else (self.data or "")

    def pre_validate(self, form: object) -> None:
        """A bare name that several people have does not say who it is."""
        if len(named(self.candidates, self.data or "")) > 1:
            raise ValidationError(
                _("Several people have this name. Choose one from the list, with the number.")
            )
