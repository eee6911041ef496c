"""The database tables as statements are written on them: Core tables, without the cost of ORM objects."""

from sqlalchemy import Table
from sqlmodel import SQLModel

from app.storage import (
    door_schema,
    mail_schema,
    schema,
    schema_administration,
    schema_after,
    schema_asking,
    schema_lists,
    schema_notebooks,
    schema_shared,
    schema_ways,
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
INVITATION_LINK = _of(mail_schema.InvitationLinkRow)
PLANNED_MESSAGE = _of(mail_schema.PlannedMessageRow)
UNDELIVERED = _of(mail_schema.UndeliveredRow)
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
TEAM_GONE = _of(schema_lists.TeamGoneRow)
SIGN_IN = _of(door_schema.SignInRow)
SIGN_IN_REQUEST = _of(door_schema.SignInRequestRow)
ATTEMPT = _of(door_schema.AttemptRow)
AUDIT = _of(door_schema.AuditRow)
OUTGOING_MESSAGE = _of(mail_schema.OutgoingMessageRow)
ACTION = _of(schema_after.ActionRow)
ACTION_STATUS = _of(schema_after.ActionStatusRow)
SHARED_TEAM = _of(schema_shared.SharedTeamRow)
SHARED_TEAM_PERSON = _of(schema_shared.SharedTeamPersonRow)
INVITATION_SHARED_TEAM = _of(schema_shared.InvitationSharedTeamRow)
SUMMARY = _of(schema_after.SummaryRow)
SUMMARY_VERSION = _of(schema_after.SummaryVersionRow)
PULSE = _of(schema_asking.PulseRow)
PULSE_ASKED = _of(schema_asking.PulseAskedRow)
PULSE_LINK = _of(schema_asking.PulseLinkRow)
PULSE_COUNT = _of(schema_asking.PulseCountRow)
MEETING_FORM = _of(schema_asking.MeetingFormRow)
MEETING_COUNT = _of(schema_asking.MeetingCountRow)
ENTRANCE = _of(schema_ways.EntranceRow)
OPEN_PLACE = _of(schema_ways.OpenPlaceRow)
NOTEBOOK = _of(schema_notebooks.NotebookRow)
NOTE = _of(schema_notebooks.NoteRow)
OWN_SETTINGS = _of(schema_administration.OwnSettingsRow)
HANDOVER = _of(schema_administration.HandoverRow)
LOOK = _of(schema_administration.LookRow)


def can_be_kept(text: str) -> bool:
    """What is looked up comes from an address or a form, and NUL and lone surrogates crash the drivers."""
    return text.isprintable()
