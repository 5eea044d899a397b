"""a smaller cap for families with little land"""

import sqlalchemy as sa
from alembic import op

revision = "0085"
down_revision = "0084"


def upgrade() -> None:
    op.add_column("project", sa.Column("small_cap", sa.BigInteger(), nullable=True))
    op.add_column("project", sa.Column("small_below", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("delivery") as batch:
        batch.add_column(
            sa.Column("small", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("delivery") as batch:
        batch.alter_column("small", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("delivery") as batch:
        batch.drop_column("small")
    op.drop_column("project", "small_below")
    op.drop_column("project", "small_cap")
