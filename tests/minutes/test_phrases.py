"""Numbers, dates and hours in words, and what the minutes say of quorum, presence and notice.

Expected words are written by hand: Spanish by the rules of the Real Academia (veintiún before a masculine noun
and before «mil», -una and -cientas before a feminine one), the opening in the words of domain.md §5 and
the drawing of a page of minutes («once de las dieciséis vocerías … es decir nueve»).
"""

from dataclasses import replace
from datetime import date, time

import pytest

from assembly.minutes.document import Attendance, Attendee, NoticeGiven, Out, SeatRow, Stay
from assembly.minutes.phrases import attendance, debate, heading, quorum, results, wording
from assembly.minutes.phrases.numbers import date_in_words, in_words, time_in_words
from assembly.voting.rules import PRESETS, Electorate, Method, Preset, Tally, decide
from assembly.web.i18n import in_language
from tests.minutes.documents import END, NINE, document, header, item, motion, row, vote

pytestmark = pytest.mark.usefixtures("session")


@pytest.mark.parametrize(
    ("number", "feminine", "masculine"),
    [
        (0, "cero", "cero"),
        (1, "una", "un"),
        (11, "once", "once"),
        (16, "dieciséis", "dieciséis"),
        (21, "veintiuna", "veintiún"),
        (22, "veintidós", "veintidós"),
        (31, "treinta y una", "treinta y un"),
        (100, "cien", "cien"),
        (101, "ciento una", "ciento un"),
        (200, "doscientas", "doscientos"),
        (521, "quinientas veintiuna", "quinientos veintiún"),
        (912, "novecientas doce", "novecientos doce"),
        (1000, "mil", "mil"),
        (21000, "veintiún mil", "veintiún mil"),
        (31500, "treinta y un mil quinientas", "treinta y un mil quinientos"),
    ],
)
def test_counts_agree_with_what_is_counted(number, feminine, masculine):
    with in_language("es"):
        assert in_words(number, feminine=True) == feminine
        assert in_words(number) == masculine


def test_a_number_that_stands_alone_is_not_shortened():
    with in_language("es"):
        assert in_words(21, counting=False) == "veintiuno"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "one"), (9, "nine"), (21, "twenty-one"), (121, "one hundred twenty-one")],
)
def test_counts_in_english(number, words):
    with in_language("en"):
        assert in_words(number) == words


@pytest.mark.parametrize(
    ("day", "spanish", "english"),
    [
        (
            date(2026, 5, 20),
            "veinte de mayo de dos mil veintiséis",
            "the twentieth of May, two thousand twenty-six",
        ),
        (
            date(2031, 3, 1),
            "primero de marzo de dos mil treinta y uno",
            "the first of March, two thousand thirty-one",
        ),
        (
            date(1999, 12, 31),
            "treinta y uno de diciembre de mil novecientos noventa y nueve",
            "the thirty-first of December, one thousand nine hundred ninety-nine",
        ),
    ],
)
def test_dates_in_words(day, spanish, english):
    with in_language("es"):
        assert date_in_words(day) == spanish
    with in_language("en"):
        assert date_in_words(day) == english


@pytest.mark.parametrize(
    ("clock", "spanish", "english"),
    [
        (time(9), "las nueve de la mañana", "nine in the morning"),
        (time(13, 5), "la una y cinco de la tarde", "one oh five in the afternoon"),
        (time(12), "las doce del mediodía", "noon"),
        (time(12, 30), "las doce y treinta del mediodía", "twelve thirty in the afternoon"),
        (time(0), "las doce de la noche", "midnight"),
        (time(1, 1), "la una y uno de la madrugada", "one oh one at night"),
        (time(18, 45), "las seis y cuarenta y cinco de la tarde", "six forty-five in the evening"),
        (time(21, 21), "las nueve y veintiuno de la noche", "nine twenty-one in the evening"),
    ],
)
def test_hours_in_words(clock, spanish, english):
    with in_language("es"):
        assert time_in_words(clock) == spanish
    with in_language("en"):
        assert time_in_words(clock) == english


# The wording ------------------------------------------------------------------------------------------


def both(made) -> tuple[str, str]:
    said = []
    for language in ("es", "en"):
        with in_language(language):
            said.append(wording.opening(made))
    return said[0], said[1]


def test_the_shipped_opening():
    assert both(document()) == (
        "Hoy, veinte de mayo de dos mil veintiséis, siendo las nueve de la mañana, constituidas en "
        "primera convocatoria once de las dieciséis vocerías, hay quórum: la regla pide más de la mitad "
        "de las vocerías, es decir nueve. Dirige el debate Carmen Díaz. Levanta el acta Yelitza Rondón.",
        "Today, the twentieth of May, two thousand twenty-six, at nine in the morning, on first call, "
        "with eleven of the sixteen seats present, there is a quorum: the rule asks for more than half "
        "of the seats, that is nine. Carmen Díaz leads the debate. Yelitza Rondón takes the minutes.",
    )


