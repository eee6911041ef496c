"""How many withdrew today, for the counts of an open assessment, which move once a day. Never who."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("role_level", sa.String(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_withdrawal_assessment_id_assessment"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_withdrawal_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_withdrawal_team_id_team"),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawal"),
    )
    op.create_index("ix_withdrawal_assessment_id", "withdrawal", ["assessment_id"])


def downgrade() -> None:
    op.drop_table("withdrawal")
