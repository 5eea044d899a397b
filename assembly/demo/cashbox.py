"""The money of the demo commune: the funds that the Wednesday's accounts tell of, and what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.demo.commune import Commune
from assembly.money import actions
from assembly.money.models import Fund
from assembly.money.rules import Due, EntryKind
from assembly.projects.models import Project

TREASURER = Actor(account_id=None, name="Omaira Velásquez")
BEFORE_THE_BOOK = "Se acordó antes de llevar el registro aquí"


@dataclass(frozen=True)
class Box:
    """A fund, and its lines written so many days before the Wednesday of the story."""

    session: Session
    commune: Commune
    day: date
    fund: Fund
    project: Project | None = None

    @property
    def now(self) -> datetime:
        """The evening of the Wednesday."""
        return datetime.combine(self.day, time(22), UTC)

    def line(self, days: int, kind: EntryKind, amount: str, what: str, **more: object) -> None:
        """Money came or went."""
        actions.record_entry(
            self.session,
            fund=self.fund,
            kind=kind,
            day=self.day - timedelta(days=days),
            amount=Decimal(amount),
            what=what,
            as_it_is=BEFORE_THE_BOOK if kind is EntryKind.expense else "",
            project=self.project,
            actor=TREASURER,
            at=self.now,
            **{"currency": "USD", **more},  # type: ignore[arg-type]
        )


def keep_cash(session: Session, commune: Commune, day: date) -> None:
    """Two funds as the accounts of the Wednesday read them out, a count, a gift, and a debt in plants."""
    nursery = _box(
        session, commune, day, "Vivero", "Bolsas, abono y semilla del vivero", kind="nursery"
    )
    nursery.line(80, EntryKind.income, "200", "Venta de café tostado", category="Ventas")
    nursery.line(
        62, EntryKind.income, "110", "Aporte de los consejos comunales", category="Aportes"
    )
    nursery.line(
        55, EntryKind.expense, "90", "Bolsas para embolsar", category="Insumos", voucher="0041"
    )
    nursery.line(40, EntryKind.expense, "60", "Cal y fungicida", category="Insumos", voucher="0047")
    nursery.line(
        38,
        EntryKind.in_kind,
        "0",
        "Para la cerca del vivero",
        goods="40 estantillos de madera",
        party="Familia Quijada",
    )
    road = _box(session, commune, day, "Transporte", "Gasolina y repuestos del camión")
    road.line(75, EntryKind.income, "420", "Fletes de cosecha", category="Fletes")
    road.line(50, EntryKind.expense, "245", "Gasolina", category="Combustible", voucher="B-118")
    road.line(30, EntryKind.expense, "150", "Dos cauchos", category="Repuestos", voucher="B-131")
    road.line(
        20, EntryKind.income, "1850.50", "Colecta para el paso", currency="VES", category="Aportes"
    )
    actions.count_cash(
        session,
        fund=road.fund,
        currency="VES",
        day=day - timedelta(days=2),
        counted=Decimal("1835.50"),
        what="Diferencia al contar",
        counted_by="Omaira Velásquez y Simón Caraballo",
        actor=TREASURER,
        at=road.now,
    )
    _plants_on_credit(session, commune, day)


def _box(
    session: Session, commune: Commune, day: date, name: str, purpose: str, *, kind: str = ""
) -> Box:
    """A fund, and the project of this kind that its money is for."""
    at = datetime.combine(day, time(22), UTC)
    fund = actions.make_fund(
        session, body=commune.parliament, name=name, purpose=purpose, actor=TREASURER, at=at
    )
    project = session.scalars(select(Project).where(Project.kind == kind)).first()
    return Box(session, commune, day, fund, project)


def _plants_on_credit(session: Session, commune: Commune, day: date) -> None:
    """As a real programme does (domain.md §6): half comes back in the fourth year, half in the fifth."""
    begun = day - timedelta(days=35)
    project = session.scalars(select(Project).order_by(Project.id)).first()
    actions.agree_debt(
        session,
        body=commune.parliament,
        what="Plantas de café entregadas a crédito",
        unit="plantas",
        in_money=False,
        day=begun,
        name="Familia Guaregua",
        parts=[
            Due(Decimal(150), date(begun.year + 4, 12, 15)),
            Due(Decimal(150), date(begun.year + 5, 12, 15)),
        ],
        project=project,
        actor=TREASURER,
        at=datetime.combine(day, time(22), UTC),
    )
