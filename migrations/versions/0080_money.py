"""money: funds, the ledger, counts, debts, surplus, opinions"""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0063"


def upgrade() -> None:
    op.create_table(
        "fund",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=300), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_fund_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
        sa.UniqueConstraint("body_id", "name", name=op.f("uq_fund_body_id_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_fund_uuid")),
    )
    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_opinion_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("uuid", name=op.f("uq_opinion_uuid")),
    )
    op.create_index(
        op.f("ix_opinion_body_id_first_day"), "opinion", ["body_id", "first_day"], unique=False
    )
    op.create_table(
        "appropriation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=20), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_appropriation_amount_positive")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_appropriation_decision_id_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appropriation")),
        sa.UniqueConstraint(
            "decision_id", "currency", name=op.f("uq_appropriation_decision_id_currency")
        ),
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("flow", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("party", sa.String(length=200), nullable=False),
        sa.Column("voucher", sa.String(length=80), nullable=False),
        sa.Column("goods", sa.String(length=200), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("as_it_is", sa.String(length=500), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=True),
        sa.Column("rate_currency", sa.String(length=20), nullable=False),
        sa.Column("rate_on", sa.Date(), nullable=True),
        sa.Column("rate_source", sa.String(length=200), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_entry_amount_not_negative")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_entry_body_id_body")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_entry_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_entry_fund_id_fund")),
        sa.ForeignKeyConstraint(["pair_id"], ["entry.id"], name=op.f("fk_entry_pair_id_entry")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_entry_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_entry_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["entry.id"], name=op.f("fk_entry_reverses_id_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("body_id", "number", name=op.f("uq_entry_body_id_number")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_entry_reverses_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_entry_uuid")),
    )
    op.create_index(
        op.f("ix_entry_body_id_day_id"), "entry", ["body_id", "day", "id"], unique=False
    )
    op.create_index(op.f("ix_entry_decision_id"), "entry", ["decision_id"], unique=False)
    op.create_index(
        op.f("ix_entry_fund_id_currency_day"), "entry", ["fund_id", "currency", "day"], unique=False
    )
    op.create_index(op.f("ix_entry_project_id_day"), "entry", ["project_id", "day"], unique=False)
    op.create_table(
        "surplus",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=20), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_surplus_body_id_body")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_surplus_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_surplus_fund_id_fund")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_surplus_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surplus")),
        sa.UniqueConstraint("uuid", name=op.f("uq_surplus_uuid")),
    )
    op.create_index(op.f("ix_surplus_body_id_day"), "surplus", ["body_id", "day"], unique=False)
    op.create_table(
        "cash_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("expected", sa.BigInteger(), nullable=False),
        sa.Column("counted_by", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_cash_count_entry_id_entry")
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_cash_count_fund_id_fund")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_count")),
        sa.UniqueConstraint("uuid", name=op.f("uq_cash_count_uuid")),
    )
    op.create_index(
        op.f("ix_cash_count_fund_id_day"), "cash_count", ["fund_id", "day"], unique=False
    )
    op.create_table(
        "surplus_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("surplus_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("share", sa.String(40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fund_id"], ["fund.id"], name=op.f("fk_surplus_share_fund_id_fund")
        ),
        sa.ForeignKeyConstraint(
            ["surplus_id"], ["surplus.id"], name=op.f("fk_surplus_share_surplus_id_surplus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surplus_share")),
        sa.UniqueConstraint(
            "surplus_id", "position", name=op.f("uq_surplus_share_surplus_id_position")
        ),
    )
    op.create_table(
        "debt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("in_money", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_debt_body_id_body")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_debt_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_debt_delivery_id_delivery")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_debt_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_debt_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_debt_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debt")),
        sa.UniqueConstraint("delivery_id", name=op.f("uq_debt_delivery_id")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_debt_entry_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_debt_uuid")),
    )
    op.create_index(op.f("ix_debt_body_id"), "debt", ["body_id"], unique=False)
    op.create_index(op.f("ix_debt_person_id"), "debt", ["person_id"], unique=False)
    op.create_index(op.f("ix_debt_project_id"), "debt", ["project_id"], unique=False)
    op.create_table(
        "debt_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("debt_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["debt_id"], ["debt.id"], name=op.f("fk_debt_part_debt_id_debt")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debt_part")),
        sa.UniqueConstraint("debt_id", "position", name=op.f("uq_debt_part_debt_id_position")),
    )
    op.create_table(
        "repayment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("debt_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_as", sa.String(length=200), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["debt_id"], ["debt.id"], name=op.f("fk_repayment_debt_id_debt")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_repayment_entry_id_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repayment")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_repayment_entry_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_repayment_uuid")),
    )
    op.create_index(op.f("ix_repayment_debt_id"), "repayment", ["debt_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_repayment_debt_id"), table_name="repayment")
    op.drop_table("repayment")
    op.drop_table("debt_part")
    op.drop_index(op.f("ix_debt_project_id"), table_name="debt")
    op.drop_index(op.f("ix_debt_person_id"), table_name="debt")
    op.drop_index(op.f("ix_debt_body_id"), table_name="debt")
    op.drop_table("debt")
    op.drop_table("surplus_share")
    op.drop_index(op.f("ix_cash_count_fund_id_day"), table_name="cash_count")
    op.drop_table("cash_count")
    op.drop_index(op.f("ix_surplus_body_id_day"), table_name="surplus")
    op.drop_table("surplus")
    op.drop_index(op.f("ix_entry_project_id_day"), table_name="entry")
    op.drop_index(op.f("ix_entry_fund_id_currency_day"), table_name="entry")
    op.drop_index(op.f("ix_entry_decision_id"), table_name="entry")
    op.drop_index(op.f("ix_entry_body_id_day_id"), table_name="entry")
    op.drop_table("entry")
    op.drop_table("appropriation")
    op.drop_index(op.f("ix_opinion_body_id_first_day"), table_name="opinion")
    op.drop_table("opinion")
    op.drop_table("fund")
