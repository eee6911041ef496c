"""Opens what was set to open by itself, a transaction each. One of the doors."""

import logging
import secrets
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from app.domain.charter import Charter
from app.domain.errors import DomainError
from app.services import drafting, setting_up
from app.storage.engine import to_read

log = logging.getLogger(__name__)


def open_what_is_due(
    engine: Engine,
    charter: Charter,
    *,
    base_url: str,
    now: datetime,
    say: Callable[[str], None] = log.info,
) -> int:
    """How many opened. What cannot be opened as it stands stays a draft, and its page says why."""
    with Session(to_read(engine)) as session:
        due = drafting.due(session, now=now)
    opened = 0
    for draft in due:
        try:
            with Session(engine) as session, session.begin():
                found, by = drafting.get_due(session, draft)
                drafting.take_out(session, found, now=now)
                made = setting_up.open_draft(
                    session,
                    charter,
                    found.draft,
                    by=by,
                    now=now,
                    randomness=secrets.token_bytes,
                )
                drafting.tell_if_late(session, found.draft, made, by=by, now=now, base_url=base_url)
        except DomainError as refusal:
            say(f"{draft.title} was not opened: {refusal}")
        else:
            opened += 1
    return opened
