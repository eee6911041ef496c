"""Pulses and meeting forms: links, counts until the end, what may be shown after it. No answer has a row."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    _add_pulses()
    _add_meeting_forms()


def _add_pulses() -> None:
    op.create_table(
        "pulse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("whom", sa.String(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("fewest_shown", sa.Integer(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_pulse_action_id_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse")),
        sa.UniqueConstraint("action_id", name=op.f("uq_pulse_action_id")),
    )
    op.create_table(
        "pulse_asked",
        sa.Column("pulse_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pulse_id"], ["pulse.id"], name=op.f("fk_pulse_asked_pulse_id_pulse")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pulse_asked_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pulse_id", "person_id", name=op.f("pk_pulse_asked")),
    )
    op.create_index(op.f("ix_pulse_asked_person_id"), "pulse_asked", ["person_id"])
    op.create_table(
        "pulse_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("pulse_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pulse_id"], ["pulse.id"], name=op.f("fk_pulse_link_pulse_id_pulse")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_pulse_link")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_pulse_link_pulse_id"), "pulse_link", ["pulse_id"])
    op.create_table(
        "pulse_count",
        sa.Column("pulse_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pulse_id"], ["pulse.id"], name=op.f("fk_pulse_count_pulse_id_pulse")),
        sa.PrimaryKeyConstraint("pulse_id", "question", "answer", name=op.f("pk_pulse_count")),
    )


def _add_meeting_forms() -> None:
    op.create_table(
        "meeting_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("own", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_form_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_form")),
        sa.UniqueConstraint("person_id", name=op.f("uq_meeting_form_person_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_meeting_form_token_hash")),
    )
    op.create_table(
        "meeting_count",
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_id"],
            ["meeting_form.id"],
            name=op.f("fk_meeting_count_form_id_meeting_form"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("form_id", "statement", "level", name=op.f("pk_meeting_count")),
    )


def downgrade() -> None:
    op.drop_table("meeting_count")
    op.drop_table("meeting_form")
    op.drop_table("pulse_count")
    op.drop_index(op.f("ix_pulse_link_pulse_id"), table_name="pulse_link")
    op.drop_table("pulse_link")
    op.drop_index(op.f("ix_pulse_asked_person_id"), table_name="pulse_asked")
    op.drop_table("pulse_asked")
    op.drop_table("pulse")
