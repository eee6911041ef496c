"""Reminders have days of their own, messages words of their own, and whose turn comes first is kept.

An assessment so far took its turn from its id, and goes on doing so. A draft that left reminders out is
looked at once more: which days were left out depended on its dates, and none is to go out against a wish.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("assessment", sa.Column("turn", sa.Integer(), server_default="0", nullable=False))
    op.execute("UPDATE assessment SET turn = id")
    op.add_column("assessment_draft", sa.Column("reminders", sa.String(), nullable=True))
    op.add_column("assessment_draft", sa.Column("words", sa.Text(), server_default="", nullable=False))
    op.execute(
        "UPDATE assessment_draft SET scheduled_by = NULL, steps_done = 3 "  # the fourth is of messages
        "WHERE left_out <> '' AND steps_done > 3"
    )
    op.add_column("planned_message", sa.Column("subject", sa.String(), server_default="", nullable=False))
    op.add_column("planned_message", sa.Column("opening", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("planned_message", "opening")
    op.drop_column("planned_message", "subject")
    op.drop_column("assessment_draft", "words")
    op.drop_column("assessment_draft", "reminders")
    op.drop_column("assessment", "turn")
