"""Shared teams of a partnership, who is in them, and who was when people were invited."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "shared_team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("retired", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_shared_team_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_team")),
        sa.UniqueConstraint("partnership_id", "name", name=op.f("uq_shared_team_partnership_id_name")),
    )
    _add_members("shared_team_person", "person")
    _add_members("invitation_shared_team", "invitation")


def _add_members(table: str, whose: str) -> None:
    op.create_table(
        table,
        sa.Column("shared_team_id", sa.Integer(), nullable=False),
        sa.Column(f"{whose}_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shared_team_id"], ["shared_team.id"], name=op.f(f"fk_{table}_shared_team_id_shared_team")
        ),
        sa.ForeignKeyConstraint(
            [f"{whose}_id"], [f"{whose}.id"], name=op.f(f"fk_{table}_{whose}_id_{whose}")
        ),
        sa.PrimaryKeyConstraint(*_KEYS[table], name=op.f(f"pk_{table}")),
    )
    second = _KEYS[table][1]
    op.create_index(op.f(f"ix_{table}_{second}"), table, [second])


_KEYS = {
    "shared_team_person": ("shared_team_id", "person_id"),
    "invitation_shared_team": ("invitation_id", "shared_team_id"),
}


def downgrade() -> None:
    for table in reversed(_KEYS):
        op.drop_index(op.f(f"ix_{table}_{_KEYS[table][1]}"), table_name=table)
        op.drop_table(table)
    op.drop_table("shared_team")
