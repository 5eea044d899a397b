"""A Wednesday of the parliament, from the notice to the closed minutes, as those who use it do it.

Twice: at the laptop by keyboard, and on a phone of 320 px that runs no scripts. The numbers are those of
the story (domain, section 7), counted by hand: 16 seats, more than half of them is 9.
"""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from assembly.demo.accounts import PASSWORD
from assembly.demo.commune import COUNCILS
from assembly.demo.wednesday import AMENDED, DELIVERY
from tests.browser.hands import Keyboard, Thumb
from tests.browser.secretary import Secretary

KINDS = {"laptop": (Keyboard, {"width": 1280}), "phone": (Thumb, {"width": 320, "js": False})}

# Eleven of sixteen seats: five are away (the story does not name them), and an alternate sits for one.
AWAY = ("El Guásimo", "La Unión", "San José", "Río Arriba", "Banco de la comuna")
LATE = {
    "El Guásimo": "Ana Belén Guaregua",
    "La Unión": "Juan Rondón",
    "San José": "Eulogio Perdomo",
    "Río Arriba": "Nicolasa Quijada",
}

COUNTED = (
    "12 a favor, 1 en contra, 2 abstenciones. La regla pide más de la mitad de "
    "las 16 vocerías, es decir 9."
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_wednesday(monte_sinai, new_page, it_is, kind):
    hands, settings = KINDS[kind]
    she = Secretary(hands(new_page(**settings)))
    it_is("2026-05-17 16:00")
    convene(she)
    it_is("2026-05-20 09:00")
    open_the_session(she)
    it_is("2026-05-20 09:04")
    first_items(she)
    it_is("2026-05-20 09:40")
    debate(she)
    it_is("2026-05-20 10:40")
    decide(she)
    it_is("2026-05-20 11:20")
    accounts(she)
    it_is("2026-05-20 12:10")
    end(she)
    she.prepare("Preparar la próxima sesión: miércoles 27 de mayo, 9:00")
    it_is("2026-05-20 18:00")
    read_at_home(Secretary(Thumb(new_page(width=320, js=False))))


def convene(she: Secretary) -> None:
    """Sunday: the next meeting, its agenda, its notice."""
    hands, page = she.hands, she.page
    she.sign_in("yelitza", PASSWORD)
    she.prepare("Preparar la próxima sesión: miércoles 20 de mayo, 9:00")
    hands.follow("Cambiar el orden del día")
    she.add_item("Vivero de café: entrega de plantas", "Luis Marcano", 40)
    she.add_item("Cuentas del primer trimestre", "Omaira Velásquez", 30)
    hands.follow("Volver a la sesión")
    hands.follow("Convocar")
    # The standing items of the body, what was added before the last of them, with who presents it.
    text = hands.field("Como texto, para copiar en un mensaje").input_value()
    assert "miércoles 20 de mayo de 2026, 9:00" in text
    assert "5. Vivero de café: entrega de plantas (Luis Marcano)\n" in text
    assert text.endswith("7. Puntos varios")
    assert "Cuentas del primer trimestre" in words_of(she.file("En papel (PDF)"))
    # Three days are asked for; from Sunday to Wednesday there are three.
    told = page.get_by_role("region", name="A quién se avisó")
    councils = [name for name, *_ in COUNCILS]
    she.note_that_told(councils, "en la cartelera", "Voceras de calle", "2026-05-17")
    expect(told).to_contain_text("Todavía no se cumple")
    others = ("Vivero y café Monte Sinaí", "Cacao El Guanape", "Granos La Montaña", AWAY[-1])
    she.note_that_told(others, "por teléfono", "Yelitza Rondón", "2026-05-17")
    expect(told).to_contain_text("Se cumple: a los últimos se les avisó")


def open_the_session(she: Secretary) -> None:
    """Wednesday at nine: the roll."""
    hands, page = she.hands, she.page
    she.sign_in("yelitza", PASSWORD)
    hands.follow("A la mesa")
    hands.follow("Pasar lista y abrir la sesión")
    hands.write("Dirige el debate", "Carmen Díaz")
    hands.write("Levanta el acta", "Yelitza Rondón")
    she.all_then(
        "Están todas las principales; después, las excepciones",
        {"El Cedro": "Pedro Rojas", **dict.fromkeys(AWAY, "nadie")},
    )
    if hands.scripts:
        expect(page.locator("form .arc")).to_contain_text("11 de 16")
    hands.follow("Anotar la convocatoria")
    expect(she.presence()).to_contain_text("11 de 16")
    expect(she.presence()).to_contain_text("hay quórum")
    expect(she.presence()).to_contain_text("9")
    expect(she.presence()).to_contain_text("El Cedro: suplente Pedro Rojas")


def first_items(she: Secretary) -> None:
    """The roll is item 1 and over; what is said stays; an item is added by a vote."""
    hands, page = she.hands, she.page
    hands.follow("Abrir este punto")
    said = "Se lee el acta. Donde dice «180 dólares» debe decir **«160 dólares»**."
    she.write_text(said)
    page.reload()
    expect(she.text()).to_have_value(said)
    hands.follow("Cerrar y seguir con el punto 3")
    she.ask("Agregar como punto previo el derrumbe en la vía")
    she.tally(11, 0, 0)
    expect(page.get_by_role("region", name="Otras votaciones")).to_contain_text(
        "Aprobada. 11 a favor, 0 en contra, 0 abstenciones. La regla pide más de la mitad de "
        "las 16 vocerías, es decir 9."
    )
    she.add_item_in_session("Derrumbe en la vía")
    hands.follow("Cerrar el punto 3 y abrir este")
    expect(page.get_by_role("heading", name="Derrumbe en la vía")).to_be_visible()
    she.write_text("El derrumbe tapa media vía entre La Ceiba y Río Arriba.")
    hands.follow("Cerrar y seguir con el punto 5")
    hands.follow("Cerrar y seguir con el punto 6")


def debate(she: Secretary) -> None:
    """The nursery: a motion, late arrivals, an amendment that is voted first."""
    page = she.page
    she.write_text("Existencia esperada 4.460; el conteo del martes da 4.401, diferencia de −59.")
    she.move(DELIVERY, "Luis Marcano", "Carmen Díaz")
    for seat, name in LATE.items():
        she.comes(f"{seat}: {name}")
    expect(she.presence()).to_contain_text("15 de 16")
    she.amend(
        AMENDED,
        "Ana Belén Guaregua",
        "Efraín Silva",
        "Quien tiene poca tierra no puede cuidar 200.",
    )
    expect(page.locator("article.amendment [data-tally]")).to_be_visible()
    expect(she.counts()).to_have_count(1)  # the amendment's, not yet the motion's
    she.tally(13, 2, 0)


def decide(she: Secretary) -> None:
    """The text as amended carries with 9 of 16; a dissent and a mandate are noted with it."""
    hands, page = she.hands, she.page
    motion = page.get_by_role("region", name=re.compile("^Propuesta"))
    expect(motion.locator("article.amendment")).to_contain_text("13 a favor, 2 en contra")
    expect(motion.locator("ins")).to_have_text(["y 150 si tiene menos de 1 ha"])
    she.tally(12, 1, 2)
    expect(motion).to_contain_text(f"Aprobada. {COUNTED}")
    hands.follow("Voto salvado", motion.locator(".vote").last)
    she.dissent("José Cova", "Sin precio no hay reposición de bolsas.")
    hands.follow("Mandato", motion.locator(".vote").last)
    she.mandate(
        "El Guásimo", "Asamblea de El Guásimo", "2026-05-05", "Por jornadas, no por dinero."
    )
    expect(motion).to_contain_text("Voto salvado de José Cova")
    expect(motion).to_contain_text("5 de mayo de 2026")
    she.take_on("Ana Belén Guaregua", "Entregar la lista de las 24 familias", "2026-05-23")
    hands.follow("Cerrar y seguir con el punto 7")


def accounts(she: Secretary) -> None:
    """Sixteen votes of fifteen cannot be; then the last one comes, and all are called by name."""
    hands, page = she.hands, she.page
    she.ask("Leer las cuentas sin los anexos")
    she.tally(14, 1, 1)
    wrong = page.get_by_role("alert")
    expect(wrong).to_contain_text("Hay más votos (16) que vocerías presentes (15).")
    expect(hands.field("Qué se somete a votación")).to_have_value("Leer las cuentas sin los anexos")
    for place, typed in enumerate(("14", "1", "1")):
        expect(she.counts().get_by_role("textbox").nth(place)).to_have_value(typed)
    she.tally(14, 0, 1)
    expect(page.get_by_role("region", name="Otras votaciones")).to_contain_text(
        "Aprobada. 14 a favor, 0 en contra, 1 abstención."
    )
    she.comes("Banco de la comuna: Omaira Velásquez")
    expect(she.presence()).to_contain_text("16 de 16")
    she.move("Aprobar las cuentas del primer trimestre.", "Rosa Tineo", "Petra Guaina")
    she.method("Votación nominal")
    hands.follow_thing(she.counts().get_by_role("button"))
    she.all_then("Todas a favor", {"Las Delicias": "En contra"})
    hands.follow("Anotar y cerrar la votación")
    motion = page.get_by_role("region", name=re.compile("^Propuesta"))
    expect(motion).to_contain_text("Aprobada. 15 a favor, 1 en contra, 0 abstenciones.")


def end(she: Secretary) -> None:
    """The session ends; the minutes are read once more and closed; nothing changes after that."""
    hands, page = she.hands, she.page
    hands.follow("Cerrar y seguir con el punto 8")
    hands.follow("Cerrar y terminar la sesión")
    hands.follow("Terminar la sesión")
    hands.follow("Actas")
    hands.follow("Sesión ordinaria 1")
    hands.follow("Cerrar el acta…")
    hands.write("Número de esta acta", "31")  # the book began on paper
    hands.follow("Cerrar el acta", patience=90)  # four papers are laid out
    expect(page.get_by_role("status")).to_contain_text("El acta está cerrada")
    words = words_of(she.file("PDF en español"))
    assert COUNTED in words
    assert "Voto salvado de José Cova" in words


def read_at_home(he: Secretary) -> None:
    """A member with her phone: what comes, what is hers to do, what was decided, the minutes."""
    hands, page = he.hands, he.page
    he.sign_in("ana", PASSWORD)
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=2).first).to_contain_text("Sesión ordinaria 2")
    expect(main).to_contain_text("miércoles 27 de mayo de 2026, 9:00")
    hands.follow("Entregar la lista de las 24 familias")
    expect(main).to_contain_text("para el 23 may 2026")
    hands.follow("Acuerdos")
    hands.follow("Vivero de café: entrega de plantas")
    expect(main).to_contain_text(AMENDED)
    expect(main).to_contain_text(COUNTED)
    hands.follow("Actas")
    hands.follow("Acta n.º 31")
    expect(main).to_contain_text(COUNTED)
    assert COUNTED in words_of(he.file("PDF en español"))


def words_of(paper: bytes) -> str:
    """The words of a PDF, in one line."""
    assert paper.startswith(b"%PDF")
    told = subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())
