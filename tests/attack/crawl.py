"""Every page and spreadsheet that a seat can reach, link by link; and the same told afresh.

Told afresh: in a copy of a closed town's database the cells are what the replies for programs tell one seat,
and nobody's answers are left. If her pages are the same there, then all that is on them, in whatever corner,
follows from what the replies tell, cell by cell, and from what everybody knows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, update
from sqlmodel import Session, SQLModel

from app.domain.assessments import Assessment
from app.domain.people import Seat
from app.storage.tables import HELP_CELL, LINKED_CHANGE, RELEASED_CELL
from tests import databases
from tests.attack.town import Town
from tests.world import Browser, make_app

LINKS = re.compile(r'href="(/[^"#]*)')
OWN_TABLE = "/me"
BY_SEAT = ("/org/", "/p/")  # all other pages are the same for everybody
# Not text; made of the page, of the table beside it, and of the SVG of the same name.
NOT_TEXT = re.compile(r"\.(pdf|xlsx|png)(\?|$)")
NOTHING = r"(?!)"
OF_PEOPLE = ("sealed_response", "receipt", "attempt", "audit", "withdrawal", "outgoing_message")

Pages = dict[str, str]  # by address
# Kind, name and organisation of the group, measure, counting; of what help is wanted with, theme and that.
Key = tuple[str, str, str | None, str, str]
Told = dict[int, dict[Key, dict[str, Any]]]  # by assessment

OF_ANSWERS = ("usually", "usually_low", "usually_high", "did_not_come_up", "cannot_say")
OF_AGREEMENT = ("average_deviation", "r_wg", "r_wg_skewed", "r_star", "r_star_skewed")
# In no reply, but made of what is: a range says what it was made with, and cells how many are in their mean.
BESIDE = ("standard_error", "organisations")
SAME = {
    "people": 20,
    "answered": 20,
    "invited": 30,
    "mean": 50,
    "low": 40,
    "high": 60,
    "standard_error": 4,
    "organisations": 3,
    **{f"level_{level}": 4 for level in range(5)},
    "usually": 8,
    "usually_low": 0.3,
    "usually_high": 0.5,
    "did_not_come_up": 4,
    "cannot_say": 4,
}
SAME_SHARES = {"count": 8, "people": 20, "invited": 30, "low": 0.3, "high": 0.5}
ONE_DECIMAL, THREE_DECIMALS = 1, 3


def crawl(browser: Browser, latest: Assessment, *, but: str = NOTHING) -> Pages:
    """From the seat's own table. Of earlier assessments only the first page: the others are made alike."""
    found: Pages = {}
    waiting = [OWN_TABLE]
    while waiting:
        address = waiting.pop()
        is_hers = address == OWN_TABLE or address.startswith(BY_SEAT)
        if address in found or not is_hers or NOT_TEXT.search(address) or re.search(but, address):
            continue
        reply = browser.get(address)
        assert reply.status_code == 200, address
        found[address] = reply.text
        if latest.code in address or "/results/" not in address:
            waiting += map(unescape, LINKS.findall(reply.text))
    return found


def replies(town: Town, seat: Seat, assessments: Sequence[Assessment]) -> Told:
    """All that the replies for programs tell this seat."""
    browser, told = town.browser(seat), Told()
    for assessment in assessments:
        told[assessment.id] = {}
        for scope in ("organisation", "partnership"):
            reply = browser.get(f"/api/v1/assessments/{assessment.code}/cells", params={"scope": scope})
            if reply.status_code == 200:
                told[assessment.id] |= {_key(cell): cell for cell in reply.json()["cells"]}
                told[assessment.id] |= {_key_of_help(cell): cell for cell in reply.json()["help_wanted"]}
    return told


def _key(cell: Mapping[str, Any]) -> Key:
    group = cell["group"]
    name = group["name"]
    if group["kind"] == "role level in an organisation":
        name = name.rpartition(", ")[2].capitalize()
    return group["kind"], name, group["organisation"], cell["measure"], cell["counting"]


