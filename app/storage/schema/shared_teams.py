"""The database tables of shared teams: their names, who is in them, and who was when people were invited."""

from sqlalchemy import UniqueConstraint, false
from sqlmodel import Field, SQLModel


class SharedTeamRow(SQLModel, table=True):
    """A team of a partnership, whose people come from several of its partners."""

    __tablename__ = "shared_team"
    __table_args__ = (UniqueConstraint("partnership_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    partnership_id: int = Field(foreign_key="partnership.id")
    name: str
    # Off the list, but people were once invited in it.
    retired: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class SharedTeamPersonRow(SQLModel, table=True):
    """Somebody in a shared team as it is now. Whose she is, her organisation says."""

    __tablename__ = "shared_team_person"

    shared_team_id: int = Field(foreign_key="shared_team.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)


class InvitationSharedTeamRow(SQLModel, table=True):
    """Who was in a shared team when an assessment opened. Written then, and never after."""

    __tablename__ = "invitation_shared_team"

    invitation_id: int = Field(foreign_key="invitation.id", primary_key=True)
    shared_team_id: int = Field(foreign_key="shared_team.id", primary_key=True, index=True)
