"""sign in with printed cards"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0041"


def upgrade() -> None:
    op.create_table(
        "card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("digest", name=op.f("uq_card_digest")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_card_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_card_body_id_body")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_card_meeting_id_meeting")
        ),
    )
    op.create_index(op.f("ix_card_account_id"), "card", ["account_id"])
    op.create_index(op.f("ix_card_body_id_ended_at"), "card", ["body_id", "ended_at"])
    op.create_index(op.f("ix_card_meeting_id"), "card", ["meeting_id"])


def downgrade() -> None:
    op.drop_table("card")