def test_what_nobody_knows_is_left_out():
    made = document(
        header=header(opened_at=None, chair="", secretary=""),
        attendance=Attendance(False, 16, None, False, 16, None, None, ()),
    )
    made = replace(made, calls=(replace(made.calls[0], at=None, present=None, valid=None),))
    assert both(made)[0] == (
        "Hoy, veinte de mayo de dos mil veintiséis, no consta si hay quórum: la regla pide más de la "
        "mitad de las vocerías, es decir nueve."
    )


def test_the_shipped_closing():
    with in_language("es"):
        assert wording.closing(document()) == (
            "Siendo la una y cinco de la tarde se levanta la sesión. "
            "Es todo, terminó, se leyó y conformes firman."
        )
        assert wording.closing(document(header=header(ended_at=None))) == (
            "Es todo, terminó, se leyó y conformes firman."
        )


def test_a_session_without_quorum_says_so():
    made = document(header=header(call=None, opened_at=None))
    few = replace(
        made,
        calls=(replace(made.calls[0], present=4, valid=False),),
        attendance=replace(made.attendance, present=4),
    )
    with in_language("es"):
        said = wording.opening(few)
    assert "constituidas en primera convocatoria cuatro de las dieciséis vocerías" in said
    assert "no hay quórum: la regla pide más de la mitad de las vocerías, es decir nueve" in said


def test_an_assembly_counts_people_of_its_census():
    made = document(
        header=header(electorate="census", census=912),
        attendance=Attendance(True, None, 121, False, None, None, 121, ()),
        calls=(
            replace(document().calls[0], base="census", share="1/10", base_count=912, required=92),
        ),
    )
    with in_language("es"):
        assert quorum.attendance_clause(made.header, made.attendance) == (
            "ciento veintiuna personas de un censo de novecientas doce"
        )
        assert "es decir noventa y dos" in quorum.quorum_clause(made)


def test_votes_are_masculine_where_seats_carry_weights():
    made = document(attendance=Attendance(True, 16, 11, True, 40, 30, None, ()))
    made = replace(made, calls=(replace(made.calls[0], base_count=41, required=21),))
    with in_language("es"):
        assert quorum.quorum_clause(made).endswith("es decir veintiuno")


# Attendance and notice --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stay", "spanish"),
    [
        (Stay(0, None, NINE, None), "9:00 – 13:05"),
        (
            Stay(2, 5, NINE.replace(hour=9, minute=48), NINE.replace(hour=12, minute=10)),
            "9:48 – 12:10",
        ),
        (Stay(0, 3, None, None), "desde 9:00 hasta el punto 3"),
        (Stay(4, None, None, None), "desde el punto 4 hasta 13:05"),
        (Stay(4, 6, None, None), "desde el punto 4 hasta el punto 6"),
        (Stay(0, 0, None, None), "solo en la apertura"),
    ],
)
def test_presence_is_said_by_the_clock_or_else_by_item(stay, spanish):
    with in_language("es"):
        said = attendance.presence(Attendee("Ana", "", "principal", (stay,)), header())
    assert said == spanish


def test_without_any_hour_she_was_there_all_the_time():
    person = Attendee("Ana", "", "principal", (Stay(0, None, None, None),))
    with in_language("es"):
        assert (
            attendance.presence(person, header(opened_at=None, ended_at=None)) == "toda la sesión"
        )


def test_two_stays_and_an_absence():
    person = Attendee(
        "Ana",
        "",
        "principal",
        (Stay(0, 2, NINE, NINE.replace(hour=10)), Stay(4, None, NINE.replace(hour=11), None)),
        outs=(Out(5, 5, "conflicto de interés"), Out(6, 8, "")),
    )
    with in_language("es"):
        assert attendance.presence(person, header()) == (
            "9:00 – 10:00; 11:00 – 13:05; fuera en el punto 5 (conflicto de interés); "
            "fuera del punto 6 al 8"
        )


def test_absent_seats_are_named():
    made = document(rows=(row(1), SeatRow("Banco de la comuna", "", 1, ())))
    with in_language("es"):
        assert attendance.absent(made) == "1 vocería ausente: Banco de la comuna."
    unknown = replace(made, attendance=replace(made.attendance, known=False))
    assert attendance.absent(unknown) == ""


def test_who_stayed_signs_at_the_end_and_empty_lines_wait_where_nobody_knows():
    gone = row(2)
    gone = replace(gone, people=(replace(gone.people[0], at_end=False),))
    made = document(rows=(row(1), gone))
    assert len(attendance.to_sign(made, at_end=False)) == 2
    assert [str(name) for name, _number in attendance.to_sign(made, at_end=True)] == [
        "Vocera 1<br><small>Consejo 1</small>"
    ]
    assert len(attendance.to_sign(document(), at_end=True)) == attendance.EMPTY_LINES


