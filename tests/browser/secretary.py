"""What the secretary does on a Wednesday, page by page, in the words that she reads.

The same for both hands. Nothing here judges: what must be seen then, the tests say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from playwright.sync_api import Locator, expect

from tests.browser.hands import Hands


class Secretary:
    """Yelitza, at the laptop or with her phone."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.page = hands, hands.page

    # ---- the door, the days before -------------------------------------------------------------

    def sign_in(self, login: str, password: str) -> None:
        self.hands.go("/")
        self.hands.write("Nombre o cédula", login)
        self.hands.write("Clave o PIN", password)
        self.hands.follow("Entrar")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Hoy")

    def prepare(self, words: str) -> None:
        """The next meeting of the series, with one tap."""
        self.hands.follow("Sesiones")
        self.hands.follow(words)

    def add_item(self, title: str, presenter: str, minutes: int) -> None:
        self.hands.write("Título", title)
        self.hands.write("Lo presenta", presenter)
        self.hands.write("Minutos previstos", str(minutes))
        self.hands.follow("Agregar")

    def note_that_told(self, organizations: Iterable[str], how: str, by: str, day: str) -> None:
        """Only these of those that are still marked as not told."""
        told = self.page.get_by_role("group", name="Organizaciones", exact=True)
        wanted = set(organizations)
        for choice in told.get_by_role("checkbox").all():
            name = choice.locator("xpath=ancestor::label").inner_text().strip()
            if choice.is_checked() != (name in wanted):
                self.hands.toggle(choice)
        self.hands.choose("Cómo", how)
        self.hands.write("Por quién", by)
        self.hands.write("Qué día", day)
        self.hands.follow("Anotar que se avisó")

    # ---- the roll ------------------------------------------------------------------------------

    def seat(self, label: str) -> Locator:
        """The choices of a seat, on the roll and in a roll-call vote."""
        legend = self.page.locator("legend", has_text=re.compile(rf"^\s*{label}"))
        return self.page.locator("fieldset").filter(has=legend)

    def all_then(self, words: str, exceptions: Mapping[str, str]) -> None:
        """Mark all at once, then the exceptions: seat → what is said of it."""
        if self.hands.scripts:
            self.hands.press(self.hands.thing(words))
        else:
            self.hands.follow(words)
        for seat, said in exceptions.items():
            self.hands.mark(self.seat(seat).get_by_label(said))

    # ---- at the desk ---------------------------------------------------------------------------

    def presence(self) -> Locator:
        return self.page.get_by_role("region", name="Presencia", exact=True)

    def comes(self, person: str) -> None:
        folded = self.hands.unfold("Alguien llega o se retira")
        self.hands.choose("Quién", person, folded)
        self.hands.mark(folded.get_by_label("llega", exact=True))
        self.hands.follow("Anotar", folded)

    def text(self) -> Locator:
        return self.hands.field("Lo que se dijo")

    def write_text(self, text: str) -> None:
        """Write what is said; it is saved when this returns."""
        self.hands.write("Lo que se dijo", text)
        if self.hands.scripts:
            expect(self.page.get_by_role("status").filter(has_text="Guardado")).to_be_visible()
        else:
            self.hands.follow("Guardar el texto")

    def add_item_in_session(self, title: str) -> None:
        folded = self.hands.unfold("Agregar un punto en la sesión")
        self.hands.write("Punto nuevo", title, folded)
        self.hands.follow("Agregar al orden del día", folded)

    def open_from_agenda(self, title: str) -> None:
        agenda = self.page.get_by_role("navigation", name="Orden del día", exact=True)
        self.hands.follow_thing(agenda.get_by_role("link", name=title))

    # ---- motions and votes ---------------------------------------------------------------------

    def move(self, text: str, mover: str, seconder: str) -> None:
        folded = self.hands.unfold("Agregar una propuesta")
        self.hands.write("Texto que se somete a votación", text, folded)
        self.hands.write("Propone", mover, folded)
        self.hands.write("Apoya", seconder, folded)
        self.hands.follow("Anotar la propuesta", folded)

    def amend(self, text: str, mover: str, seconder: str, reason: str) -> None:
        self.hands.follow("Agregar una enmienda")
        self.hands.write("Texto que se somete a votación", text)
        self.hands.write("Propone", mover)
        self.hands.write("Apoya", seconder)
        self.hands.write("Razón", reason)
        self.hands.follow("Anotar la enmienda")

    def counts(self) -> Locator:
        """The one tally on the page."""
        return self.page.locator("[data-tally]")

    def tally(self, yes: int, no: int, abstain: int) -> None:
        """Count hands and record them."""
        self.hands.count(self.counts(), (yes, no, abstain))

    def ask(self, question: str) -> None:
        """Open the page on which a question is put to the vote."""
        self.hands.follow("Someter una pregunta a votación")
        self.hands.write("Qué se somete a votación", question)

    def method(self, words: str) -> None:
        self.hands.mark(self.page.get_by_role("group", name="Cómo").get_by_label(words))

    def dissent(self, person: str, text: str) -> None:
        self.hands.write("Quién", person)
        self.hands.write("Razones", text)
        self.hands.follow("Anotar el voto salvado")

    def mandate(self, seat: str, assembly: str, day: str, text: str) -> None:
        self.hands.choose("Vocería", seat)
        self.hands.write("Asamblea que lo dio", assembly)
        self.hands.write("Fecha en que se reunió", day)
        self.hands.write("Qué dice", text)
        self.hands.follow("Anotar el mandato")

    def take_on(self, who: str, what: str, when: str) -> None:
        part = self.page.get_by_role("region", name="Compromisos", exact=True)
        self.hands.write("Quién", who, part)
        self.hands.write("Qué", what, part)
        self.hands.write("Para cuándo", when, part)
        self.hands.follow("Anotar", part)

    # ---- afterwards ----------------------------------------------------------------------------

    def file(self, words: str) -> bytes:
        """What a link leads to that gives a file (the browser would show it)."""
        self.hands.reachable(self.hands.thing(words))
        answer = self.page.request.get(self.hands.thing(words).get_attribute("href") or "")
        assert answer.headers["content-type"] == "application/pdf"
        return answer.body()
