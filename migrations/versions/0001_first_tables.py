"""The first tables: who there is, who is asked, what they answer, what is released, and how they sign in."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    "organisation",
    "team",
    "person",
    "partnership",
    "partner",
    "seat",
    "assessment",
    "invitation",
    "open_response",
    "answering",
    "sealed_response",
    "receipt",
    "released_cell",
    "sign_in",
    "sign_in_request",
    "attempt",
    "audit",
    "outgoing_message",
)  # in the order of creation


def upgrade() -> None:
    create_organisations_and_people()
    create_partnerships()
    create_seats()
    create_assessments()
    create_invitations()
    create_open_responses()
    create_sealed_responses()
    create_released_cells()
    create_sign_ins()
    create_records()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def create_organisations_and_people() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("slug", name="uq_organisation_slug"),
    )

    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_team_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
        sa.UniqueConstraint("organisation_id", "name", name="uq_team_organisation_id_name"),
    )

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("role_level", sa.String(), nullable=False),
        sa.CheckConstraint(
            "role_level IN ('strategic', 'operational', 'both', 'undeclared')",
            name=op.f("ck_person_role_level"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_person_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_person_team_id_team"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email", name="uq_person_email"),
    )
    op.create_index("ix_person_organisation_id", "person", ["organisation_id"])


def create_partnerships() -> None:
    op.create_table(
        "partnership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_partnership"),
        sa.UniqueConstraint("slug", name="uq_partnership_slug"),
    )

    op.create_table(
        "partner",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("when_small", sa.String(), nullable=False),
        sa.Column("own_words", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "when_small IN ('stand together', 'own words')", name=op.f("ck_partner_when_small")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_partner_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name="fk_partner_partnership_id_partnership"
        ),
        sa.PrimaryKeyConstraint("partnership_id", "organisation_id", name="pk_partner"),
    )
    op.create_index("ix_partner_organisation_id", "partner", ["organisation_id"])


def create_seats() -> None:
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('respondent', 'HR director', 'convenor', 'fellow', 'platform admin')",
            name=op.f("ck_seat_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_seat_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name="fk_seat_partnership_id_partnership"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_seat_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_seat"),
        sa.UniqueConstraint("person_id", "kind", name="uq_seat_person_id_kind"),
    )


def create_assessments() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=True),
        sa.Column("charter_version", sa.String(), nullable=False),
        sa.Column("blocks", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fewest_shown", sa.Integer(), nullable=False),
        sa.Column("leaders_line", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'closing', 'released', 'sealed')", name=op.f("ck_assessment_state")
        ),
        sa.CheckConstraint(
            "(organisation_id IS NULL) <> (partnership_id IS NULL)", name=op.f("ck_assessment_one_owner")
        ),
        sa.CheckConstraint("fewest_shown >= 5", name=op.f("ck_assessment_fewest_shown")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_assessment_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name="fk_assessment_partnership_id_partnership"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        sa.UniqueConstraint("code", name="uq_assessment_code"),
    )
    op.create_index("ix_assessment_organisation_id", "assessment", ["organisation_id"])
    op.create_index("ix_assessment_partnership_id", "assessment", ["partnership_id"])


def create_invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("role_level", sa.String(), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_invitation_assessment_id_assessment"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_invitation_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_invitation_person_id_person"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_invitation_team_id_team"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("assessment_id", "person_id", name="uq_invitation_assessment_id_person_id"),
        sa.UniqueConstraint("token_hash", name="uq_invitation_token_hash"),
    )
    op.create_index("ix_invitation_person_id", "invitation", ["person_id"])


def create_open_responses() -> None:
    op.create_table(
        "open_response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("help_wanted", sa.String(), nullable=False),
        sa.Column("correction", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("resume_hash", sa.String(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("receipt", sa.String(), nullable=True),
        sa.Column("return_selector", sa.String(), nullable=True),
        sa.Column("return_hash", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_open_response_assessment_id_assessment"
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name="fk_open_response_invitation_id_invitation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_open_response"),
        sa.UniqueConstraint("invitation_id", name="uq_open_response_invitation_id"),
    )
    op.create_index("ix_open_response_assessment_id", "open_response", ["assessment_id"])

    op.create_table(
        "answering",
        sa.Column("cookie_hash", sa.String(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name="fk_answering_invitation_id_invitation"
        ),
        sa.PrimaryKeyConstraint("cookie_hash", name="pk_answering"),
    )
    op.create_index("ix_answering_invitation_id", "answering", ["invitation_id"])


def create_sealed_responses() -> None:
    op.create_table(
        "sealed_response",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("charter_version", sa.String(), nullable=False),
        sa.Column("levels", sa.LargeBinary(), nullable=False),
        sa.Column("return_selector", sa.String(), nullable=True),
        sa.Column("return_hash", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_sealed_response_assessment_id_assessment"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_sealed_response_organisation_id_organisation",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sealed_response"),
        sa.UniqueConstraint("return_selector", name="uq_sealed_response_return_selector"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sealed_response_assessment_id", "sealed_response", ["assessment_id"])

    op.create_table(
        "receipt",
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_receipt"),
        sqlite_with_rowid=False,
    )


def create_released_cells() -> None:
    op.create_table(
        "released_cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("group_kind", sa.String(), nullable=False),
        sa.Column("group_code", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("counting", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("invited", sa.Integer(), nullable=True),
        sa.Column("mean", sa.Float(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("standard_error", sa.Float(), nullable=True),
        sa.Column("organisations", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_released_cell_assessment_id_assessment"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_released_cell"),
        sa.UniqueConstraint(
            "assessment_id",
            "group_code",
            "measure",
            "counting",
            name="uq_released_cell_assessment_id_group_code_measure_counting",
        ),
    )


def create_sign_ins() -> None:
    op.create_table(
        "sign_in",
        sa.Column("cookie_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_sign_in_person_id_person"),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name="fk_sign_in_seat_id_seat"),
        sa.PrimaryKeyConstraint("cookie_hash", name="pk_sign_in"),
    )
    op.create_index("ix_sign_in_person_id", "sign_in", ["person_id"])

    op.create_table(
        "sign_in_request",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_sign_in_request_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_request"),
        sa.UniqueConstraint("token_hash", name="uq_sign_in_request_token_hash"),
    )

    op.create_table(
        "attempt",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("window_began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_attempt"),
    )


def create_records() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_audit_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )

    op.create_table(
        "outgoing_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_name", sa.String(), nullable=False),
        sa.Column("to_address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outgoing_message"),
    )
