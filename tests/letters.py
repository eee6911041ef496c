"""The letters of an assessment, written at once: sites write them some at a time, after it has opened."""

from datetime import datetime
from secrets import token_bytes

from sqlmodel import Session

from app.domain.assessments import Assessment
from app.services import letter_writing


def write_letters(session: Session, assessment: Assessment, *, now: datetime, base_url: str) -> None:
    while letter_writing.write_some(
        session, assessment.id, now=now, randomness=token_bytes, base_url=base_url
    ):
        pass
