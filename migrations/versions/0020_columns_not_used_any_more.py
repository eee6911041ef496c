"""Columns go that nothing reads: an invitation has links of its own, and a draft's reminders have days."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.drop_column("assessment_draft", "left_out")
    with op.batch_alter_table("invitation") as invitation:
        invitation.drop_constraint("uq_invitation_token_hash", type_="unique")
        invitation.drop_column("token_hash")


def downgrade() -> None:
    """With nothing in them, as they were left."""
    with op.batch_alter_table("invitation") as invitation:
        invitation.add_column(sa.Column("token_hash", sa.String(), nullable=True))
        invitation.create_unique_constraint("uq_invitation_token_hash", ["token_hash"])
    op.add_column("assessment_draft", sa.Column("left_out", sa.String(), server_default="", nullable=False))
