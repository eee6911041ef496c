"""The database tables beside a staff list. Rows only."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel


class TeamGoneRow(SQLModel, table=True):
    """The team that was merged or taken away last, to bring it back until the staff list changes again."""

    __tablename__ = "team_gone"

    organisation_id: int = Field(primary_key=True, foreign_key="organisation.id")
    team_id: int
    name: str
    into: str  # empty for no team
    people: str = Field(sa_type=Text)  # the ids of those who were in it, with commas between
    made_at: datetime
