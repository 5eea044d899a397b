"""voting: what the result of a secret vote was before its slips were told again"""

import sqlalchemy as sa
from alembic import op

revision = "0088"
down_revision = "0087"


def upgrade() -> None:
    op.add_column("vote", sa.Column("former", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("vote", "former")
