"""The database tables for what follows a close. Rows only."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.storage.schema import EXACTLY_ONE_OWNER


class ActionRow(SQLModel, table=True):
    __tablename__ = "action"
    __table_args__ = (CheckConstraint(EXACTLY_ONE_OWNER, name="one_owner"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    partnership_id: int | None = Field(default=None, foreign_key="partnership.id", index=True)
    what: str
    led_by: str
    due_on: date
    finding_code: str = ""
    finding: str = Field(default="", sa_type=Text)  # as it read when it was picked
    empty_chair: str = Field(default="", sa_type=Text)
    cost: str = Field(default="", sa_type=Text)
    borne_by: str = Field(default="", sa_type=Text)


class ActionStatusRow(SQLModel, table=True):
    """One line of an action's history. The newest is how it stands."""

    __tablename__ = "action_status"
    __table_args__ = (
        CheckConstraint("status IN ('not started', 'under way', 'done', 'parked')", name="status"),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    status: str
    noted_on: date
    note: str = Field(default="", sa_type=Text)


class SummaryRow(SQLModel, table=True):
    """What an organisation tells those it invited. The token is as readable as the page that it opens."""

    __tablename__ = "summary"
    __table_args__ = (UniqueConstraint("assessment_id", "organisation_id"),)

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    token: str = Field(unique=True)
    promised_on: date | None = None


class SummaryVersionRow(SQLModel, table=True):
    """The wording of a summary: published for good, or a draft until then."""

    __tablename__ = "summary_version"
    __table_args__ = (UniqueConstraint("summary_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    summary_id: int = Field(foreign_key="summary.id")
    number: int
    published_at: datetime | None = None
    thanks: str = Field(sa_type=Text)
    strengths: str = Field(sa_type=Text)
    gaps: str = Field(sa_type=Text)
    unknown: str = Field(sa_type=Text)
    doing: str = Field(sa_type=Text)
    not_doing: str = Field(sa_type=Text)
    next_look: str = Field(sa_type=Text)
