"""Notebooks: what people write for themselves, locked."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "notebook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notebook")),
        sa.UniqueConstraint("address", name=op.f("uq_notebook_address")),
    )
    op.create_table(
        "note",
        sa.Column("notebook_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("locked", sa.LargeBinary(), nullable=False),
        sa.Column("remind_on", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('entry', 'step', 'card')", name=op.f("ck_note_kind")),
        sa.ForeignKeyConstraint(["notebook_id"], ["notebook.id"], name=op.f("fk_note_notebook_id_notebook")),
        sa.PrimaryKeyConstraint("notebook_id", "code", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_remind_on"), "note", ["remind_on"])


def downgrade() -> None:
    op.drop_index(op.f("ix_note_remind_on"), table_name="note")
    op.drop_table("note")
    op.drop_table("notebook")
