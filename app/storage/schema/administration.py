"""The database tables for looking after an organisation: its settings, a handover note, and who looked."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.storage.schema import EXACTLY_ONE_OWNER


class OwnSettingsRow(SQLModel, table=True):
    """What an organisation has chosen for itself. Without a row it is as everywhere."""

    __tablename__ = "own_settings"
    __table_args__ = (
        CheckConstraint("fewest_shown >= 5", name="fewest_shown"),
        CheckConstraint("fewest_in_distribution >= 10", name="fewest_in_distribution"),
    )

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    fewest_shown: int = 5
    fewest_in_distribution: int = 10
    contact_name: str = ""
    contact_details: str = ""  # an address or a telephone number, as it was typed
    closed_on: date | None = None


class HandoverRow(SQLModel, table=True):
    """A note for whoever comes next."""

    __tablename__ = "handover"

    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    note: str = Field(default="", sa_type=Text)
    version: int = 1  # one higher with every change
    changed_by: str = ""
    changed_at: datetime


class LookRow(SQLModel, table=True):
    """Somebody in a seat looked at results or took them away. Once a day for each kind of page.

    Whose page it was is where it is read. Never about a respondent.
    """

    __tablename__ = "look"
    __table_args__ = (
        CheckConstraint(EXACTLY_ONE_OWNER, name="one_owner"),
        UniqueConstraint("person_id", "assessment_id", "page", "shared", "on"),
        Index(None, "organisation_id", "at"),
        Index(None, "partnership_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    on: date
    person_id: int = Field(foreign_key="person.id")
    seat: str
    assessment_id: int = Field(foreign_key="assessment.id")
    page: str
    shared: bool  # one of the partnership's pages
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    partnership_id: int | None = Field(default=None, foreign_key="partnership.id")
