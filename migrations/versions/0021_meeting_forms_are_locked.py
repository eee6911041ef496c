"""Meeting forms are locked at rest, counts and all. What was kept unlocked can't be: it is deleted.

A migration has no secret to lock it with, and no release has had meeting forms yet.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.drop_table("meeting_count")
    op.drop_table("meeting_form")
    _create_form(
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("own", sa.LargeBinary(), nullable=False),
        sa.Column("theirs", sa.LargeBinary(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("meeting_form")
    _create_form(
        sa.Column("own", sa.Text(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
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


def _create_form(*content: sa.Column[object]) -> None:
    op.create_table(
        "meeting_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        *content,
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_form_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_form")),
        sa.UniqueConstraint("person_id", name=op.f("uq_meeting_form_person_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_meeting_form_token_hash")),
    )
