"""Several links an invitation, a plan of messages, Message-IDs, and what did not arrive."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

OCCASIONS = "occasion IN ('invitation', 'first reminder', 'second reminder', 'third reminder')"


def upgrade() -> None:
    make_links()
    op.create_table(
        "planned_message",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.CheckConstraint(OCCASIONS, name=op.f("ck_planned_message_occasion")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_planned_message_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "occasion", name=op.f("pk_planned_message")),
    )
    op.create_table(
        "undelivered",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("to_address", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_undelivered_invitation_id_invitation")
        ),
        sa.PrimaryKeyConstraint("invitation_id", name=op.f("pk_undelivered")),
    )
    widen_the_outbox()


def make_links() -> None:
    op.create_table(
        "invitation_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_invitation_link_invitation_id_invitation")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invitation_link")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_invitation_link_invitation_id"), "invitation_link", ["invitation_id"])
    # After the seal a link opens nothing, and is not kept.
    op.execute(
        "INSERT INTO invitation_link (token_hash, invitation_id) SELECT token_hash, invitation.id "
        "FROM invitation JOIN assessment ON assessment.id = assessment_id WHERE state <> 'sealed'"
    )
    with op.batch_alter_table("invitation") as invitation:
        invitation.alter_column("token_hash", existing_type=sa.String(), nullable=True)
        invitation.create_index(op.f("ix_invitation_assessment_id_id"), ["assessment_id", "id"])


def widen_the_outbox() -> None:
    with op.batch_alter_table("outgoing_message") as outgoing_message:
        outgoing_message.add_column(sa.Column("message_id", sa.String(), server_default="", nullable=False))
        outgoing_message.add_column(sa.Column("purpose", sa.String(), server_default="deed", nullable=False))
        outgoing_message.add_column(sa.Column("invitation_id", sa.Integer(), nullable=True))
        outgoing_message.add_column(sa.Column("stop_link", sa.String(), server_default="", nullable=False))
        outgoing_message.create_check_constraint(
            op.f("ck_outgoing_message_purpose"), "purpose IN ('deed', 'invitation', 'reminder')"
        )
        outgoing_message.create_foreign_key(
            op.f("fk_outgoing_message_invitation_id_invitation"), "invitation", ["invitation_id"], ["id"]
        )
        outgoing_message.create_index(op.f("ix_outgoing_message_invitation_id"), ["invitation_id"])
        outgoing_message.create_index(
            op.f("ix_outgoing_message_purpose_tries_id"), ["purpose", "tries", "id"]
        )
    letters = random_letters("outgoing_message.id")
    op.execute(f"UPDATE outgoing_message SET message_id = {letters}")  # noqa: S608 - our own words


def random_letters(row: str) -> str:
    if op.get_bind().dialect.name == "sqlite":
        return "lower(hex(randomblob(16)))"
    return f"md5(random()::text || clock_timestamp()::text || {row}::text)"


def downgrade() -> None:
    with op.batch_alter_table("outgoing_message") as outgoing_message:
        outgoing_message.drop_index(op.f("ix_outgoing_message_purpose_tries_id"))
        outgoing_message.drop_index(op.f("ix_outgoing_message_invitation_id"))
        outgoing_message.drop_constraint(
            op.f("fk_outgoing_message_invitation_id_invitation"), type_="foreignkey"
        )
        outgoing_message.drop_constraint(op.f("ck_outgoing_message_purpose"), type_="check")
        for name in ("stop_link", "invitation_id", "purpose", "message_id"):
            outgoing_message.drop_column(name)
    # Of several links the first in the alphabet goes on working. Who has none gets the hash of nothing.
    op.execute(
        "UPDATE invitation SET token_hash = coalesce((SELECT min(invitation_link.token_hash) "  # noqa: S608 - our own words
        "FROM invitation_link WHERE invitation_link.invitation_id = invitation.id), "
        f"{random_letters('invitation.id')}) WHERE token_hash IS NULL"
    )
    with op.batch_alter_table("invitation") as invitation:
        invitation.drop_index(op.f("ix_invitation_assessment_id_id"))
        invitation.alter_column("token_hash", existing_type=sa.String(), nullable=False)
    op.drop_table("undelivered")
    op.drop_table("planned_message")
    op.drop_index(op.f("ix_invitation_link_invitation_id"), "invitation_link")
    op.drop_table("invitation_link")
