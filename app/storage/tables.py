"""The database tables as statements are written on them: Core tables, without the cost of ORM objects."""

from sqlalchemy import Table
from sqlmodel import SQLModel

from app.storage import schema
from app.storage.schema import (
    administration,
    after_the_close,
    asking,
    door,
    mail,
    notebooks,
    shared_teams,
    staff_lists,
    ways_in,
)


def _of(row_class: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(row_class.__tablename__)]


ORGANISATION = _of(schema.OrganisationRow)
TEAM = _of(schema.TeamRow)
PERSON = _of(schema.PersonRow)
PARTNERSHIP = _of(schema.PartnershipRow)
PARTNER = _of(schema.PartnerRow)
SEAT = _of(schema.SeatRow)
ASSESSMENT = _of(schema.AssessmentRow)
ASSESSMENT_DRAFT = _of(schema.AssessmentDraftRow)
INVITATION = _of(schema.InvitationRow)
INVITATION_LINK = _of(mail.InvitationLinkRow)
PLANNED_MESSAGE = _of(mail.PlannedMessageRow)
UNDELIVERED = _of(mail.UndeliveredRow)
OPEN_RESPONSE = _of(schema.OpenResponseRow)
ANSWERING = _of(schema.AnsweringRow)
SEALED_RESPONSE = _of(schema.SealedResponseRow)
RECEIPT = _of(schema.ReceiptRow)
WITHDRAWAL = _of(schema.WithdrawalRow)
RELEASED_CELL = _of(schema.ReleasedCellRow)
LINKED_CHANGE = _of(schema.LinkedChangeRow)
HELP_CELL = _of(schema.HelpCellRow)
POOLED_FIGURE = _of(schema.PooledFigureRow)
STAFF_IMPORT = _of(schema.StaffImportRow)
TEAM_GONE = _of(staff_lists.TeamGoneRow)
SIGN_IN = _of(door.SignInRow)
SIGN_IN_REQUEST = _of(door.SignInRequestRow)
ATTEMPT = _of(door.AttemptRow)
AUDIT = _of(door.AuditRow)
OUTGOING_MESSAGE = _of(mail.OutgoingMessageRow)
ACTION = _of(after_the_close.ActionRow)
ACTION_STATUS = _of(after_the_close.ActionStatusRow)
SHARED_TEAM = _of(shared_teams.SharedTeamRow)
SHARED_TEAM_PERSON = _of(shared_teams.SharedTeamPersonRow)
INVITATION_SHARED_TEAM = _of(shared_teams.InvitationSharedTeamRow)
SUMMARY = _of(after_the_close.SummaryRow)
SUMMARY_VERSION = _of(after_the_close.SummaryVersionRow)
PULSE = _of(asking.PulseRow)
PULSE_ASKED = _of(asking.PulseAskedRow)
PULSE_LINK = _of(asking.PulseLinkRow)
PULSE_COUNT = _of(asking.PulseCountRow)
MEETING_FORM = _of(asking.MeetingFormRow)
MEETING_COUNT = _of(asking.MeetingCountRow)
ENTRANCE = _of(ways_in.EntranceRow)
OPEN_PLACE = _of(ways_in.OpenPlaceRow)
NOTEBOOK = _of(notebooks.NotebookRow)
NOTE = _of(notebooks.NoteRow)
OWN_SETTINGS = _of(administration.OwnSettingsRow)
HANDOVER = _of(administration.HandoverRow)
LOOK = _of(administration.LookRow)


def can_be_kept(text: str) -> bool:
    """What is looked up comes from an address or a form, and NUL and lone surrogates crash the drivers."""
    return text.isprintable()
