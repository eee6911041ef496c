"""How many of a group gave which answer to a statement, beside its mean. Earlier releases have none."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

COUNTS = ("level_0", "level_1", "level_2", "level_3", "level_4", "usually", "did_not_come_up", "cannot_say")
SHARES = ("usually_low", "usually_high")


def upgrade() -> None:
    with op.batch_alter_table("released_cell") as released_cell:
        for name in COUNTS:
            released_cell.add_column(sa.Column(name, sa.Integer(), nullable=True))
        for name in SHARES:
            released_cell.add_column(sa.Column(name, sa.Float(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("released_cell") as released_cell:
        for name in COUNTS + SHARES:
            released_cell.drop_column(name)
