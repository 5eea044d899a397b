"""Rules and results in words, in both languages.

The Spanish sentence of the brief: «12 a favor, 1 en contra, 2 abstenciones. La regla pide más de la
mitad de las 16 vocerías, es decir 9: aprobada» (domain.md §7, step 12). The needed numbers of the
others are worked out by hand.
"""

from fractions import Fraction

import pytest

from assembly.thresholds import Comparison, Threshold
from assembly.voting import phrases
from assembly.voting.elections import CountingRule, ElectionRule, count_election
from assembly.voting.phrases.picture import candidate_bars
from assembly.voting.rules import (
    PRESETS,
    Base,
    Electorate,
    Method,
    Option,
    Preset,
    Requirement,
    Result,
    Tally,
    decide,
)
from assembly.web.i18n import in_language

HALL = Electorate(16, 15)
TWELVE = Tally(12, 1, 2)


def outcome(preset, tally, electorate=HALL, method=Method.show_of_hands, **more):
    return decide(PRESETS[preset], tally, electorate, method=method, **more)


def said(found, language, unit="seats", stated=None):
    with in_language(language):
        return phrases.reasoning(found, unit, stated)


@pytest.mark.parametrize(
    ("preset", "tally", "english", "spanish"),
    [
        (
            Preset.absolute_seats,
            TWELVE,
            "12 for, 1 against, 2 abstentions. "
            "The rule asks for more than half of the 16 seats, that is 9: carried.",
            "12 a favor, 1 en contra, 2 abstenciones. "
            "La regla pide más de la mitad de las 16 vocerías, es decir 9: aprobada.",
        ),
        (
            Preset.absolute_present,  # half of 15 is 7.5
            Tally(7, 7, 1),
            "7 for, 7 against, 1 abstention. "
            "The rule asks for more than half of the 15 seats present, that is 8: rejected.",
            "7 a favor, 7 en contra, 1 abstención. "
            "La regla pide más de la mitad de las 15 vocerías presentes, es decir 8: negada.",
        ),
        (
            Preset.simple,  # half of 14 is 7
            Tally(7, 7, 1),
            "Rejected. 7 for, 7 against, 1 abstention. "
            "The rule asks for more than half of the 14 votes for and against, that is 8. "
            "A tie carries nothing.",
            "Negada. 7 a favor, 7 en contra, 1 abstención. "
            "La regla pide más de la mitad de los 14 votos a favor y en contra, es decir 8. "
            "Un empate no aprueba nada.",
        ),
        (
            Preset.simple,  # half of 13 is 6.5
            TWELVE,
            "12 for, 1 against, 2 abstentions. "
            "The rule asks for more than half of the 13 votes for and against, that is 7: carried.",
            "12 a favor, 1 en contra, 2 abstenciones. "
            "La regla pide más de la mitad de los 13 votos a favor y en contra, es decir 7: aprobada.",
        ),
        (
            Preset.two_thirds,  # two thirds of 15
            Tally(9, 4, 2),
            "9 for, 4 against, 2 abstentions. "
            "The rule asks for at least two thirds of the 15 valid votes, that is 10: rejected.",
            "9 a favor, 4 en contra, 2 abstenciones. "
            "La regla pide al menos dos tercios de los 15 votos válidos, es decir 10: negada.",
        ),
        (
            Preset.unanimity,
            Tally(15, 0, 0),
            "15 for, 0 against, 0 abstentions. "
            "The rule asks for all of the 15 valid votes, that is 15: carried.",
            "15 a favor, 0 en contra, 0 abstenciones. "
            "La regla pide la totalidad de los 15 votos válidos, es decir 15: aprobada.",
        ),
        (
            Preset.absolute_valid,
            Tally(0, 0, 0),
            "Rejected. 0 for, 0 against, 0 abstentions. Without a valid vote nothing carries.",
            "Negada. 0 a favor, 0 en contra, 0 abstenciones. Sin ningún voto válido, nada se aprueba.",
        ),
        (
            Preset.absolute_seats,
            Tally(9, None, None),
            "Carried. 9 for, against: no data, abstentions: no data. "
            "The rule asks for more than half of the 16 seats, that is 9. "
            "What is missing cannot change the result.",
            "Aprobada. 9 a favor, en contra: sin dato, abstenciones: sin dato. "
            "La regla pide más de la mitad de las 16 vocerías, es decir 9. "
            "Lo que falta no puede cambiar el resultado.",
        ),
        (
            Preset.absolute_seats,
            Tally(None, None, None),
            "Result not known. Votes: no data. Without it the result cannot be known.",
            "Resultado sin dato. Votos: sin dato. Sin ese dato no se puede saber el resultado.",
        ),
    ],
)
def test_results_with_their_reasons(app, preset, tally, english, spanish):
    with app.test_request_context():
        found = outcome(preset, tally)
        assert said(found, "en") == english
        assert said(found, "es") == spanish


