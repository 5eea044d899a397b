"""Reading pages in tests."""

import re


def in_english(client):
    """The same client, to whom pages speak English."""
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def text_of(answer):
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)).split())
