"""The database tables of the ways in for people without email. Rows only."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class EntranceRow(SQLModel, table=True):
    """A short address for one organisation's people in one assessment.

    `open_places` is how many the open link admits at most; with none there is no open link.
    """

    __tablename__ = "entrance"
    __table_args__ = (UniqueConstraint("assessment_id", "organisation_id"),)

    code: str = Field(primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    open_places: int = 0


class OpenPlaceRow(SQLModel, table=True):
    """What somebody said of herself who took a place of the open link. Gone with the seal.

    `in_team`: the place is one of the team that she chose. Otherwise she counts in totals only.
    """

    __tablename__ = "open_place"
    __table_args__ = ({"sqlite_with_rowid": False},)

    invitation_id: int = Field(foreign_key="invitation.id", primary_key=True)
    in_team: bool
    role_level: str
