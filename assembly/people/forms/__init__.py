"""Forms about people, bodies and accounts: one module per subject, all names here."""

from assembly.people.forms.accounts import AccountForm, LanguageForm, PasswordForm, RoleForm
from assembly.people.forms.bodies import BodyForm
from assembly.people.forms.cards import CardForm, CardsForm, PinForm
from assembly.people.forms.house import AddressForm
from assembly.people.forms.organizations import OrganizationForm
from assembly.people.forms.persons import PersonForm
from assembly.people.forms.seats import EndForm, EnrollForm, SeatForm, SeatingForm, TermForm
from assembly.people.forms.signing_in import LoginForm

__all__ = [
    "AccountForm",
    "AddressForm",
    "BodyForm",
    "CardForm",
    "CardsForm",
    "EndForm",
    "EnrollForm",
    "LanguageForm",
    "LoginForm",
    "OrganizationForm",
    "PasswordForm",
    "PersonForm",
    "PinForm",
    "RoleForm",
    "SeatForm",
    "SeatingForm",
    "TermForm",
]
