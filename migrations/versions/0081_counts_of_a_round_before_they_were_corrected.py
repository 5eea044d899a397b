"""voting: the counts that a round had before they were corrected"""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0068"


def upgrade() -> None:
    op.add_column("election_round", sa.Column("former", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("election_round", "former")
