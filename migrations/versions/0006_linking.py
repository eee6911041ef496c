"""A copy of what somebody answered before, and how far people so linked have moved."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

COPY = ("earlier_assessment_id", "earlier_selector", "earlier_levels")
ASSESSMENT_KEY = "fk_open_response_earlier_assessment_id_assessment"
ONE_COPY = "uq_open_response_assessment_id_earlier_selector"
BY_SELECTOR = "ix_open_response_earlier_selector"


def upgrade() -> None:
    with op.batch_alter_table("open_response") as open_response:
        open_response.add_column(sa.Column("earlier_assessment_id", sa.Integer(), nullable=True))
        open_response.add_column(sa.Column("earlier_selector", sa.String(), nullable=True))
        open_response.add_column(sa.Column("earlier_levels", sa.LargeBinary(), nullable=True))
        open_response.create_foreign_key(ASSESSMENT_KEY, "assessment", ["earlier_assessment_id"], ["id"])
        open_response.create_unique_constraint(ONE_COPY, ["assessment_id", "earlier_selector"])
        open_response.create_index(BY_SELECTOR, ["earlier_selector"])
    op.create_table(
        "linked_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("group_kind", sa.String(), nullable=False),
        sa.Column("group_code", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("mean", sa.Float(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_linked_change_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linked_change")),
        sa.UniqueConstraint(
            "assessment_id",
            "group_code",
            "measure",
            name=op.f("uq_linked_change_assessment_id_group_code_measure"),
        ),
    )


def downgrade() -> None:
    op.drop_table("linked_change")
    with op.batch_alter_table("open_response") as open_response:
        open_response.drop_index(BY_SELECTOR)
        open_response.drop_constraint(ONE_COPY, type_="unique")
        open_response.drop_constraint(ASSESSMENT_KEY, type_="foreignkey")
        for name in COPY:
            open_response.drop_column(name)
