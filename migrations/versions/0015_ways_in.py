"""Ways in for people without email: an entrance, and invitations that name nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

UNNAMED = "SELECT id FROM invitation WHERE person_id IS NULL"


def upgrade() -> None:
    op.create_table(
        "entrance",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("open_places", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_entrance_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_entrance_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_entrance")),
        sa.UniqueConstraint(
            "assessment_id", "organisation_id", name=op.f("uq_entrance_assessment_id_organisation_id")
        ),
    )
    op.create_index(op.f("ix_entrance_organisation_id"), "entrance", ["organisation_id"])
    op.create_table(
        "open_place",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("in_team", sa.Boolean(), nullable=False),
        sa.Column("role_level", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_open_place_invitation_id_invitation")
        ),
        sa.PrimaryKeyConstraint("invitation_id", name=op.f("pk_open_place")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("invitation") as invitation:
        invitation.alter_column("person_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    """Answers that came by an open link go: before, an invitation had to name somebody."""
    op.drop_table("open_place")
    op.drop_index(op.f("ix_entrance_organisation_id"), "entrance")
    op.drop_table("entrance")
    for table in ("answering", "open_response", "invitation_link", "outgoing_message"):
        op.execute(f"DELETE FROM {table} WHERE invitation_id IN ({UNNAMED})")  # noqa: S608 - our own words
    op.execute("DELETE FROM invitation WHERE person_id IS NULL")
    with op.batch_alter_table("invitation") as invitation:
        invitation.alter_column("person_id", existing_type=sa.Integer(), nullable=False)
