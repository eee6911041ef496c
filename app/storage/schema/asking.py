"""The database tables of pulses and meeting forms. Rows only.

Neither keeps an answer: only how many gave it, and that only until the end. No row has a time.
"""

from datetime import date

from sqlalchemy import Column, ForeignKey, Integer, Text
from sqlmodel import Field, SQLModel


class PulseRow(SQLModel, table=True):
    """Two questions after an action. `result` is JSON: what may be shown, and all that is left in the end."""

    __tablename__ = "pulse"

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", unique=True)
    whom: str
    asked: int
    fewest_shown: int
    closes_on: date
    result: str | None = Field(default=None, sa_type=Text)


class PulseAskedRow(SQLModel, table=True):
    """Who was asked, never who has answered. Gone when the pulse ends."""

    __tablename__ = "pulse_asked"

    pulse_id: int = Field(foreign_key="pulse.id", primary_key=True)
    person_id: int = Field(
        sa_column=Column(Integer, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)
    )


class PulseLinkRow(SQLModel, table=True):
    """A link that opens a pulse once, tied to no person. Its row goes as it is used."""

    __tablename__ = "pulse_link"
    # Without a rowid SQLite keeps no trace of the order in which these were written.
    __table_args__ = ({"sqlite_with_rowid": False},)

    token_hash: str = Field(primary_key=True)
    pulse_id: int = Field(foreign_key="pulse.id", index=True)


class PulseCountRow(SQLModel, table=True):
    """How many gave an answer. Gone when the pulse ends."""

    __tablename__ = "pulse_count"

    pulse_id: int = Field(foreign_key="pulse.id", primary_key=True)
    question: str = Field(primary_key=True)
    answer: int = Field(primary_key=True)
    people: int = 0


class MeetingFormRow(SQLModel, table=True):
    """A person's own. `own` and `result` are JSON: her answers, and what she may see of her colleagues'."""

    __tablename__ = "meeting_form"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(
        sa_column=Column(Integer, ForeignKey("person.id", ondelete="CASCADE"), unique=True, nullable=False)
    )
    own: str = Field(sa_type=Text)
    token_hash: str | None = Field(default=None, unique=True)
    closes_on: date | None = None
    answered: int = 0
    result: str | None = Field(default=None, sa_type=Text)


class MeetingCountRow(SQLModel, table=True):
    """How many colleagues gave a level to a statement. Gone when the form closes."""

    __tablename__ = "meeting_count"

    form_id: int = Field(
        sa_column=Column(Integer, ForeignKey("meeting_form.id", ondelete="CASCADE"), primary_key=True)
    )
    statement: str = Field(primary_key=True)
    level: int = Field(primary_key=True)
    people: int = 0
