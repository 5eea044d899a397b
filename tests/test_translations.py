"""Spanish and English are complete: nothing missing, nothing doubtful, nothing left over."""

import re

import pytest
from babel.messages.catalog import Catalog, Message

from assembly.translations import build

PLACE = re.compile(r"%\((\w+)\)[sd]|%[sd]|%%")


@pytest.fixture(scope="module")
def found() -> Catalog:
    return build.messages()


def texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def name_of(message: Message) -> str:
    return texts(message.id)[0]


def test_messages_are_found(found):
    assert "Help" in [name_of(message) for message in found]


@pytest.mark.parametrize("language", build.LANGUAGES)
def test_every_message_has_its_words(found, language):
    catalogue = build.read(language)
    missing = []
    for message in found:
        if message.id:
            known = catalogue.get(message.id, message.context)
            if known is None or known.fuzzy or not all(texts(known.string)):
                missing.append(name_of(message))
    assert not missing, f"{len(missing)} messages without words in {language}: ./dev translate"


@pytest.mark.parametrize("language", build.LANGUAGES)
def test_no_words_are_left_over(found, language):
    left = [
        name_of(message)
        for message in build.read(language)
        if message.id and found.get(message.id, message.context) is None
    ]
    assert not left


@pytest.mark.parametrize("language", build.LANGUAGES)
def test_names_inside_the_words_are_the_same(language):
    """`%(name)s` in the message must stand in every form of its translation, and no other."""
    wrong = []
    for message in build.read(language):
        if not message.id or not all(texts(message.string)):
            continue
        allowed = {match for text in texts(message.id) for match in PLACE.findall(text)}
        needed = set(PLACE.findall(texts(message.id)[-1]))
        *for_one, for_all = texts(message.string)
        # A form for "one" may say the number in words ("of the only seat").
        wrong += [
            (name_of(message), text) for text in for_one if set(PLACE.findall(text)) - allowed
        ]
        if set(PLACE.findall(for_all)) != needed:
            wrong.append((name_of(message), for_all))
    assert not wrong


def test_spanish_is_not_english(found):
    """Words that were copied and forgotten: a long text that is the same in both languages."""
    same = [
        name_of(message)
        for message in build.read("es")
        if message.id and texts(message.id) == texts(message.string) and " " in name_of(message)
    ]
    # Names of standards and of programs are the same in every language, and so are bare values in a row.
    words = [PLACE.sub("", text) for text in same]
    assert [text for text in words if len(re.findall(r"[^\W\d]{2,}", text)) > 2] == []
