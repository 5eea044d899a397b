"""Reading pages in tests: their words, and their forms as a browser would send them."""

import re
from html import unescape
from typing import Any

from tests.html import form_data


def words(response: Any) -> str:
    """What a page says in its main part, without tags."""
    text = response.get_data(as_text=True)
    main = text[text.find("<main") : text.find("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def filled(response: Any, action: str | None = None, **changes: Any) -> dict[str, Any]:
    """The form of a page as it came, with what somebody types into it; None leaves a field out."""
    data: dict[str, Any] = form_data(response.get_data(as_text=True), action)
    data |= changes
    return {name: value for name, value in data.items() if value is not None}


def sent(response: Any, action: str) -> dict[str, str]:
    """What a browser would send of a form on this page: one value a name."""
    data = form_data(response.get_data(as_text=True), action)
    return {name: values[0] for name, values in data.items()}


def in_english(client: Any) -> Any:
    """The same client, to whom pages speak English."""
    client.post("/people/language", data={"language": "en"})
    return client