def test_slips_tell_blank_and_invalid_ones(app):
    found = decide(
        Requirement(Threshold(Fraction(1, 2), Comparison.more_than), Base.cast),
        Tally(8, 4, 1, 1, 2),  # 16 slips: more than half is 9
        Electorate(16, 16),
        method=Method.secret_paper,
    )
    with app.test_request_context():
        assert said(found, "es") == (
            "8 a favor, 4 en contra, 1 abstención, 1 en blanco, 2 nulas. "
            "La regla pide más de la mitad de los 16 votos emitidos, es decir 9: negada."
        )


def test_consensus_and_acclamation(app):
    with app.test_request_context():
        agreed = outcome(Preset.simple, Tally(None, 0, None), method=Method.consensus)
        assert said(agreed, "es") == "Aprobada. Por consenso: nadie se opuso."
        blocked = outcome(Preset.simple, Tally(None, 1, None), method=Method.consensus)
        assert said(blocked, "es") == "Negada. 1 objeción: no hay consenso."
        assert said(blocked, "en") == "Rejected. 1 objection: there is no consensus."
        cheered = outcome(Preset.simple, Tally(None, None, None), method=Method.acclamation)
        assert said(cheered, "es") == "Aprobada. Por aclamación."


def test_the_chairs_casting_vote(app):
    tie = Tally(7, 7, 1)
    with app.test_request_context():
        waiting = outcome(Preset.simple, tie, chair_may_cast=True)
        assert said(waiting, "es").endswith("puede dar su voto dirimente.")
        cast = outcome(Preset.simple, tie, chair_may_cast=True, casting_vote=Option.yes)
        assert said(cast, "en") == (
            "Carried. 7 for, 7 against, 1 abstention. The rule asks for more than half of the "
            "14 votes for and against, that is 8. It was a tie, and the chair cast a vote for it."
        )


def test_weights_are_votes_and_people_are_people(app):
    with app.test_request_context():
        weighted = outcome(
            Preset.absolute_seats, Tally(12, 12, 0), Electorate(25, 24, weighted=True)
        )
        assert said(weighted, "es", "weight") == (
            "12 a favor, 12 en contra, 0 abstenciones. La regla pide más de la mitad de "
            "los 25 votos que suman todas las vocerías, es decir 13: negada."
        )
        people = outcome(Preset.absolute_seats, Tally(1800, 10, 0), Electorate(3000, 1810))
        assert said(people, "es", "people") == (
            "1.800 a favor, 10 en contra, 0 abstenciones. La regla pide más de la mitad de "
            "las 3.000 personas con derecho a voto, es decir 1.501: aprobada."
        )


def test_what_a_paper_says_without_counts(app):
    with app.test_request_context():
        found = outcome(Preset.absolute_seats, Tally(None, None, None))
        assert said(found, "es", stated=Result.passed) == (
            "Aprobada. Votos: sin dato. El papel dice que se aprobó."
        )


@pytest.mark.parametrize(
    ("preset", "english", "spanish"),
    [
        (
            Preset.absolute_seats,
            "Carries with 9 of the 16 seats.",
            "Se aprueba con 9 de las 16 vocerías.",
        ),
        (
            Preset.absolute_present,
            "Carries with 8 of the 15 seats present.",
            "Se aprueba con 8 de las 15 vocerías presentes.",
        ),
        (
            Preset.two_thirds,
            "Carries with at least two thirds of the valid votes: 10 if all present (15) vote.",
            "Se aprueba con al menos dos tercios de los votos válidos: "
            "10 si vota toda la sala (15).",
        ),
        (
            Preset.simple,
            "Carries with more than half of the votes for and against: "
            "8 if all present (15) vote for or against.",
            "Se aprueba con más de la mitad de los votos a favor y en contra: "
            "8 si toda la sala (15) vota a favor o en contra.",
        ),
    ],
)
def test_what_it_takes_here(app, preset, english, spanish):
    with app.test_request_context():
        for language, words in (("en", english), ("es", spanish)):
            with in_language(language):
                assert phrases.requirement(PRESETS[preset], HALL) == words


