"""Assessments that are being set up, and whether one was extended."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("assessment", sa.Column("first_closes_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "assessment_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("blocks", sa.String(), nullable=False),
        sa.Column("teams", sa.String(), nullable=True),
        sa.Column("leaders_line", sa.Text(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("fewest_shown", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.String(), nullable=False),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("scheduled_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("fewest_shown >= 5", name=op.f("ck_assessment_draft_fewest_shown")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_assessment_draft_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["scheduled_by"], ["person.id"], name=op.f("fk_assessment_draft_scheduled_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_draft")),
        sa.UniqueConstraint("code", name=op.f("uq_assessment_draft_code")),
    )
    op.create_index(
        op.f("ix_assessment_draft_organisation_id"), "assessment_draft", ["organisation_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("assessment_draft")
    op.drop_column("assessment", "first_closes_at")
