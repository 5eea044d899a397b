"""let a body choose which parts of its minutes are printed, and in which order"""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0080"


def upgrade() -> None:
    op.create_table(
        "minutes_layout",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_minutes_layout_body_id_body")
        ),
        sa.PrimaryKeyConstraint("body_id", name=op.f("pk_minutes_layout")),
    )


def downgrade() -> None:
    op.drop_table("minutes_layout")
