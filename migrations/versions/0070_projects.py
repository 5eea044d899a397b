"""projects: what they have, what is noted, workdays"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0045"


def upgrade() -> None:
    op.create_table(
        "project_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("logs", sa.Text(), nullable=False),
        sa.Column("units", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("stages", sa.Text(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_project_kind_body_id_body")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_kind")),
        sa.UniqueConstraint("body_id", "name", name=op.f("uq_project_kind_body_id_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_project_kind_uuid")),
    )
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("own_kind_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("coordinator_id", sa.Integer(), nullable=True),
        sa.Column("coordinator_name", sa.String(length=200), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("closed_reason", sa.Text(), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=20), nullable=False),
        sa.Column("cap", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_project_body_id_body")),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["person.id"], name=op.f("fk_project_coordinator_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_project_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_project_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["own_kind_id"], ["project_kind.id"], name=op.f("fk_project_own_kind_id_project_kind")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["project.id"], name=op.f("fk_project_parent_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("uuid", name=op.f("uq_project_uuid")),
    )
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_project_body_id_status"), ["body_id", "status"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_project_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "asset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("lot_number", sa.String(length=80), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("grains_per_kg", sa.Integer(), nullable=True),
        sa.Column("ready_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("hectares", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["asset.id"], name=op.f("fk_asset_parent_id_asset")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_asset_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
        sa.UniqueConstraint("uuid", name=op.f("uq_asset_uuid")),
    )
    with op.batch_alter_table("asset", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asset_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_asset_project_id_active_type"),
            ["project_id", "active", "type"],
            unique=False,
        )

    op.create_table(
        "log_tally",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("part", sa.String(32), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("logs", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_log_tally_project_id_project")
        ),
        sa.PrimaryKeyConstraint(
            "project_id", "month", "type", "part", "unit", "reason", name=op.f("pk_log_tally")
        ),
    )
    with op.batch_alter_table("log_tally", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_log_tally_month"), ["month"], unique=False)

    op.create_table(
        "project_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("task", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_project_member_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_member_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_member")),
    )
    with op.batch_alter_table("project_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_project_member_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_project_member_project_id"), ["project_id"], unique=False
        )

    op.create_table(
        "project_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_project_report_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_report_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_report")),
        sa.UniqueConstraint(
            "item_id", "project_id", name=op.f("uq_project_report_item_id_project_id")
        ),
    )
    with op.batch_alter_table("project_report", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_project_report_project_id"), ["project_id"], unique=False
        )

    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_target_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_project_id"), ["project_id"], unique=False)

    op.create_table(
        "workday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("bring", sa.String(length=300), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_workday_body_id_body")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_workday_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_workday_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workday")),
        sa.UniqueConstraint("uuid", name=op.f("uq_workday_uuid")),
    )
    with op.batch_alter_table("workday", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_workday_body_id_day"), ["body_id", "day"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_workday_project_id"), ["project_id"], unique=False)

    op.create_table(
        "hands",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workday_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("hours", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_hands_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["workday_id"], ["workday.id"], name=op.f("fk_hands_workday_id_workday")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hands")),
    )
    with op.batch_alter_table("hands", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hands_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hands_workday_id"), ["workday_id"], unique=False)

    op.create_table(
        "log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.Column("stage", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("for_project_id", sa.Integer(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_log_asset_id_asset")),
        sa.ForeignKeyConstraint(["corrects_id"], ["log.id"], name=op.f("fk_log_corrects_id_log")),
        sa.ForeignKeyConstraint(
            ["for_project_id"], ["project.id"], name=op.f("fk_log_for_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_log_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_log_corrects_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_log_uuid")),
    )
    with op.batch_alter_table("log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_log_asset_id_at"), ["asset_id", "at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_log_project_id_at"), ["project_id", "at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_log_project_id_status_at"), ["project_id", "status", "at"], unique=False
        )

    op.create_table(
        "stock_balance",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(32), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_stock_balance_asset_id_asset")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_stock_balance_project_id_project")
        ),
        sa.PrimaryKeyConstraint("asset_id", "measure", "unit", name=op.f("pk_stock_balance")),
    )
    with op.batch_alter_table("stock_balance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_stock_balance_project_id"), ["project_id"], unique=False
        )

    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("terms", sa.String(32), nullable=False),
        sa.Column("owed", sa.BigInteger(), nullable=True),
        sa.Column("owed_unit", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["log_id"], ["log.id"], name=op.f("fk_delivery_log_id_log")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_delivery_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("log_id", name=op.f("uq_delivery_log_id")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_delivery_person_id"), ["person_id"], unique=False)

    op.create_table(
        "quantity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(32), nullable=False),
        sa.Column("measure", sa.String(32), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("adjustment", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_quantity_asset_id_asset")
        ),
        sa.ForeignKeyConstraint(["log_id"], ["log.id"], name=op.f("fk_quantity_log_id_log")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quantity")),
    )
    with op.batch_alter_table("quantity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quantity_asset_id"), ["asset_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quantity_log_id"), ["log_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("quantity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quantity_log_id"))
        batch_op.drop_index(batch_op.f("ix_quantity_asset_id"))

    op.drop_table("quantity")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delivery_person_id"))
        batch_op.drop_index(batch_op.f("ix_delivery_name_key"))

    op.drop_table("delivery")
    with op.batch_alter_table("stock_balance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stock_balance_project_id"))

    op.drop_table("stock_balance")
    with op.batch_alter_table("log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_log_project_id_status_at"))
        batch_op.drop_index(batch_op.f("ix_log_project_id_at"))
        batch_op.drop_index(batch_op.f("ix_log_asset_id_at"))

    op.drop_table("log")
    with op.batch_alter_table("hands", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hands_workday_id"))
        batch_op.drop_index(batch_op.f("ix_hands_person_id"))

    op.drop_table("hands")
    with op.batch_alter_table("workday", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_workday_project_id"))
        batch_op.drop_index(batch_op.f("ix_workday_body_id_day"))

    op.drop_table("workday")
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_project_id"))

    op.drop_table("target")
    with op.batch_alter_table("project_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_report_project_id"))

    op.drop_table("project_report")
    with op.batch_alter_table("project_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_member_project_id"))
        batch_op.drop_index(batch_op.f("ix_project_member_person_id"))

    op.drop_table("project_member")
    with op.batch_alter_table("log_tally", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_log_tally_month"))

    op.drop_table("log_tally")
    with op.batch_alter_table("asset", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asset_project_id_active_type"))
        batch_op.drop_index(batch_op.f("ix_asset_parent_id"))

    op.drop_table("asset")
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_parent_id"))
        batch_op.drop_index(batch_op.f("ix_project_decision_id"))
        batch_op.drop_index(batch_op.f("ix_project_body_id_status"))

    op.drop_table("project")
    op.drop_table("project_kind")
