"""ballots cast one by one: the roll, who took part, secret ballots, and what a vote freezes for them"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0067"


def columns() -> dict[str, list[sa.Column]]:
    """New ones at each call: a column belongs to one table."""
    return {
        "vote": [
            sa.Column("purpose", sa.String(32), nullable=False, server_default="ordinary"),
            sa.Column("sheet", sa.Uuid(), nullable=True),
            sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
            sa.Column("may_change", sa.Boolean(), nullable=False, server_default=sa.false()),
            sa.Column("group_rule", sa.String(32), nullable=False, server_default="none"),
            sa.Column("turnout_share", sa.String(40), nullable=True),
            sa.Column("turnout_comparison", sa.String(32), nullable=True),
            sa.Column("groups", sa.JSON(), nullable=True),
            sa.Column("slips", sa.JSON(), nullable=True),
            sa.Column("published", sa.Text(), nullable=True),
            sa.Column("published_digest", sa.String(64), nullable=True),
        ],
        "ballot": [
            sa.Column("choice", sa.Text(), nullable=True),
            sa.Column("channel", sa.String(32), nullable=False, server_default="desk"),
        ],
        "voting_rule": [
            *(
                sa.Column(f"{kind}_{what}", sa.String(length), nullable=False, server_default=given)
                for kind in ("recall", "referendum")
                for what, length, given in (
                    ("share", 40, "1/2"),
                    ("comparison", 32, "more_than"),
                    ("base", 32, "for_and_against"),
                    ("turnout_comparison", 32, "at_least"),
                )
            ),
            sa.Column("recall_turnout_share", sa.String(40), nullable=True, server_default="1/4"),
            sa.Column(
                "referendum_turnout_share", sa.String(40), nullable=True, server_default="3/20"
            ),
            sa.Column("may_change_ballots", sa.Boolean(), nullable=False, server_default=sa.true()),
        ],
    }


def upgrade() -> None:
    for table, added in columns().items():
        with op.batch_alter_table(table) as batch:
            for column in added:
                batch.add_column(column)
        # The defaults were for the rows that are there; from now on the program says what it means.
        with op.batch_alter_table(table) as batch:
            for column in added:
                if column.server_default is not None:
                    batch.alter_column(column.name, existing_type=column.type, server_default=None)
    with op.batch_alter_table("vote") as batch:
        batch.create_index(batch.f("ix_vote_sheet"), ["sheet"])
    _elector()
    _secret()


def _elector() -> None:
    op.create_table(
        "elector",
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("group", sa.String(200), nullable=False),
        sa.CheckConstraint("weight >= 1", name=op.f("ck_elector_weight_positive")),
        sa.ForeignKeyConstraint(["vote_id"], ["vote.id"], name=op.f("fk_elector_vote_id_vote")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_elector_seat_id_seat")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_elector_person_id_person")
        ),
        sa.PrimaryKeyConstraint("vote_id", "seat_id", name=op.f("pk_elector")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_elector_vote_id_person_id"), "elector", ["vote_id", "person_id"])


def _secret() -> None:
    op.create_table(
        "participation",
        sa.Column("vote_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("seat_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["vote_id", "seat_id"],
            ["elector.vote_id", "elector.seat_id"],
            name=op.f("fk_participation_vote_id_elector"),
        ),
        sa.PrimaryKeyConstraint("vote_id", "seat_id", name=op.f("pk_participation")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "secret_ballot",
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(10), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("group", sa.String(200), nullable=False),
        sa.CheckConstraint("weight >= 1", name=op.f("ck_secret_ballot_weight_positive")),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["vote.id"], name=op.f("fk_secret_ballot_vote_id_vote")
        ),
        sa.PrimaryKeyConstraint("vote_id", "receipt", name=op.f("pk_secret_ballot")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("secret_ballot", "participation", "elector"):
        op.drop_table(table)
    # What an older program cannot name: ballots cast one by one are closest to its own two words.
    op.execute("UPDATE vote SET method = 'roll_call' WHERE method = 'open_ballots'")
    op.execute("UPDATE vote SET method = 'secret_paper' WHERE method = 'secret_ballots'")
    with op.batch_alter_table("vote") as batch:
        batch.drop_index(batch.f("ix_vote_sheet"))
    for table, added in columns().items():
        with op.batch_alter_table(table) as batch:
            for column in added:
                batch.drop_column(column.name)
