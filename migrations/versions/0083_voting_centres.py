"""voting: the counts of each voting centre"""

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0082"


def upgrade() -> None:
    op.add_column("vote", sa.Column("centres", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("vote", "centres")
