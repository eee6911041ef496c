"""One made-up person answers: she starts, goes from part to part, and sends, as on the pages."""

from datetime import datetime
from secrets import token_bytes

from sqlmodel import Session

from app.demo.habits import Sheet
from app.domain import walk
from app.domain.charter import Block, Charter
from app.domain.codes import ReturnCode
from app.domain.invitations import Invitation
from app.domain.walk import Part
from app.services import answering, linking

HASH_COST = 4  # a code of somebody made up guards nothing, and a real cost would take minutes


def fill_in(
    session: Session,
    charter: Charter,
    invitation: Invitation,
    sheet: Sheet,
    *,
    now: datetime,
    key: str,
    earlier_code: ReturnCode | None = None,
) -> ReturnCode | None:
    """Her return code; None if she has nothing to send. With an `earlier_code` she links the two."""
    if not sheet.answers:
        return None
    started = answering.start(
        session, charter, invitation=invitation, now=now, randomness=token_bytes, key=key
    )
    current = started.answering
    if earlier_code is not None:
        selector = linking.recognise(session, current, str(earlier_code), hash_cost=HASH_COST)
        if selector is not None:
            linking.link(session, current, selector, now=now)
    for part in walk.parts(charter, current.assessment.blocks):
        sent = _in_part(part, sheet)
        if sent:
            saved = answering.save_part(
                session,
                charter,
                answering=current,
                number=part.number,
                seen={},
                sent=sent,
                now=now,
                help_wanted=_help_wanted(part, sheet),
            )
            current = saved.answering
    kept = answering.send(session, answering=current, now=now, randomness=token_bytes, hash_cost=HASH_COST)
    return kept.return_code


def _in_part(part: Part, sheet: Sheet) -> dict[int, int]:
    return {
        place: sheet.answers[statement.code]
        for place, statement in zip(part.places, part.statements, strict=True)
        if statement.code in sheet.answers
    }


def _help_wanted(part: Part, sheet: Sheet) -> str | None:
    """Asked after each theme of one's own practice."""
    asks = part.block is Block.PRACTICE and part.ends_theme
    return sheet.help_wanted.get(part.theme.code, "") if asks else None
