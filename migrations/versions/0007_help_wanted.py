"""How many of an organisation's people want help with what.

Not in assessments that are there by now: their people were told that nobody else would see it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column(
        "assessment", sa.Column("counts_help", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_table(
        "help_cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("group_code", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("or_more", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("invited", sa.Integer(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_help_cell_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_cell")),
        sa.UniqueConstraint(
            "assessment_id",
            "group_code",
            "theme",
            "wanted",
            name=op.f("uq_help_cell_assessment_id_group_code_theme_wanted"),
        ),
    )


def downgrade() -> None:
    op.drop_table("help_cell")
    op.drop_column("assessment", "counts_help")