def _key_of_help(cell: Mapping[str, Any]) -> Key:
    group = cell["group"]
    return "help", group["name"], group["organisation"], cell["theme"], cell["wanted"] or ""


def told_afresh(town: Town, told: Told, folder: Path) -> Town:
    copy = copied(town, folder)
    with Session(copy.engine) as session, session.begin():
        for table in OF_PEOPLE:
            session.execute(delete(SQLModel.metadata.tables[table]))
        _write(session, RELEASED_CELL, told, _columns)
        _write(session, LINKED_CHANGE, told, _linked_columns)
        _write(session, HELP_CELL, told, _help_columns)
    return copy


def copied(town: Town, folder: Path) -> Town:
    folder.mkdir()
    (folder / "test.db").write_bytes(databases.contents(town.engine))
    app = make_app(f"sqlite:///{folder / 'test.db'}", folder)
    app.state.now = town.clock
    return replace(town, app=app, engine=app.state.engine)


def _write(session: Session, table: Table, told: Told, columns_of: Any) -> None:
    untold: list[int] = []
    changed: list[dict[str, Any]] = []
    for row in session.execute(select(table)).mappings().all():
        cell = told.get(row["assessment_id"], {}).get(_key_of_row(row))
        columns = columns_of(cell, row) if cell else None
        if columns is None:
            untold.append(row["id"])
            continue
        told_here = {name: _as_exact(value, row[name]) for name, value in columns.items()}
        if any(row[name] != value for name, value in told_here.items()):
            changed.append({"its_id": row["id"], **told_here})
    by_id = table.c.id == bindparam("its_id")
    if untold:
        session.connection().execute(delete(table).where(by_id), [{"its_id": each} for each in untold])
    if changed:
        names = {name: bindparam(name) for name in changed[0].keys() - {"its_id"}}
        session.connection().execute(update(table).where(by_id).values(names), changed)


def _key_of_row(row: Mapping[str, Any]) -> Key:
    if "wanted" in row:
        return "help", row["group_name"], row["organisation"], row["theme"], row["wanted"]
    counting = row.get("counting", "people")
    return row["group_kind"], row["group_name"], row["organisation"], row["measure"], counting


def _help_columns(cell: dict[str, Any], _row: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: cell[name] for name in ("count", "or_more", "invited", "low", "high")}
    return {**told, "people": cell["n"]}


def _columns(cell: dict[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    answers, agreement = cell["answers"], cell["agreement"]
    return {
        "people": cell["n"],
        **{name: cell[name] for name in ("invited", "mean", "low", "high")},
        **{f"level_{level}": answers and answers["levels"][level] for level in range(5)},
        **{name: answers and answers[name] for name in OF_ANSWERS},
        **{name: agreement and agreement[name] for name in OF_AGREEMENT},
        "agreement": agreement and agreement["word"],
        **{name: row[name] if cell["released"] else None for name in BESIDE},
    }


def _linked_columns(cell: dict[str, Any], row: Mapping[str, Any]) -> dict[str, Any] | None:
    linked = cell["linked"]
    if linked is None:
        return None
    answered = round(linked["n"] / linked["share"]) if linked["released"] else None
    told = {name: linked[name] for name in ("mean", "low", "high")}
    return {**told, "people": linked["n"], "answered": answered}


def _as_exact(told: Any, kept: Any) -> Any:
    """What is kept, where what is told is that, rounded: pages round it once more, and never less."""
    if isinstance(told, float) and isinstance(kept, float):
        return kept if told in {round(kept, places) for places in (ONE_DECIMAL, THREE_DECIMALS)} else told
    return told


def alike(town: Town, folder: Path) -> Town:
    """A copy in which all figures that are shown are the same, so that no other number can be one."""
    copy = copied(town, folder)
    with Session(copy.engine) as session, session.begin():
        for table, alike_here in ((RELEASED_CELL, SAME), (LINKED_CHANGE, SAME), (HELP_CELL, SAME_SHARES)):
            for name in alike_here.keys() & table.c.keys():
                kept = table.c[name]
                session.execute(update(table).where(kept.is_not(None)).values({name: alike_here[name]}))
    return copy
