"""A world in which something has closed: Northway's own, twice, and Millbrook's joint one."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO

from sqlmodel import Session

from app.domain.assessments import Assessment
from app.domain.cells import Cell
from app.domain.help_wanted import HelpCell
from app.domain.linked_changes import LinkedChange
from app.domain.people import WhenSmall
from app.storage import help_cells, linked_changes, organisations, partnerships
from tests.cast import NOW
from tests.released import millbrooks, northways, publish
from tests.world import Browser, World, open_assessment

OWN_WORDS = "We are four, and we would rather be asked than measured."
MEANS = {"Fen Valley": 63.0, "Lantern Trust": 41.0, "Northway Homes": 52.0}


@dataclass
class Closed:
    """`own` came after `before`; the world's `northway_own` and `joint` are still open."""

    world: World
    before: Assessment
    own: Assessment
    joint: Assessment
    dele: Browser
    rhiannon: Browser

    @property
    def at(self) -> str:
        return f"/org/northway-homes/results/{self.own.code}"

    @property
    def together(self) -> str:
        return f"/p/millbrook/results/{self.joint.code}"


def close_some(
    world: World,
    *,
    own: Sequence[Cell] | None = None,
    joint: Sequence[Cell] | None = None,
    linked: Sequence[LinkedChange] = (),
    wanted: Sequence[HelpCell] = (),
) -> Closed:
    """With these cells, or with some that have all there is to see."""
    cast = world.cast
    with Session(world.engine, expire_on_commit=False) as session, session.begin():
        canal_side = organisations.add_organisation(
            session, slug="canal-side-carers", name="Canal Side Carers", staff=4
        )
        partnerships.add_partner(
            session,
            partnership_id=cast.millbrook,
            organisation_id=canal_side,
            when_small=WhenSmall.OWN_WORDS,
            own_words=OWN_WORDS,
        )
        before = open_assessment(session, world.app, cast.dele, "Autumn 2025", now=NOW - timedelta(days=365))
        after = open_assessment(session, world.app, cast.dele, "Spring 2026", now=NOW - timedelta(days=180))
        publish(session, before, northways(better=-14.0))
        publish(session, after, northways() if own is None else own)
        linked_changes.add_linked_changes(session, after.id, linked)
        help_cells.add_help_cells(session, after.id, wanted)
        together = open_assessment(session, world.app, cast.rhiannon, "Spring 2026")
        cells = millbrooks(means=MEANS, hidden=["Canal Side Carers"]) if joint is None else joint
        publish(session, together, cells)
    return Closed(world, before, after, together, world.browser(cast.dele), world.browser(cast.rhiannon))


def table(browser: Browser, address: str) -> list[list[str]]:
    """A spreadsheet, its head first."""
    response = browser.get(address)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
