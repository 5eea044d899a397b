"""What a form asks for, done and kept, or said why not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assembly.db import db
from assembly.errors import RuleViolation
from assembly.web.forms import Form, OnceField


@contextmanager
def saving(form: Form) -> Iterator[None]:
    """Commit what is done inside; where a rule is broken take it back, and let the form say which.

    Then ``form.errors`` is not empty. If it was sent before with something else in it, its mark is a new
    one: sent once more it is another form.
    """
    try:
        yield
    except RuleViolation as violation:
        db.session.rollback()
        if violation.code == "sent_already":
            for field in form:
                if isinstance(field, OnceField):
                    field.renew()
        form.reject(violation)
    else:
        db.session.commit()
