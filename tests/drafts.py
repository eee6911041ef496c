"""Setting an assessment up by the front door, as somebody does who takes what is offered."""

from datetime import date, timedelta
from typing import Any

from tests.world import Browser

FOUR_WEEKS = timedelta(days=28)
HOME = "/org/northway-homes"
DATES = {"title": "Winter 2026", "opens_on": "2026-10-12", "closes_on": "2026-11-02"}
EVERYONE = {"who": "everyone", "block-practice": "yes", "block-organisation": "yes"}
LINE = {
    "leaders_line": "Tell us how it is.",
    "promised_on": "2026-11-30",
}  # four weeks after the close, as it is offered
REMINDERS = {"reminder-1": "yes", "reminder-2": "yes", "reminder-3": "yes"}


def begin(browser: Browser, home: str = HOME, **changes: str) -> str:
    """The draft's address, without the step."""
    saved = browser.post(f"{home}/set-up", data=DATES | changes)
    assert saved.status_code == 303, saved.text
    return str(saved.headers["location"]).rpartition("/")[0]


def fill_in(browser: Browser, home: str = HOME, *, who: Any = None, **changes: str) -> str:
    """All that is asked for; what is left is to open it."""
    draft = begin(browser, home, **changes)
    for step, fields in (("who", who or EVERYONE), ("line", LINE), ("messages", REMINDERS)):
        if step == "line" and "closes_on" in changes:
            fields = LINE | {"promised_on": f"{date.fromisoformat(changes['closes_on']) + FOUR_WEEKS}"}
        saved = browser.post(f"{draft}/{step}", data=fields)
        assert saved.status_code == 303, saved.text
    assert saved.headers["location"] == f"{draft}/check"
    return draft
