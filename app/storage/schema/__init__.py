"""The database tables. Rows only: no rules, no queries, no relationships.

Here are those of people, assessments and results; the modules beside it have the rest, a subject each.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text, UniqueConstraint, false
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

EXACTLY_ONE_OWNER = "(organisation_id IS NULL) <> (partnership_id IS NULL)"


class OrganisationRow(SQLModel, table=True):
    __tablename__ = "organisation"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    name: str
    staff: int
    # One higher with every change to its people or teams: who was looking at an older list is told so.
    staff_list_version: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class TeamRow(SQLModel, table=True):
    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    name: str
    # Off the list, but people were once invited from it.
    retired: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class PersonRow(SQLModel, table=True):
    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint(
            "role_level IN ('strategic', 'operational', 'both', 'undeclared')", name="role_level"
        ),
        UniqueConstraint("organisation_id", "email"),
    )

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id", index=True)
    name: str
    email: str | None = Field(default=None, index=True)  # casefolded; none for people on paper lists
    role_level: str = "undeclared"


class PartnershipRow(SQLModel, table=True):
    __tablename__ = "partnership"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    name: str


class PartnerRow(SQLModel, table=True):
    """An organisation in a partnership, and what it chose for when it is too small to show."""

    __tablename__ = "partner"
    __table_args__ = (CheckConstraint("when_small IN ('stand together', 'own words')", name="when_small"),)

    partnership_id: int = Field(foreign_key="partnership.id", primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True, index=True)
    when_small: str = "stand together"
    own_words: str = Field(default="", sa_type=Text)


class SeatRow(SQLModel, table=True):
    """A role a person holds. People may hold several and sit in one at a time."""

    __tablename__ = "seat"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('respondent', 'HR director', 'convenor', 'fellow', 'platform admin')", name="kind"
        ),
        UniqueConstraint("person_id", "kind"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    kind: str
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    partnership_id: int | None = Field(default=None, foreign_key="partnership.id")


class AssessmentRow(SQLModel, table=True):
    __tablename__ = "assessment"
    __table_args__ = (
        CheckConstraint(EXACTLY_ONE_OWNER, name="one_owner"),
        CheckConstraint("state IN ('open', 'closing', 'released', 'sealed')", name="state"),
        CheckConstraint("fewest_shown >= 5", name="fewest_shown"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    title: str
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    partnership_id: int | None = Field(default=None, foreign_key="partnership.id", index=True)
    charter_version: str
    blocks: str  # comma between
    state: str = "open"
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None
    fewest_shown: int = 5
    fewest_in_distribution: int = Field(default=10, sa_column_kwargs={"server_default": "10"})
    leaders_line: str = Field(default="", sa_type=Text)
    counts_help: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    first_closes_at: datetime | None = None  # what people were told first, where it was extended
    turn: int = Field(default=0, sa_column_kwargs={"server_default": "0"})  # whose figures go first


class AssessmentDraftRow(SQLModel, table=True):
    """An assessment that is being set up. Nothing that reads assessments meets it."""

    __tablename__ = "assessment_draft"
    __table_args__ = (CheckConstraint("fewest_shown >= 5", name="fewest_shown"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    title: str
    nation: str  # whose bank holidays count
    opens_on: date
    closes_on: date
    blocks: str  # comma between
    teams: str | None = (
        None  # ids, comma between, and "none" for people without one; none at all for everyone
    )
    leaders_line: str = Field(default="", sa_type=Text)
    promised_on: date
    fewest_shown: int = 5
    reminders: str | None = None  # their days, comma between; none at all for the usual ones
    words: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})  # JSON by occasion
    steps_done: int = 0
    scheduled_by: int | None = Field(default=None, foreign_key="person.id")


class InvitationRow(SQLModel, table=True):
    """Who was asked, and where they worked when the assessment opened. Says nothing of who answered."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("assessment_id", "person_id"), Index(None, "assessment_id", "id"))

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    # None for a place of the open link, which nobody's name is on.
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    team_id: int | None = Field(default=None, foreign_key="team.id")
    role_level: str
    declined: bool = False
    email: str | None = None  # as it was then: a later change to the list must not lead to her answers


class OpenResponseRow(SQLModel, table=True):
    """A response while its assessment is open. `invitation_id` is the one tie between a person and answers.

    So is a copy of what she answered before, if she gave that return code. Gone with the seal, all of it.
    """

    __tablename__ = "open_response"
    __table_args__ = (UniqueConstraint("assessment_id", "earlier_selector"),)

    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id", unique=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    answers: bytes = Field(sa_type=LargeBinary)  # a byte a statement, in the charter version's order
    help_wanted: str = ""  # statement codes, comma between
    correction: str = Field(default="", sa_type=Text)  # "this isn't right": for the next staff list
    note: str = Field(default="", sa_type=Text)  # to herself, on her profile
    resume_hash: str | None = None  # keyed hash of the code another browser is asked for
    sent_on: date | None = None  # the day, never the time
    receipt: str | None = None
    return_selector: str | None = None
    return_hash: str | None = None
    earlier_assessment_id: int | None = Field(default=None, foreign_key="assessment.id")
    earlier_selector: str | None = Field(default=None, index=True)  # of the sealed response it is copied from
    earlier_levels: bytes | None = Field(default=None, sa_type=LargeBinary)


