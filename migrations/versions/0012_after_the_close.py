"""What follows a close: actions and their history, and what an organisation tells those it invited."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

STATUS_WORDS = "status IN ('not started', 'under way', 'done', 'parked')"
ONE_OWNER = "(organisation_id IS NULL) <> (partnership_id IS NULL)"


def upgrade() -> None:
    _add_actions()
    _add_summaries()


def _add_actions() -> None:
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("led_by", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("finding_code", sa.String(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("empty_chair", sa.Text(), nullable=False),
        sa.Column("cost", sa.Text(), nullable=False),
        sa.Column("borne_by", sa.Text(), nullable=False),
        sa.CheckConstraint(ONE_OWNER, name=op.f("ck_action_one_owner")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_action_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_action_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("code", name=op.f("uq_action_code")),
    )
    op.create_index(op.f("ix_action_organisation_id"), "action", ["organisation_id"])
    op.create_index(op.f("ix_action_partnership_id"), "action", ["partnership_id"])
    op.create_table(
        "action_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(STATUS_WORDS, name=op.f("ck_action_status_status")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_status_action_id_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_status")),
    )
    op.create_index(op.f("ix_action_status_action_id"), "action_status", ["action_id"])


def _add_summaries() -> None:
    op.create_table(
        "summary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_summary_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_summary_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary")),
        sa.UniqueConstraint(
            "assessment_id", "organisation_id", name=op.f("uq_summary_assessment_id_organisation_id")
        ),
        sa.UniqueConstraint("token", name=op.f("uq_summary_token")),
    )
    op.create_index(op.f("ix_summary_organisation_id"), "summary", ["organisation_id"])
    op.create_table(
        "summary_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("summary_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("thanks", sa.Text(), nullable=False),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("gaps", sa.Text(), nullable=False),
        sa.Column("unknown", sa.Text(), nullable=False),
        sa.Column("doing", sa.Text(), nullable=False),
        sa.Column("not_doing", sa.Text(), nullable=False),
        sa.Column("next_look", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["summary.id"], name=op.f("fk_summary_version_summary_id_summary")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_version")),
        sa.UniqueConstraint("summary_id", "number", name=op.f("uq_summary_version_summary_id_number")),
    )


def downgrade() -> None:
    op.drop_table("summary_version")
    op.drop_index(op.f("ix_summary_organisation_id"), table_name="summary")
    op.drop_table("summary")
    op.drop_index(op.f("ix_action_status_action_id"), table_name="action_status")
    op.drop_table("action_status")
    op.drop_index(op.f("ix_action_partnership_id"), table_name="action")
    op.drop_index(op.f("ix_action_organisation_id"), table_name="action")
    op.drop_table("action")