def test_names_to_sign_are_text():
    made = document(rows=(row(1, name="<b>Ana</b>"),))
    assert "&lt;b&gt;Ana" in str(attendance.to_sign(made, at_end=True)[0][0])


def given(to: str, means: str = "board") -> NoticeGiven:
    return NoticeGiven(to, means, "Yelitza Rondón", date(2026, 5, 17), "")


def test_notice_that_was_alike_is_told_once():
    made = document()
    some = replace(
        made.notice, given=(given("El Cedro"), given("La Ceiba"), given("El Guásimo", "phone"))
    )
    everyone = replace(made.notice, given=tuple(given(f"Consejo {n}") for n in range(16)))
    with in_language("es"):
        assert attendance.notice_lines(replace(made, notice=some)) == [
            "En la cartelera, 17 de mayo de 2026, por Yelitza Rondón, a: El Cedro y La Ceiba",
            "Por teléfono, 17 de mayo de 2026, por Yelitza Rondón, a: El Guásimo",
        ]
        assert attendance.notice_lines(replace(made, notice=everyone)) == [
            "En la cartelera, 17 de mayo de 2026, por Yelitza Rondón, a: las 16 organizaciones"
        ]


# Debate -----------------------------------------------------------------------------------------------


def test_the_reason_of_a_vote_in_both_languages():
    """domain.md §7, step 12: 12 for, 1 against, 2 abstain; more than half of 16 seats is 9."""
    with in_language("es"):
        assert results.verdict(vote()) == "Aprobada"
        assert results.sentence(vote(), header()) == (
            "A mano alzada: 12 a favor, 1 en contra, 2 abstenciones. "
            "La regla pide más de la mitad de las 16 vocerías, es decir 9."
        )
    with in_language("en"):
        assert results.sentence(vote(), header()) == (
            "Show of hands: 12 for, 1 against, 2 abstentions. "
            "The rule asks for more than half of the 16 seats, that is 9."
        )


def test_a_tie_that_the_chair_has_not_broken_is_not_called_rejected():
    tie = decide(
        PRESETS[Preset.simple],
        Tally(7, 7, 1),
        Electorate(16, 15),
        method=Method.show_of_hands,
        chair_may_cast=True,
    )
    told = vote(result=tie.result.value, reasoning=tie.as_data())
    with in_language("es"):
        assert results.verdict(told) == "Empate"
        assert "quien preside puede dar su voto dirimente" in results.sentence(told, header())


def test_the_bar_stands_for_all_the_seats():
    found = results.bar(vote(), header())
    assert found is not None
    assert [(count, style) for _label, count, style in found.parts] == [
        (12, "solid"),
        (1, "hatched"),
        (2, "white"),
        (1, "dashed"),
    ]
    assert (found.total, found.needed) == (16, 9)
    assert results.bar(vote(reasoning=None, result=None, status="open"), header()) is None


def test_what_is_told_beside_an_item():
    told = item(
        2,
        presenter="Luis Marcano",
        opened_at=NINE,
        closed_at=END,
        present=15,
        carried_from=date(2026, 5, 13),
    )
    with in_language("es"):
        assert debate.item_facts(told, 11) == [
            "Presenta Luis Marcano",
            "9:00 a 13:05",
            "viene del 13 de mayo de 2026",
            "presentes: 15",
        ]
        assert debate.item_facts(item(1, opened_at=NINE, closed_at=NINE), 11) == []
        assert debate.item_facts(item(1, quorum=False, present=8), 11) == [
            "presentes: 8",
            "sin quórum",
        ]


def test_a_motion_is_called_by_its_code():
    with in_language("es"):
        assert debate.motion_heading(motion()) == "Propuesta P-2026-14"
        assert debate.stood(motion(status="deferred")) == "Queda diferido para otra sesión."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No bajar el precio.", "«No bajar el precio.»"),
        ("«No bajar el precio.»", "«No bajar el precio.»"),
        ('"No bajar el precio."', "«No bajar el precio.»"),
        (
            "El acta dice «no».",
            "«El acta dice “no”.»",
        ),  # inner quotes: Ortografía (RAE, 2010), VIII
        ("«Sí» y «no»", "«“Sí” y “no”»"),
    ],
)
def test_quotes_are_not_said_twice(text, told):
    assert results.quoted(text) == told


def test_titles():
    with in_language("es"):
        assert heading.title(document()) == "Acta n.º 31"
        assert heading.full_title(document()) == (
            "Acta n.º 31, Parlamento comunal, miércoles 20 de mayo de 2026"
        )
        assert heading.right_lines(header()) == [
            "Parlamento comunal · sesión ordinaria 31",
            "miércoles 20 de mayo de 2026, 9:00 a 13:05",
            "Casa de la comuna · primera convocatoria",
        ]
        assert heading.journal_line(document().journal) == (
            "Registro hasta el asiento 1.284: 9f3a 62c1 0b7e d4f8"
        )
    with in_language("en"):
        assert heading.title(document(number=None)) == "Minutes, draft"
