"""An organisation's own settings, its handover note, and who looked at which results."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

ONE_OWNER = "(organisation_id IS NULL) <> (partnership_id IS NULL)"
PLACES = ("organisation_id", "partnership_id")


def upgrade() -> None:
    op.add_column(
        "assessment", sa.Column("fewest_in_distribution", sa.Integer(), server_default="10", nullable=False)
    )
    for place in PLACES:
        op.add_column("audit", sa.Column(place, sa.Integer(), nullable=True))
        op.create_index(op.f(f"ix_audit_{place}"), "audit", [place])
    _add_own_settings()
    _add_looks()


def _add_own_settings() -> None:
    op.create_table(
        "own_settings",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("fewest_shown", sa.Integer(), nullable=False),
        sa.Column("fewest_in_distribution", sa.Integer(), nullable=False),
        sa.Column("contact_name", sa.String(), nullable=False),
        sa.Column("contact_details", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("fewest_shown >= 5", name=op.f("ck_own_settings_fewest_shown")),
        sa.CheckConstraint(
            "fewest_in_distribution >= 10", name=op.f("ck_own_settings_fewest_in_distribution")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_own_settings_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_own_settings")),
    )
    op.create_table(
        "handover",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_handover_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_handover")),
    )


def _add_looks() -> None:
    op.create_table(
        "look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(ONE_OWNER, name=op.f("ck_look_one_owner")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_look_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_look_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_look_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_look_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look")),
        sa.UniqueConstraint(
            "person_id",
            "assessment_id",
            "page",
            "shared",
            "on",
            name=op.f("uq_look_person_id_assessment_id_page_shared_on"),
        ),
    )
    op.create_index(op.f("ix_look_at"), "look", ["at"])
    op.create_index(op.f("ix_look_organisation_id_at"), "look", ["organisation_id", "at"])
    op.create_index(op.f("ix_look_partnership_id_at"), "look", ["partnership_id", "at"])


def downgrade() -> None:
    op.drop_table("look")
    op.drop_table("handover")
    op.drop_table("own_settings")
    for place in PLACES:
        op.drop_index(op.f(f"ix_audit_{place}"), table_name="audit")
        op.drop_column("audit", place)
    op.drop_column("assessment", "fewest_in_distribution")
