"""The form of the house itself: its address."""

from __future__ import annotations

import re
from typing import Any

from wtforms import StringField, ValidationError
from wtforms.validators import Length

from assembly.web.forms import Form, stripped
from assembly.web.i18n import _, _l

_ADDRESS = r"https?://([\w.-]+|\[[0-9a-fA-F:]+\])(:\d{1,5})?"


class AddressField(StringField):
    """What a phone can open; without http:// it is put before. Empty: there is none."""

    data: str | None

    def __init__(self, label: object = None, **kwargs: Any) -> None:
        super().__init__(label, validators=[Length(max=80)], filters=[stripped], **kwargs)

    def pre_validate(self, form: object) -> None:
        """Put what was left out before it. Raises ``ValidationError`` for what no phone opens."""
        text = (self.data or "").rstrip("/")
        if text and "://" not in text:
            text = f"http://{text}"
        if text and not re.fullmatch(_ADDRESS, text):
            raise ValidationError(_("Write it as on the phone: http://192.168.1.10:8000"))
        self.data = text


class AddressForm(Form):
    """Where the house is found."""

    address = AddressField(_l("Address of the house"))
