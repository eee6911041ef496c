"""Mail is taken in hand before it is delivered, so that no transaction is open while a mail server talks."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("outgoing_message") as outgoing_message:
        outgoing_message.add_column(sa.Column("taken_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("outgoing_message") as outgoing_message:
        outgoing_message.drop_column("taken_until")
