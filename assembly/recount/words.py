"""What the recount says, in Spanish and English: it has no catalogue, so that it needs nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

LANGUAGES: Final = ("es", "en")

_EN: Final[Mapping[str, str]] = {
    # counts of elections
    "head": "{candidates} candidates, {places} places, {valid} valid ballots.",
    "others": "Blank: {blank}. Invalid: {invalid}.",
    "quota": "Quota: {valid} divided by {places} and one, fractions ignored, and one more: {quota}.",
    "required": "The majority asked for takes {required} votes.",
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
    "lot_needed": "A lot must be drawn among {names} (stage {stage}). Then: --lot {stage}:{number}",
    "confirmed": "{name}: {yes} for, {no} against, {abstain} abstained; {required} needed: {result}.",
    "pass": "carried",
    "fail": "not carried",
    "unknown": "not known",
}

_ES: Final[Mapping[str, str]] = {
    "head": "{candidates} candidaturas, {places} puestos, {valid} votos válidos.",
    "others": "En blanco: {blank}. Nulos: {invalid}.",
    "quota": "Cuota: {valid} entre {places} más uno, sin decimales, más uno: {quota}.",
    "required": "La mayoría que se pide son {required} votos.",
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
    "lot_needed": "Hay que sortear entre {names} (etapa {stage}). Después: --lot {stage}:{number}",
    "confirmed": "{name}: {yes} a favor, {no} en contra, {abstain} abstenciones; "
    "hacen falta {required}: {result}.",
    "pass": "aprobada",
    "fail": "no aprobada",
    "unknown": "no se sabe",
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
