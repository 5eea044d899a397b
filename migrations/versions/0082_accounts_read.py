"""accounts of a quarter read in an item"""

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0081"


def upgrade() -> None:
    op.create_table(
        "accounts_read",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_accounts_read_item_id_agenda_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_read")),
        sa.UniqueConstraint(
            "item_id", "first_day", name=op.f("uq_accounts_read_item_id_first_day")
        ),
    )


def downgrade() -> None:
    op.drop_table("accounts_read")
