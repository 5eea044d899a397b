"""what becomes of closed minutes: printed, signed, approved, noted beside, reopened"""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0070"

OF_ONE_CLOSING = ["minutes_id", "closing", "note", "language", "copy"]
OF_THE_ONLY_ONE = ["minutes_id", "language", "copy"]


def upgrade() -> None:
    with op.batch_alter_table("minutes") as batch:
        batch.add_column(sa.Column("closing", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("signed_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("approved_by_vote_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_minutes_approved_by_vote_id_vote"), "vote", ["approved_by_vote_id"], ["id"]
        )
    with op.batch_alter_table("minutes") as batch:
        batch.alter_column("closing", existing_type=sa.Integer(), server_default=None)
    with op.batch_alter_table("minutes_file") as batch:
        batch.add_column(sa.Column("closing", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("note", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("content", sa.String(64), nullable=False, server_default=""))
        batch.drop_constraint(op.f("uq_minutes_file_minutes_id_language_copy"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_minutes_file_minutes_id_closing_note_language_copy"), OF_ONE_CLOSING
        )
    # On the papers of before, both copies show the digest of the whole document.
    op.execute(
        "UPDATE minutes_file SET content = (SELECT snapshot_digest FROM minutes"
        " WHERE minutes.id = minutes_file.minutes_id)"
    )
    with op.batch_alter_table("minutes_file") as batch:
        for name, kind in (
            ("closing", sa.Integer()),
            ("note", sa.Integer()),
            ("content", sa.String(64)),
        ):
            batch.alter_column(name, existing_type=kind, server_default=None)
        batch.create_index(op.f("ix_minutes_file_content"), ["content"])
        batch.create_index(op.f("ix_minutes_file_digest"), ["digest"])
    _former_closing()
    _signature()
    _marginal_note()


def _former_closing() -> None:
    op.create_table(
        "former_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("closing", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.String(200), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("snapshot_digest", sa.String(64), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reopened_by", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_former_closing_minutes_id_minutes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_closing")),
        sa.UniqueConstraint(
            "minutes_id", "closing", name=op.f("uq_former_closing_minutes_id_closing")
        ),
    )


def _signature() -> None:
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("note", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_signature_minutes_id_minutes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint(
            "minutes_id", "position", name=op.f("uq_signature_minutes_id_position")
        ),
    )


def _marginal_note() -> None:
    op.create_table(
        "marginal_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("approval", sa.String(32), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_marginal_note_minutes_id_minutes")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_marginal_note_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["vote.id"], name=op.f("fk_marginal_note_vote_id_vote")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marginal_note")),
        sa.UniqueConstraint(
            "minutes_id", "number", name=op.f("uq_marginal_note_minutes_id_number")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_marginal_note_uuid")),
    )


def downgrade() -> None:
    for table in ("marginal_note", "signature", "former_closing"):
        op.drop_table(table)
    op.execute(
        "DELETE FROM minutes_file WHERE note > 0 OR closing <"
        " (SELECT closing FROM minutes WHERE minutes.id = minutes_file.minutes_id)"
    )
    with op.batch_alter_table("minutes_file") as batch:
        batch.drop_index(op.f("ix_minutes_file_digest"))
        batch.drop_index(op.f("ix_minutes_file_content"))
        batch.drop_constraint(
            op.f("uq_minutes_file_minutes_id_closing_note_language_copy"), type_="unique"
        )
        batch.create_unique_constraint(
            op.f("uq_minutes_file_minutes_id_language_copy"), OF_THE_ONLY_ONE
        )
        for name in ("content", "note", "closing"):
            batch.drop_column(name)
    op.execute("UPDATE minutes SET status = 'closed'")
    with op.batch_alter_table("minutes") as batch:
        batch.drop_constraint(op.f("fk_minutes_approved_by_vote_id_vote"), type_="foreignkey")
        for name in ("approved_by_vote_id", "approved_at", "signed_on", "printed_at", "closing"):
            batch.drop_column(name)