class AnsweringRow(SQLModel, table=True):
    """A browser that may answer for an invitation. Gone with the seal."""

    __tablename__ = "answering"

    cookie_hash: str = Field(primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)


class SealedResponseRow(SQLModel, table=True):
    """What is left of a response after the seal: no team, no level, no time, no order."""

    __tablename__ = "sealed_response"
    # Without a rowid SQLite keeps no trace of the order in which these were written.
    __table_args__ = (Index(None, "assessment_id"), {"sqlite_with_rowid": False})

    id: str = Field(primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    charter_version: str
    levels: bytes = Field(sa_type=LargeBinary)
    return_selector: str | None = Field(default=None, unique=True)
    return_hash: str | None = None


class ReceiptRow(SQLModel, table=True):
    """Proof that something was kept. Tied to nothing."""

    __tablename__ = "receipt"
    __table_args__ = ({"sqlite_with_rowid": False},)

    code: str = Field(primary_key=True)


class WithdrawalRow(SQLModel, table=True):
    """Somebody of this group withdrew today, whose response had been counted this morning. Never who.

    Gone with the next withdrawal of a later day, or with the seal.
    """

    __tablename__ = "withdrawal"

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    team_id: int | None = Field(default=None, foreign_key="team.id")
    role_level: str
    withdrawn_on: date


class ReleasedCellRow(SQLModel, table=True):
    """What a closed assessment shows, and why it does not show the rest. All that results may ever read."""

    __tablename__ = "released_cell"
    __table_args__ = (UniqueConstraint("assessment_id", "group_code", "measure", "counting"),)

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    group_kind: str
    group_code: str
    group_name: str
    organisation: str | None = None  # a slug, for groups inside one organisation
    measure: str
    counting: str
    decision: str
    people: int | None = None
    invited: int | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    standard_error: float | None = None
    organisations: int | None = None
    level_0: int | None = None  # how many gave it; 4 for fewer than five
    level_1: int | None = None
    level_2: int | None = None
    level_3: int | None = None
    level_4: int | None = None
    usually: int | None = None  # how many gave one of the upper two
    usually_low: float | None = None
    usually_high: float | None = None
    did_not_come_up: int | None = None
    cannot_say: int | None = None
    agreement: str | None = None  # together, mixed or split; what it and these are made of is shown too
    average_deviation: float | None = None
    r_wg: float | None = None
    r_wg_skewed: float | None = None
    r_star: float | None = None
    r_star_skewed: float | None = None


class LinkedChangeRow(SQLModel, table=True):
    """How far people linked by return codes moved since the assessment before, or why that is not shown."""

    __tablename__ = "linked_change"
    __table_args__ = (UniqueConstraint("assessment_id", "group_code", "measure"),)

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    group_kind: str
    group_code: str
    group_name: str
    organisation: str | None = None  # a slug, for groups inside one organisation
    measure: str
    decision: str
    people: int | None = None
    answered: int | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None


class HelpCellRow(SQLModel, table=True):
    """How many of an organisation's people want help with what, class by class; or why that is not shown."""

    __tablename__ = "help_cell"
    __table_args__ = (UniqueConstraint("assessment_id", "group_code", "theme", "wanted"),)

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    group_code: str
    group_name: str
    organisation: str  # a slug
    theme: str
    wanted: str  # a competency, or what is left over; empty where the theme is withheld
    decision: str
    count: int | None = None
    or_more: bool = False
    people: int | None = None
    invited: int | None = None
    low: float | None = None
    high: float | None = None


class PooledFigureRow(SQLModel, table=True):
    """An edition of what all organisations together say of a charter version's questions. Never changed."""

    __tablename__ = "pooled_figure"
    __table_args__ = (UniqueConstraint("charter_version", "measure", "as_of"),)

    id: int | None = Field(default=None, primary_key=True)
    charter_version: str
    measure: str
    as_of: datetime
    people: int
    organisations: int
    alpha: float
    low: float
    high: float
    omega: float | None = None
    standard_error: float
    compared: int | None = None
    spread: float | None = None
    icc1: float | None = None
    icc2: float | None = None


class StaffImportRow(SQLModel, table=True):
    """A staff list that somebody is looking through before it counts. Gone once it does, or after a day."""

    __tablename__ = "staff_import"

    id: str = Field(primary_key=True)  # opaque
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    made_at: datetime
    version: int = 1  # one higher with every row that is mended
    content: bytes = Field(sa_type=LargeBinary)  # compressed JSON
