"""Staff lists: an address is one person's within an organisation, and a list waits to be looked through."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("organisation") as organisation:
        organisation.add_column(
            sa.Column("staff_list_version", sa.Integer(), server_default="0", nullable=False)
        )
    with op.batch_alter_table("team") as team:
        team.add_column(sa.Column("retired", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("person") as person:
        person.drop_constraint("uq_person_email", type_="unique")
        person.create_unique_constraint("uq_person_organisation_id_email", ["organisation_id", "email"])
        person.create_index("ix_person_email", ["email"])
        person.create_index("ix_person_team_id", ["team_id"])
    with op.batch_alter_table("invitation") as invitation:
        invitation.add_column(sa.Column("email", sa.String(), nullable=True))
    op.execute(
        "UPDATE invitation SET email = (SELECT email FROM person WHERE person.id = invitation.person_id) "
        "WHERE assessment_id IN (SELECT id FROM assessment WHERE state <> 'sealed')"
    )
    op.create_index("ix_audit_person_id", "audit", ["person_id"])
    op.create_index("ix_sign_in_request_person_id", "sign_in_request", ["person_id"])
    op.create_table(
        "staff_import",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_staff_import_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_staff_import"),
    )
    op.create_index("ix_staff_import_organisation_id", "staff_import", ["organisation_id"])


def downgrade() -> None:
    op.drop_table("staff_import")
    op.drop_index("ix_sign_in_request_person_id", "sign_in_request")
    op.drop_index("ix_audit_person_id", "audit")
    with op.batch_alter_table("invitation") as invitation:
        invitation.drop_column("email")
    with op.batch_alter_table("person") as person:
        person.drop_index("ix_person_team_id")
        person.drop_index("ix_person_email")
        person.drop_constraint("uq_person_organisation_id_email", type_="unique")
        person.create_unique_constraint("uq_person_email", ["email"])
    with op.batch_alter_table("team") as team:
        team.drop_column("retired")
    with op.batch_alter_table("organisation") as organisation:
        organisation.drop_column("staff_list_version")
