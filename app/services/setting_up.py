"""Opening an assessment: the charter's version and everybody's place are fixed, and people are invited."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlmodel import Session

from app.domain import codes, letters, opening
from app.domain.assessments import FEWEST_ANSWERS_SHOWN, Assessment
from app.domain.charter import Block, Charter
from app.domain.codes import Randomness
from app.domain.drafts import Draft
from app.domain.invitations import NewInvitation
from app.domain.messages import Message
from app.domain.people import Person, Seat, SeatKind
from app.domain.working_days import end_of
from app.storage import assessments, audit, invitations, outbox, partnerships, people


def open_assessment(
    session: Session,
    charter: Charter,
    *,
    by: Seat,
    title: str,
    blocks: Sequence[Block],
    closes_at: datetime,
    leaders_line: str,
    now: datetime,
    randomness: Randomness,
    base_url: str,
    fewest_shown: int = FEWEST_ANSWERS_SHOWN,
    announce: bool = True,
    teams: Collection[int | None] | None = None,
    promised_on: date | None = None,
) -> Assessment:
    """Asks everyone, or these `teams` (None: people without one). Without `announce` nobody gets mail."""
    opening.require_owner(by)
    joint = by.kind is SeatKind.CONVENOR
    opening.require_in_order(
        title=title, blocks=blocks, closes_at=closes_at, now=now, fewest_shown=fewest_shown, is_joint=joint
    )
    asked = _people_of(session, by, teams)
    opening.require_enough(len(asked))
    assessment_id = assessments.add_assessment(
        session,
        code=codes.opaque_id(randomness),
        title=title.strip(),
        charter_version=charter.version,
        blocks=[block for block in Block if block in blocks],
        opened_at=now,
        closes_at=closes_at,
        fewest_shown=fewest_shown,
        leaders_line=leaders_line.strip(),
        promised_on=promised_on,
        organisation_id=None if joint else by.organisation_id,
        partnership_id=by.partnership_id if joint else None,
    )
    assessment = assessments.get_assessment_by_id(session, assessment_id)
    tokens = {person.id: codes.token(randomness) for person in asked}
    invitations.add_invitations(
        session, [_invitation(assessment_id, each, tokens[each.id]) for each in asked]
    )
    if announce:
        outbox.put_all(session, _letters(assessment, asked, tokens, by=by, base_url=base_url))
    audit.record(session, by=by, at=now, action="opened an assessment", subject=assessment.code)
    return assessment


def open_draft(
    session: Session,
    charter: Charter,
    draft: Draft,
    *,
    by: Seat,
    now: datetime,
    randomness: Randomness,
    base_url: str,
) -> Assessment:
    """As it was set up. Take it out of the drafts before."""
    return open_assessment(
        session,
        charter,
        by=by,
        title=draft.title,
        blocks=draft.blocks,
        closes_at=end_of(draft.closes_on),
        leaders_line=draft.leaders_line,
        now=now,
        randomness=randomness,
        base_url=base_url,
        fewest_shown=draft.fewest_shown,
        teams=draft.teams,
        promised_on=draft.promised_on,
    )


def _people_of(session: Session, owner: Seat, teams: Collection[int | None] | None) -> list[Person]:
    """The organisation's people, or those of all partners; of these teams, if any are given."""
    asked = [] if owner.organisation_id is None else [owner.organisation_id]
    if owner.partnership_id is not None:
        partners = partnerships.partners(session, owner.partnership_id)
        asked = [partner.organisation.id for partner in partners]
    return [each for each in people.people_of(session, asked) if teams is None or each.team_id in teams]


def _invitation(assessment_id: int, person: Person, token: str) -> NewInvitation:
    if person.organisation_id is None:
        raise ValueError("only people with an organisation are invited")
    return NewInvitation(
        assessment_id=assessment_id,
        person_id=person.id,
        token_hash=codes.token_hash(token),
        organisation_id=person.organisation_id,
        team_id=person.team_id,
        role_level=person.role_level,
    )


def _letters(
    assessment: Assessment, asked: Sequence[Person], tokens: dict[int, str], *, by: Seat, base_url: str
) -> list[Message]:
    made = []
    for person in asked:
        if person.email is None:
            continue
        subject, body = letters.invitation(
            name=person.name,
            link=f"{base_url.rstrip('/')}/i/{tokens[person.id]}",
            blocks=assessment.blocks,
            sender=by.person_name,
            place=assessment.owner_name,
        )
        made.append(Message(person.email, subject, body, from_name=by.person_name))
    return made
