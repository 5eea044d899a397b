"""What a body asks for when nobody says otherwise."""

from __future__ import annotations

from fractions import Fraction

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from assembly.db import Base
from assembly.thresholds import Comparison, Threshold
from assembly.voting.rules import Asked, Purpose, Requirement
from assembly.voting.rules import Base as CountedOn

_HALF = Fraction(1, 2)


class VotingRule(Base):
    """What the votes of a body ask for by default, whether the chair casts on a tie and ballots may change."""

    __tablename__ = "voting_rule"

    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)
    ordinary_share: Mapped[Fraction]
    ordinary_comparison: Mapped[Comparison]
    ordinary_base: Mapped[CountedOn]
    special_share: Mapped[Fraction]
    special_comparison: Mapped[Comparison]
    special_base: Mapped[CountedOn]
    # A founding referendum and the recall of a spokesperson as domain.md §4 tells them; a commune
    # sets its own.
    recall_share: Mapped[Fraction] = mapped_column(default=_HALF)
    recall_comparison: Mapped[Comparison] = mapped_column(default=Comparison.more_than)
    recall_base: Mapped[CountedOn] = mapped_column(default=CountedOn.for_and_against)
    recall_turnout_share: Mapped[Fraction | None] = mapped_column(default=Fraction(1, 4))
    recall_turnout_comparison: Mapped[Comparison] = mapped_column(default=Comparison.at_least)
    referendum_share: Mapped[Fraction] = mapped_column(default=_HALF)
    referendum_comparison: Mapped[Comparison] = mapped_column(default=Comparison.more_than)
    referendum_base: Mapped[CountedOn] = mapped_column(default=CountedOn.for_and_against)
    referendum_turnout_share: Mapped[Fraction | None] = mapped_column(default=Fraction(15, 100))
    referendum_turnout_comparison: Mapped[Comparison] = mapped_column(default=Comparison.at_least)
    chair_casts: Mapped[bool] = mapped_column(default=False)
    may_change_ballots: Mapped[bool] = mapped_column(default=True)
    # whether the wall shows how each seat votes while an open vote still runs
    shows_names: Mapped[bool] = mapped_column(default=False)

    @property
    def ordinary(self) -> Requirement:
        """What an ordinary motion asks for."""
        return Requirement(
            Threshold(self.ordinary_share, self.ordinary_comparison), self.ordinary_base
        )

    @property
    def special(self) -> Requirement:
        """What a special motion asks for."""
        return Requirement(
            Threshold(self.special_share, self.special_comparison), self.special_base
        )

    @property
    def recall(self) -> Asked:
        """What a recall asks for."""
        majority = Threshold(self.recall_share, self.recall_comparison)
        return Asked(
            Requirement(majority, self.recall_base),
            _turnout(self.recall_turnout_share, self.recall_turnout_comparison),
        )

    @property
    def referendum(self) -> Asked:
        """What a referendum asks for."""
        majority = Threshold(self.referendum_share, self.referendum_comparison)
        return Asked(
            Requirement(majority, self.referendum_base),
            _turnout(self.referendum_turnout_share, self.referendum_turnout_comparison),
        )

    @property
    def asked(self) -> dict[Purpose, Asked]:
        """What is asked for, by what the vote is for."""
        return {
            Purpose.ordinary: Asked(self.ordinary),
            Purpose.special: Asked(self.special),
            Purpose.recall: self.recall,
            Purpose.referendum: self.referendum,
        }


def _turnout(share: Fraction | None, comparison: Comparison) -> Threshold | None:
    return None if share is None else Threshold(share, comparison)
