"""The database tables of the door: who is signed in, who asked to be, how often, and who did what."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class SignInRow(SQLModel, table=True):
    """A signed-in browser: an opaque cookie, and the seat its person sits in."""

    __tablename__ = "sign_in"

    cookie_hash: str = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    seat_id: int | None = Field(default=None, foreign_key="seat.id")
    began_at: datetime
    seen_at: datetime


class SignInRequestRow(SQLModel, table=True):
    """A mailed link and code. For an unknown address there is one too, which opens nothing."""

    __tablename__ = "sign_in_request"

    id: str = Field(primary_key=True)  # opaque; the browser that asked carries it
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    token_hash: str = Field(unique=True)
    code_hash: str
    expires_at: datetime
    tries_left: int = 5
    used: bool = False


class AttemptRow(SQLModel, table=True):
    """How often something was tried lately. The key is a keyed hash: no address is kept."""

    __tablename__ = "attempt"

    key: str = Field(primary_key=True)
    window_began_at: datetime
    tries: int


class AuditRow(SQLModel, table=True):
    """Who did what, when. Never anything a respondent did: it would put a time on answers."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    seat: str
    action: str
    subject: str
    # Where it is read: the places of the seat, or the one that the deed was done to.
    organisation_id: int | None = Field(default=None, index=True)
    partnership_id: int | None = Field(default=None, index=True)
