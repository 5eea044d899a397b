"""turn shared machines into voting booths"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0062"


def upgrade() -> None:
    op.create_table(
        "booth",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("visit", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booth")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_booth_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_booth_account_id_account")
        ),
    )
    op.create_index(op.f("ix_booth_meeting_id"), "booth", ["meeting_id"])


def downgrade() -> None:
    op.drop_table("booth")