def test_what_it_takes_where_nobody_knows_who_is_there(app):
    with app.test_request_context(), in_language("en"):
        unknown = Electorate(16, None)
        assert phrases.requirement(PRESETS[Preset.absolute_present], unknown) == (
            "Carries with more than half of the seats present."
        )
        assert phrases.requirement(PRESETS[Preset.absolute_seats], Electorate(None, None)) == (
            "Carries with more than half of all seats."
        )


def test_contradictions_with_both_numbers(app):
    found = [
        {"code": "more_votes_than_present", "said": 16, "known": 15, "name": None},
        {"code": "parts_not_total", "said": 15, "known": 16, "name": None},
        {"code": "absent_seat_voted", "said": 1, "known": 0, "name": "El Cedro"},
        {"code": "absent_seat_voted", "said": 1, "known": 0, "name": "La Unión"},
    ]
    with app.test_request_context(), in_language("es"):
        assert phrases.contradictions(found, beside=1) == [
            "Hay más votos (16) que vocerías presentes (15).",
            "Las partes suman 16, pero el total contado es 15.",
            "1 persona está en la sala junto a quien ocupa su misma vocería: "
            "principal y suplente cuentan una sola vez.",
            "2 vocerías tienen voto marcado y están ausentes en este punto: El Cedro y La Unión.",
        ]


def test_the_bar_is_drawn_over_the_whole_that_the_rule_counts(app):
    with app.test_request_context(), in_language("en"):
        seats = phrases.bar(outcome(Preset.absolute_seats, TWELVE))
        assert seats.parts == [("yes", 12), ("no", 1), ("abstain", 2), ("none", 1)]
        assert (seats.total, seats.needed, seats.needed_label) == (16, 9, "9 needed")
        simple = phrases.bar(outcome(Preset.simple, TWELVE))
        assert (simple.parts, simple.total) == ([("yes", 12), ("no", 1)], 13)
        assert phrases.bar(outcome(Preset.absolute_seats, Tally(9, None, None))) is None


def test_candidates_are_drawn_over_the_valid_slips_and_say_what_became_of_them(app):
    """Ana 3 + 4 = 7, Beto 3 + 2 = 5, Celia 4, Dilia 1; the blank slips are no part of the ten valid ones."""
    rule = ElectionRule(CountingRule.choose, 2, alternates=1, most=2)
    cast = [("1,2", 3), ("1,3", 4), ("2", 2), ("4", 1), ("blank", 2)]
    names = {1: "Ana", 2: "Beto", 3: "Celia", 4: "Dilia"}
    with app.test_request_context(), in_language("es"):
        bars = candidate_bars(count_election(rule, list(names), cast), names)
    assert [(each.name, each.parts[0], each.total, each.told) for each in bars] == [
        ("Ana", ("yes", 7), 10, "7 votos · entra"),
        ("Beto", ("yes", 5), 10, "5 votos · entra"),
        ("Celia", ("abstain", 4), 10, "4 votos · suplente"),
        ("Dilia", ("abstain", 1), 10, "1 voto"),
    ]


def test_a_candidate_voted_on_by_herself_is_drawn_as_a_motion_is(app):
    """Of five valid slips four are for her; more than half are three."""
    rule = ElectionRule(CountingRule.yes_no, 1, requirement=PRESETS[Preset.absolute_valid])
    with app.test_request_context(), in_language("es"):
        count = count_election(rule, [1], [("1:yes", 4), ("1:no", 1)], electorate=HALL)
        (bar,) = candidate_bars(count, {1: "Ana"})
    assert (bar.parts, bar.total, bar.needed) == ([("yes", 4), ("no", 1)], 5, 3)
    assert bar.told == "4 a favor, 1 en contra, 0 abstenciones · entra"
