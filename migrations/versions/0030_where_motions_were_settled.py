"""where motions were settled, and the first due date of commitments"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0020"


def upgrade() -> None:
    with op.batch_alter_table("motion") as batch_op:
        batch_op.add_column(sa.Column("settled_item_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_motion_settled_item_id_agenda_item"),
            "agenda_item",
            ["settled_item_id"],
            ["id"],
        )
    with op.batch_alter_table("commitment") as batch_op:
        batch_op.add_column(sa.Column("first_due_on", sa.Date(), nullable=True))
    op.execute("UPDATE commitment SET first_due_on = due_on")


def downgrade() -> None:
    with op.batch_alter_table("commitment") as batch_op:
        batch_op.drop_column("first_due_on")
    with op.batch_alter_table("motion") as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_motion_settled_item_id_agenda_item"), type_="foreignkey"
        )
        batch_op.drop_column("settled_item_id")
