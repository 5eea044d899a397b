"""the day of its series that a meeting stands for, and how days of notice are counted"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0030"


def upgrade() -> None:
    with op.batch_alter_table("meeting") as batch:
        batch.add_column(sa.Column("series_date", sa.Date(), nullable=True))
        batch.create_unique_constraint(
            batch.f("uq_meeting_series_id_series_date"), ["series_id", "series_date"]
        )
    with op.batch_alter_table("convening_rule") as batch:
        batch.add_column(
            sa.Column("clear_days", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("convening_rule") as batch:
        batch.alter_column("clear_days", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("convening_rule") as batch:
        batch.drop_column("clear_days")
    with op.batch_alter_table("meeting") as batch:
        batch.drop_constraint(batch.f("uq_meeting_series_id_series_date"), type_="unique")
        batch.drop_column("series_date")
