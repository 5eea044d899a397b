"""Two ways to use a page: a keyboard at a desk, and a thumb on a phone that runs no scripts.

Both find things as people do: by the words that are read aloud for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from playwright.sync_api import Locator, Page, expect


class Hands:
    """What both have in common. ``inside`` narrows a search to a part of the page."""

    scripts: bool

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, address: str) -> None:
        """Type an address."""
        self.page.goto(address, wait_until="domcontentloaded")

    def thing(self, words: str, inside: Locator | None = None) -> Locator:
        """A link or button with these words."""
        where = inside or self.page
        named = where.get_by_role("button", name=words, exact=True)
        return named.or_(where.get_by_role("link", name=words, exact=True))

    def follow(self, words: str, inside: Locator | None = None, patience: int = 15) -> None:
        """Press what leads to another page (or to this one, changed), within so many seconds."""
        self.follow_thing(self.thing(words, inside), patience)

    def follow_thing(self, thing: Locator, patience: int = 15) -> None:
        """The same with something found already."""
        with self.page.expect_navigation(wait_until="domcontentloaded", timeout=patience * 1000):
            self.press(thing)

    def unfold(self, words: str, inside: Locator | None = None) -> Locator:
        """Open what is folded away under these words, and give it."""
        where = inside or self.page
        summary = where.locator("summary", has_text=re.compile(f"^{re.escape(words)}$"))
        folded = summary.locator("xpath=..")
        if folded.get_attribute("open") is None:
            self.press(summary)
        return folded

    def field(self, label: str, inside: Locator | None = None) -> Locator:
        """The field with this label."""
        return (inside or self.page).get_by_label(label, exact=True)

    def choose(self, label: str, said: str, inside: Locator | None = None) -> None:
        """Choose from a list."""
        self.field(label, inside).select_option(label=said)

    def mark(self, choice: Locator) -> None:
        """Choose one of several."""
        self.toggle(choice)
        expect(choice).to_be_checked()

    def press(self, thing: Locator) -> None:
        """Set off what a button, a link or a folded part does."""
        raise NotImplementedError

    def reachable(self, thing: Locator) -> None:
        """Find that it could be pressed, without doing it."""
        raise NotImplementedError

    def toggle(self, choice: Locator) -> None:
        """Change a mark."""
        raise NotImplementedError

    def write(self, label: str, text: str, inside: Locator | None = None) -> None:
        """Put a text into a field, in place of what was there."""
        raise NotImplementedError

    def count(self, tally: Locator, counts: Sequence[int]) -> None:
        """Write counts for, against, abstaining, and record them."""
        raise NotImplementedError


class Keyboard(Hands):
    """Nothing is clicked: what cannot be reached and worked by keys fails the test."""

    scripts = True

    def press(self, thing: Locator) -> None:
        self.reachable(thing)
        self.page.keyboard.press("Enter")

    def toggle(self, choice: Locator) -> None:
        self.reachable(choice)
        self.page.keyboard.press("Space")

    def write(self, label: str, text: str, inside: Locator | None = None) -> None:
        field = self.field(label, inside)
        if field.get_attribute("type") in ("date", "time"):
            field.fill(text)  # their keys are those of the browser's language, not ours
            return
        self.reachable(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        expect(field).to_have_value(text)

    def count(self, tally: Locator, counts: Sequence[int]) -> None:
        """From wherever the focus is: 1 goes to the first count, arrows on, Enter records."""
        self.page.evaluate("document.activeElement.blur()")
        keys = self.page.keyboard
        for place, count in enumerate(counts):
            keys.press("1" if place == 0 else "ArrowRight")
            expect(tally.get_by_role("textbox").nth(place)).to_be_focused()
            keys.type(str(count))
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            keys.press("Enter")

    def reachable(self, thing: Locator) -> None:
        thing.focus()
        expect(thing).to_be_focused()


class Thumb(Hands):
    """Taps, on a page without scripts."""

    scripts = False

    def press(self, thing: Locator) -> None:
        thing.click(no_wait_after=True)

    def reachable(self, thing: Locator) -> None:
        thing.click(trial=True)

    def toggle(self, choice: Locator) -> None:
        choice.locator("xpath=ancestor::label").click()  # the words count as much as the circle

    def write(self, label: str, text: str, inside: Locator | None = None) -> None:
        self.field(label, inside).fill(text)

    def count(self, tally: Locator, counts: Sequence[int]) -> None:
        for place, count in enumerate(counts):
            tally.get_by_role("textbox").nth(place).fill(str(count))
        self.follow_thing(tally.get_by_role("button"))
