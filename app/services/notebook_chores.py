"""What notebooks need by themselves: reminders that people asked for, and an end once somebody has left."""

from datetime import datetime, timedelta

from sqlmodel import Session

from app.domain.messages import Message
from app.domain.notebooks import DAYS_KEPT_AFTER_LEAVING
from app.domain.working_days import UK
from app.storage import notebooks, outbox

MOST_AT_ONCE = 200
SUBJECT = "The reminder you asked for"
LETTER = """Hello,

You asked us to remind you today of something you wanted to try.
What it was is on your own page, and only there:

{link}

There you can say that you did it, choose something else, or stop these reminders.

Good Partners
"""


def write_reminders(session: Session, *, base_url: str, now: datetime) -> int:
    """How many: no more than some hundred at a time. They say nothing of what the step is."""
    body = LETTER.format(link=f"{base_url}/me/step")
    addresses = notebooks.take_due_reminders(session, today=now.astimezone(UK).date(), most=MOST_AT_ONCE)
    outbox.put_all(session, [Message(each, SUBJECT, body) for each in addresses])
    return len(addresses)


def clear(session: Session, *, now: datetime) -> None:
    """What is kept of those who have left."""
    left_before = (now - timedelta(days=DAYS_KEPT_AFTER_LEAVING)).date()
    notebooks.clear(session, today=now.date(), left_before=left_before)
