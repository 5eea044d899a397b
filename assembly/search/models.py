"""The searched documents. The full-text index over them is made by the migration, per database."""

from datetime import date

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assembly.db import Base
from assembly.search.rules import Found


class SearchDocument(Base):
    """What can be found: one row per object, with its words folded (lower case, no accents) for the index."""

    __tablename__ = "search_document"
    __table_args__ = (
        UniqueConstraint("kind", "object_id"),
        Index(None, "body_id", "dated"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Found]
    object_id: Mapped[int]
    body_id: Mapped[int]
    dated: Mapped[date]
    title: Mapped[str] = mapped_column(String(400))
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
