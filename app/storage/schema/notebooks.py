"""The database tables of notebooks: what people write for themselves. Rows only."""

from datetime import date

from sqlalchemy import CheckConstraint, LargeBinary
from sqlmodel import Field, SQLModel


class NotebookRow(SQLModel, table=True):
    """Of whoever signs in with this address, in any seat. Not tied to a staff list: others keep those."""

    __tablename__ = "notebook"

    id: int | None = Field(default=None, primary_key=True)
    address: str = Field(unique=True)  # as people's addresses are kept
    salt: bytes = Field(sa_type=LargeBinary)  # for its key: nothing in it opens once this is gone
    left_on: date | None = None  # since when nobody has a seat at that address


class NoteRow(SQLModel, table=True):
    """Something in a notebook. When it was written is inside, where a reader of the database can't see it."""

    __tablename__ = "note"
    __table_args__ = (CheckConstraint("kind IN ('entry', 'step', 'card')", name="kind"),)

    notebook_id: int = Field(foreign_key="notebook.id", primary_key=True)
    code: str = Field(primary_key=True)
    kind: str
    locked: bytes = Field(sa_type=LargeBinary)
    remind_on: date | None = Field(default=None, index=True)  # of a small step
