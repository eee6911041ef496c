"""How far apart a group's answers lie, beside its figure. Earlier releases have none."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

INDEXES = ("average_deviation", "r_wg", "r_wg_skewed", "r_star", "r_star_skewed")


def upgrade() -> None:
    with op.batch_alter_table("released_cell") as released_cell:
        released_cell.add_column(sa.Column("agreement", sa.String(), nullable=True))
        for name in INDEXES:
            released_cell.add_column(sa.Column(name, sa.Float(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("released_cell") as released_cell:
        for name in ("agreement", *INDEXES):
            released_cell.drop_column(name)
