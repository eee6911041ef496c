"""Staff lists that somebody is looking through, until they count or a day has gone."""

import json
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session

from app.domain.people import RoleLevel
from app.domain.staff_list_columns import Column
from app.domain.staff_lists import Arriving, Choice, Line
from app.storage.tables import STAFF_IMPORT, can_be_kept

KEPT = timedelta(days=1)
LEVEL = 1  # of compression: a third, in a tenth of the time


@dataclass(frozen=True)
class Staged:
    id: str
    version: int
    made_at: datetime
    arriving: Arriving


def put(session: Session, import_id: str, organisation_id: int, content: bytes, *, now: datetime) -> None:
    session.execute(delete(STAFF_IMPORT).where(STAFF_IMPORT.c.made_at < now - KEPT))
    session.execute(
        insert(STAFF_IMPORT).values(
            id=import_id, organisation_id=organisation_id, made_at=now, version=1, content=content
        )
    )


def find(session: Session, import_id: str, organisation_id: int, *, now: datetime) -> Staged | None:
    if not can_be_kept(import_id):
        return None
    row = session.execute(
        select(STAFF_IMPORT).where(
            STAFF_IMPORT.c.id == import_id,
            STAFF_IMPORT.c.organisation_id == organisation_id,
            STAFF_IMPORT.c.made_at >= now - KEPT,
        )
    ).one_or_none()
    return None if row is None else Staged(row.id, row.version, row.made_at, unpack(row.content))


def latest(session: Session, organisation_id: int, *, now: datetime) -> tuple[str, datetime] | None:
    """The id and the time of the newest that still waits."""
    row = session.execute(
        select(STAFF_IMPORT.c.id, STAFF_IMPORT.c.made_at)
        .where(STAFF_IMPORT.c.organisation_id == organisation_id, STAFF_IMPORT.c.made_at >= now - KEPT)
        .order_by(STAFF_IMPORT.c.made_at.desc(), STAFF_IMPORT.c.id)
        .limit(1)
    ).one_or_none()
    return None if row is None else (row.id, row.made_at)


def replace_content(session: Session, staged: Staged, content: bytes) -> bool:
    """False if it was mended from somewhere else since it was read."""
    changed = session.exec(
        update(STAFF_IMPORT)
        .where(STAFF_IMPORT.c.id == staged.id, STAFF_IMPORT.c.version == staged.version)
        .values(version=staged.version + 1, content=content)
    )
    return changed.rowcount == 1


def remove(session: Session, import_id: str, organisation_id: int, *, version: int | None = None) -> bool:
    """False if there is none, or not in that version."""
    of = [STAFF_IMPORT.c.id == import_id, STAFF_IMPORT.c.organisation_id == organisation_id]
    if version is not None:
        of.append(STAFF_IMPORT.c.version == version)
    return session.exec(delete(STAFF_IMPORT).where(*of)).rowcount == 1


def remove_all(session: Session, organisation_id: int) -> None:
    session.execute(delete(STAFF_IMPORT).where(STAFF_IMPORT.c.organisation_id == organisation_id))


def pack(arriving: Arriving) -> bytes:
    lines = [
        [each.number, each.name, each.email, each.team, each.role_level, each.choice]
        for each in arriving.lines
    ]
    whole = {
        "lines": lines,
        "columns": sorted(arriving.columns),
        "teams": dict(arriving.team_choices),
        "levels": dict(arriving.level_choices),
        "left_out": list(arriving.left_out),
    }
    return zlib.compress(json.dumps(whole, ensure_ascii=False).encode("utf-8", "replace"), LEVEL)


def unpack(content: bytes) -> Arriving:
    whole = json.loads(zlib.decompress(content))
    choices = {str(each): each for each in Choice}
    return Arriving(
        tuple(
            Line(number, name, email, team, level, choices[choice])
            for number, name, email, team, level, choice in whole["lines"]
        ),
        frozenset(Column(each) for each in whole["columns"]),
        {written: choices[choice] for written, choice in whole["teams"].items()},
        {word: RoleLevel(level) for word, level in whole.get("levels", {}).items()},  # a day old has none
        tuple(whole.get("left_out", ())),  # nor this
    )
