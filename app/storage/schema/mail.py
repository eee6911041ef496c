"""The database tables of mail: what is planned, what waits, the links in it, and what did not arrive."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field, SQLModel


class InvitationLinkRow(SQLModel, table=True):
    """A link that opens an invitation. Each letter has its own, and those of earlier letters go on working.

    Gone with the seal: whoever has several was reminded, so had not answered by then.
    """

    __tablename__ = "invitation_link"
    __table_args__ = ({"sqlite_with_rowid": False},)

    token_hash: str = Field(primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)


class PlannedMessageRow(SQLModel, table=True):
    """When everybody of an assessment is to hear from it, and how far that has come."""

    __tablename__ = "planned_message"
    __table_args__ = (
        CheckConstraint(
            "occasion IN ('invitation', 'first reminder', 'second reminder', 'third reminder')",
            name="occasion",
        ),
    )

    assessment_id: int = Field(foreign_key="assessment.id", primary_key=True)
    occasion: str = Field(primary_key=True)
    on: date
    sender: str = ""  # the person who signs it
    reached: int = 0  # the last invitation whose turn has come; they are gone through in order of their ids
    sent_on: date | None = None  # all have had their turn
    subject: str = Field(default="", sa_column_kwargs={"server_default": ""})  # empty: the usual words
    opening: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})


class UndeliveredRow(SQLModel, table=True):
    """An invitation's letter that did not arrive. Only of the invitation, which goes to everybody.

    Of a reminder it would say that somebody had not answered. Gone with the seal.
    """

    __tablename__ = "undelivered"

    invitation_id: int = Field(foreign_key="invitation.id", primary_key=True)
    to_address: str
    reason: str
    found_on: date


class OutgoingMessageRow(SQLModel, table=True):
    """A message waiting to be sent. Its row goes once it is: it may hold a link."""

    __tablename__ = "outgoing_message"
    __table_args__ = (
        CheckConstraint("purpose IN ('deed', 'invitation', 'reminder')", name="purpose"),
        Index(None, "purpose", "tries", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    message_id: str = Field(default="", sa_column_kwargs={"server_default": ""})  # the part before the @
    purpose: str = Field(default="deed", sa_column_kwargs={"server_default": "deed"})
    invitation_id: int | None = Field(default=None, foreign_key="invitation.id", index=True)
    stop_link: str = Field(default="", sa_column_kwargs={"server_default": ""})  # one POST, no more reminders
    from_name: str = ""  # the person it comes from; empty when it comes from the platform
    to_address: str
    subject: str
    body: str = Field(sa_type=Text)
    tries: int = 0
    taken_until: datetime | None = None  # it is being delivered, or rests; after that time anybody may try
