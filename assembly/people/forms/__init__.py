"""Forms about people, bodies and accounts: one module per subject, all names here."""

from assembly.people.forms.signing_in import LoginForm

__all__ = ["LoginForm"]
