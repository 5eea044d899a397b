"""voting: whether the wall shows how each seat votes while an open vote runs"""

import sqlalchemy as sa
from alembic import op

revision = "0086"
down_revision = "0085"


def upgrade() -> None:
    op.add_column(
        "voting_rule",
        sa.Column("shows_names", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    with op.batch_alter_table("voting_rule") as table:
        table.alter_column("shows_names", server_default=None)


def downgrade() -> None:
    op.drop_column("voting_rule", "shows_names")
