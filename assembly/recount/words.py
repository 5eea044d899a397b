"""What the recount says, in Spanish and English: it has no catalogue, so that it needs nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

LANGUAGES: Final = ("es", "en")

_EN: Final[Mapping[str, str]] = {
    # counts of elections
    "head": "Candidates: {candidates}. Places: {places}. Valid ballots: {valid}.",
    "others": "Blank: {blank}. Invalid: {invalid}.",
    "quota": "Quota: {valid} divided by {places} and one, fractions ignored, and one more: {quota}.",
    "required": "Votes that the majority takes: {required}.",
    "stage": "Stage {number}. {what}",
    "votes": "The votes",
    "first_preferences": "First preferences",
    "surplus": "The surplus of {name} is passed on",
    "exclusion": "{name} has the fewest votes and goes; her votes are passed on",
    "last_places": "{name} goes; as many are left as places, so nothing more is passed on",
    "not_transferable": "not transferable",
    "remainders": "remainders that the rule ignores",
    "elected": "elected",
    "tie": "Tie of {names}: {chosen}, {how}.",
    "by_stage": "by the votes of stage {stage}",
    "by_lot": "by lot drawn in the room",
    "decides_surplus": "the surplus of {name} goes first",
    "decides_exclusion": "{name} is excluded",
    "decides_place": "{name} gets the place",
    "decides_run_off": "{name} goes into the run-off",
    "decides_alternate": "{name} comes first among the alternates",
    "result_elected": "Elected: {names}.",
    "result_nobody": "Nobody is elected.",
    "result_alternates": "Alternates, in this order: {names}.",
    "result_run_off": "Nobody has the majority. Run-off: {names}.",
    "result_vacant": "Places left empty: {vacant}.",
    "lot_needed": "A lot must be drawn among {names} (stage {stage}).",
    "confirmed": "{name}: {yes} for, {no} against, {abstain} abstained; {required} needed: {result}.",
    "pass": "carried",
    "fail": "not carried",
    "unknown": "not known",
    # the recount of a published vote
    "recount_of": "Recount of «{question}» ({body}, {meeting}).",
    "lists": "Ballots: {ballots}. Voters: {voters}.",
    "slips": "Slips that tellers added up: {slips}.",
    "right": "Everything agrees: the digests, the lists and the result.",
    "wrong": "IT DOES NOT AGREE:",
    "found_digest": "The digest «{where}» is not that of the list: the list was changed.",
    "found_twice": "{where} stands twice among the ballots.",
    "found_voter_twice": "{where} stands twice among the voters.",
    "found_ballots_not_voters": "There are {said} ballots and {known} voters.",
    "found_not_a_voter": "There is a ballot of {where}, who is not among the voters.",
    "found_choice": "«{where}» is no choice in this vote, so nothing can be counted.",
    "found_result": "The result in the file is not the one counted here.",
    "found_former_digest": "The list before the correction of {where} is not the one that had been published.",
    "found_former_result": "The result before the correction of {where} is not the one counted here.",
    "found_entered_missing": "{where} is said to have been entered by a correction, and is not in the list.",
    "found_more_than_slips": "The correction of {where} enters {said} ballots; {known} voted by slip.",
    "corrected": "The slips were told again ({at}): {reason}.",
    "changed": "Ballots taken out of the list: {withdrawn}. Put into it: {entered}. All others stayed.",
    "before": "Before it was:",
    "former_both": "Digest of the lists before it: {both}",
    "counted": "Counted here:",
    "tally": "For {yes}, against {no}, abstained {abstain}, blank {blank}, invalid {invalid}.",
    "needed": "Needed: {required} of {base_count}.",
    "outcome_pass": "Carried.",
    "outcome_fail": "Rejected.",
    "outcome_unknown": "The result is not known.",
    "meeting_ordinary": "ordinary meeting",
    "meeting_extraordinary": "extraordinary meeting",
    "reason_tie": "It is a tie.",
    "reason_no_valid_votes": "There is no valid vote.",
    "reason_turnout_not_met": "Too few voted.",
    "reason_groups_against": "Not enough organisations carry it.",
    "reason_counts_missing": "Counts are missing.",
    "casting_vote": "The chair's casting vote decided.",
    "both": "Digest of both lists (compare it with the printed minutes): {both}",
    "bad_not_json": "This is no JSON file.",
    "bad_other_format": "This is no published vote.",
    "bad_other_version": "This is a published vote of another version ({where}).",
    "bad_part_missing": "It is not whole: {where} is missing or cannot be read.",
    "bad_row_wrong": "It is not whole: {where} is not as it has to be.",
    "bad_unreadable": "The file cannot be read: {where}.",
}

_ES: Final[Mapping[str, str]] = {
    "head": "Candidaturas: {candidates}. Puestos: {places}. Votos válidos: {valid}.",
    "others": "En blanco: {blank}. Nulos: {invalid}.",
    "quota": "Cuota: {valid} entre {places} más uno, sin decimales, más uno: {quota}.",
    "required": "Votos que pide la mayoría: {required}.",
    "stage": "Etapa {number}. {what}",
    "votes": "Los votos",
    "first_preferences": "Primeras preferencias",
    "surplus": "Pasan los votos que le sobran a {name}",
    "exclusion": "Sale {name}, con menos votos; sus votos pasan a la siguiente preferencia",
    "last_places": "Sale {name}; quedan tantas candidaturas como puestos y no pasa ningún voto más",
    "not_transferable": "sin otra preferencia",
    "remainders": "restos que la regla no cuenta",
    "elected": "electo/a",
    "tie": "Empate de {names}: {chosen}, {how}.",
    "by_stage": "por los votos de la etapa {stage}",
    "by_lot": "por sorteo en la sala",
    "decides_surplus": "pasan primero los votos de {name}",
    "decides_exclusion": "sale {name}",
    "decides_place": "el puesto es de {name}",
    "decides_run_off": "va a segunda vuelta {name}",
    "decides_alternate": "va primero entre las suplencias {name}",
    "result_elected": "Resultan electos o electas: {names}.",
    "result_nobody": "Nadie queda electo.",
    "result_alternates": "Suplencias, en este orden: {names}.",
    "result_run_off": "Nadie tiene la mayoría. Segunda vuelta: {names}.",
    "result_vacant": "Puestos vacantes: {vacant}.",
    "lot_needed": "Hay que sortear entre {names} (etapa {stage}).",
    "confirmed": "{name}: {yes} a favor, {no} en contra, {abstain} abstenciones; "
    "hacen falta {required}: {result}.",
    "pass": "aprobada",
    "fail": "no aprobada",
    "unknown": "no se sabe",
    # el recuento de una votación publicada
    "recount_of": "Recuento de «{question}» ({body}, {meeting}).",
    "lists": "Votos: {ballots}. Votantes: {voters}.",
    "slips": "Papeletas sumadas por los escrutadores: {slips}.",
    "right": "Todo coincide: las huellas digitales, las listas y el resultado.",
    "wrong": "NO COINCIDE:",
    "found_digest": "La huella digital «{where}» no es la de la lista: la lista fue cambiada.",
    "found_twice": "{where} aparece dos veces entre los votos.",
    "found_voter_twice": "{where} aparece dos veces entre quienes votaron.",
    "found_ballots_not_voters": "Hay {said} votos y {known} votantes.",
    "found_not_a_voter": "Hay un voto de {where}, que no está entre quienes votaron.",
    "found_choice": "«{where}» no es una opción de esta votación; no se puede contar.",
    "found_result": "El resultado del archivo no es el que se cuenta aquí.",
    "found_former_digest": "La lista de antes de la corrección de {where} no es la que se había publicado.",
    "found_former_result": "El resultado de antes de la corrección de {where} no es el que se cuenta aquí.",
    "found_entered_missing": "Se dice que una corrección puso {where} en la lista, y no está.",
    "found_more_than_slips": "La corrección de {where} pone {said} votos; con papeleta votaron {known}.",
    "corrected": "Las papeletas se leyeron de nuevo ({at}): {reason}.",
    "changed": "Votos que salieron de la lista: {withdrawn}. Que entraron: {entered}. Los demás quedaron.",
    "before": "Antes era:",
    "former_both": "Huella digital de las listas de antes: {both}",
    "counted": "Contado aquí:",
    "tally": "A favor {yes}, en contra {no}, abstenciones {abstain}, en blanco {blank}, nulos {invalid}.",
    "needed": "Hacen falta: {required} de {base_count}.",
    "outcome_pass": "Aprobada.",
    "outcome_fail": "Negada.",
    "outcome_unknown": "El resultado no se sabe.",
    "meeting_ordinary": "sesión ordinaria",
    "meeting_extraordinary": "sesión extraordinaria",
    "reason_tie": "Hay empate.",
    "reason_no_valid_votes": "No hay ningún voto válido.",
    "reason_turnout_not_met": "Votaron muy pocos.",
    "reason_groups_against": "No la aprueban bastantes organizaciones.",
    "reason_counts_missing": "Faltan conteos.",
    "casting_vote": "Decidió el voto dirimente.",
    "both": "Huella digital de las dos listas (compárela con el acta impresa): {both}",
    "bad_not_json": "Este no es un archivo JSON.",
    "bad_other_format": "Esta no es una votación publicada.",
    "bad_other_version": "Esta es una votación publicada de otra versión ({where}).",
    "bad_part_missing": "No está entero: falta {where} o no se puede leer.",
    "bad_row_wrong": "No está entero: {where} no es como tiene que ser.",
    "bad_unreadable": "No se puede leer el archivo: {where}.",
}

WORDS: Final[Mapping[str, Mapping[str, str]]] = {"es": _ES, "en": _EN}


def say(language: str, code: str, **params: object) -> str:
    """A sentence, with its numbers as the language writes them."""
    told = {key: number(language, each) for key, each in params.items()}
    return WORDS[language][code].format(**told)


def number(language: str, value: object) -> str:
    """1,055.25 in English, 1.055,25 in Spanish; what is no number as it is."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return str(value)
    written = f"{value:,}"
    if language == "es":
        written = written.translate(str.maketrans(",.", ".,"))
    return written
