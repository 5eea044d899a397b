"""keep closed minutes in two copies: whole, and without identity numbers"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0040"


def upgrade() -> None:
    with op.batch_alter_table("minutes_file") as batch:
        batch.add_column(sa.Column("copy", sa.String(32), nullable=False, server_default="full"))
        batch.drop_constraint(op.f("uq_minutes_file_minutes_id_language"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_minutes_file_minutes_id_language_copy"), ["minutes_id", "language", "copy"]
        )
    with op.batch_alter_table("minutes_file") as batch:
        batch.alter_column("copy", existing_type=sa.String(32), server_default=None)


def downgrade() -> None:
    op.execute("DELETE FROM minutes_file WHERE copy <> 'full'")
    with op.batch_alter_table("minutes_file") as batch:
        batch.drop_constraint(op.f("uq_minutes_file_minutes_id_language_copy"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_minutes_file_minutes_id_language"), ["minutes_id", "language"]
        )
        batch.drop_column("copy")
