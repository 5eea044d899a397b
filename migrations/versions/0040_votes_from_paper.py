"""let a vote say what the paper says: an unknown electorate, a total, a result without counts"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0021"


def upgrade() -> None:
    with op.batch_alter_table("vote") as batch:
        batch.alter_column("seats", existing_type=sa.Integer(), nullable=True)
        batch.alter_column("seats_weight", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("total", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("stated", sa.String(32), nullable=True))


def downgrade() -> None:
    op.execute("UPDATE vote SET seats = 0 WHERE seats IS NULL")
    op.execute("UPDATE vote SET seats_weight = 0 WHERE seats_weight IS NULL")
    with op.batch_alter_table("vote") as batch:
        batch.drop_column("stated")
        batch.drop_column("total")
        batch.alter_column("seats_weight", existing_type=sa.Integer(), nullable=False)
        batch.alter_column("seats", existing_type=sa.Integer(), nullable=False)
