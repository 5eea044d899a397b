"""voting: the registers of voting centres"""

import sqlalchemy as sa
from alembic import op

revision = "0087"
down_revision = "0086"


def upgrade() -> None:
    op.create_table(
        "register_line",
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("centre", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["vote.id"], name=op.f("fk_register_line_vote_id_vote")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_register_line_person_id_person")
        ),
        sa.PrimaryKeyConstraint("vote_id", "centre", "number", name=op.f("pk_register_line")),
        sa.UniqueConstraint(
            "vote_id", "person_id", name=op.f("uq_register_line_vote_id_person_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("register_line")
