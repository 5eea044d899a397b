"""Forms of copies."""

from wtforms import PasswordField, RadioField, SelectChoice, ValidationError

from assembly.copies.sealing import SHORTEST
from assembly.web.forms import Form, OnceField
from assembly.web.i18n import _, _l


class BackupForm(Form):
    """A backup to fetch, under a passphrase if one is written. It is written down nowhere."""

    once = OnceField()
    passphrase = PasswordField(_l("Passphrase, if it shall have one"))
    again = PasswordField(_l("The passphrase once more"))

    def validate_passphrase(self, field: PasswordField) -> None:
        """Long enough, or none."""
        if field.data and len(field.data) < SHORTEST:
            raise ValidationError(
                _(
                    "Too short: %(least)s letters at least. Four words are easy to keep.",
                    least=SHORTEST,
                )
            )

    def validate_again(self, field: PasswordField) -> None:
        """The same twice: nobody can ask for it later."""
        if (field.data or "") != (self.passphrase.data or ""):
            raise ValidationError(_("The two are not the same."))


class ExportForm(Form):
    """Everything in open formats: which edition."""

    once = OnceField()
    edition = RadioField(
        _l("Edition"),
        choices=[
            SelectChoice(
                "public",
                _l("for everybody: without identity numbers, telephones and restricted files"),
            ),
            SelectChoice("whole", _l("whole: for the archive of the commune")),
        ],
        default="public",
    )
