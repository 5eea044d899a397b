"""The columns of a table that people bring, and the words by which they are known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from assembly.people.rules.names import fold


class Column(StrEnum):
    """What a column of the table may hold."""

    name = "name"
    first_name = "first_name"
    last_name = "last_name"
    honorific = "honorific"
    identity_number = "identity_number"
    organization = "organization"
    seat = "seat"
    holding = "holding"
    weight = "weight"
    start_date = "start_date"
    end_date = "end_date"
    phone = "phone"
    email = "email"
    note = "note"
    active = "active"


_HEADERS: dict[Column, str] = {
    Column.name: "nombre completo|nombre y apellido|nombres y apellidos|nombre y apellidos|full name|name|"
    "persona|person|participante|participant|vocero|vocera|vocero vocera|vocero a|spokesperson|member|delegate",
    Column.first_name: "nombre|nombres|first name|firstname|given name|first names",
    Column.last_name: "apellido|apellidos|last name|lastname|surname|family name",
    Column.honorific: "titulo|tratamiento|title|honorific|prefix",
    Column.identity_number: "cedula|cedula de identidad|ci|c i|n cedula|numero de cedula|identity number|"
    "id number|identificacion|dni|documento|number|participant number|national id",
    Column.organization: "organizacion|consejo|consejo comunal|comunidad|organization|organisation|"
    "structure level|structurelevel|council|committee|group|empresa|eps|osp|comuna|movimiento",
    Column.seat: "voceria|seat|puesto|post|escano|cargo",
    Column.holding: "calidad|condicion|principal o suplente|principal suplente|holding|principal alternate|"
    "tipo de voceria|rol|role",
    Column.weight: "peso|weight|vote weight|votos",
    Column.start_date: "desde|inicio|fecha de inicio|start|start date|from|eleccion",
    Column.end_date: "hasta|fin|fecha de fin|end|end date|until|vence",
    Column.phone: "telefono|tel|celular|movil|phone|telephone|mobile|whatsapp",
    Column.email: "correo|correo electronico|email|e mail|mail",
    Column.note: "nota|notas|observacion|observaciones|comentario|comment|comments|note|notes|remark",
    Column.active: "activo|activa|active|is active|vigente",
}


def guess(header: Sequence[str]) -> dict[Column, int]:
    """Which column holds what, by the words people use for it. "Nombre" beside "Apellido" is a first name."""
    known = {word: column for column, words in _HEADERS.items() for word in words.split("|")}
    found: dict[Column, int] = {}
    for index, title in enumerate(header):
        words = re.sub(r"[^a-z0-9]+", " ", fold(title)).strip()
        column = known.get(words)
        if column is not None and column not in found:
            found[column] = index
    if Column.first_name in found and Column.last_name not in found and Column.name not in found:
        found[Column.name] = found.pop(Column.first_name)
    return found
