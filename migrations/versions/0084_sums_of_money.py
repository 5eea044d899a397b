"""index that holds what boards add up of money"""

from alembic import op

revision = "0084"
down_revision = "0083"

_NAME = "ix_entry_fund_id_project_id_currency_kind_flow_amount"


def upgrade() -> None:
    columns = ["fund_id", "project_id", "currency", "kind", "flow", "amount"]
    op.create_index(op.f(_NAME), "entry", columns)


def downgrade() -> None:
    op.drop_index(op.f(_NAME), table_name="entry")
