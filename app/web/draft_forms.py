"""What the set-up pages send, read: dates, teams, blocks, and a number."""

import re
from collections.abc import Sequence
from datetime import date

from app.domain.charter import Block
from app.domain.drafting import TeamChoice
from app.domain.drafts import Draft, days_offered
from app.domain.working_days import Nation
from app.web.form_data import Fields

EVERYONE, TEAMS = "everyone", "teams"
NO_TEAM = "none"
DAY_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
MOST_DIGITS = 9


def read_day(text: str) -> date | None:
    """As browsers send dates, 2026-10-12, or as people write them, 12/10/2026."""
    text = text.strip()
    written = DAY_FIRST.fullmatch(text)
    try:
        if written:
            day, month, year = (int(each) for each in written.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_nation(text: str) -> Nation:
    return Nation(text) if text in set(Nation) else Nation.ENGLAND


def read_teams(fields: Fields, choices: Sequence[TeamChoice]) -> frozenset[int | None] | None:
    """None for everyone. A team that is not offered is not read."""
    if fields.get("who") != TEAMS:
        return None
    return frozenset(choice.id for choice in choices if fields.get(team_field(choice.id)))


def team_field(team_id: int | None) -> str:
    return f"team-{NO_TEAM if team_id is None else team_id}"


def read_blocks(fields: Fields) -> list[Block]:
    return [block for block in (Block.PRACTICE, Block.ORGANISATION) if fields.get(f"block-{block}")]


def read_reminders(fields: Fields, draft: Draft) -> dict[int, date | None]:
    """The days of those that are ticked, by the number of their field. One that comes without stays put."""
    return {
        number: read_day(fields.get(f"on-{number}", str(day or "")))
        for number, (day, _) in enumerate(days_offered(draft), 1)
        if fields.get(f"reminder-{number}")
    }


def read_number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
