"""What all organisations together say of a charter version's questions."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "pooled_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("charter_version", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("organisations", sa.Integer(), nullable=False),
        sa.Column("alpha", sa.Float(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.Column("omega", sa.Float(), nullable=True),
        sa.Column("standard_error", sa.Float(), nullable=False),
        sa.Column("compared", sa.Integer(), nullable=True),
        sa.Column("spread", sa.Float(), nullable=True),
        sa.Column("icc1", sa.Float(), nullable=True),
        sa.Column("icc2", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pooled_figure")),
        sa.UniqueConstraint(
            "charter_version",
            "measure",
            "as_of",
            name=op.f("uq_pooled_figure_charter_version_measure_as_of"),
        ),
    )


def downgrade() -> None:
    op.drop_table("pooled_figure")
