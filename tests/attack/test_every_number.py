"""No page of any seat, nor anything in one, says more of people than the replies for programs do.

So an attacker who has the replies has everything. Each fault that a page might have is planted: a number that
is kept though no reply tells it, put where it is hard to see.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from sqlalchemy import update
from sqlmodel import Session

from app.domain.assessments import Assessment
from app.domain.cells import Cell, Decision, GroupKind
from app.domain.charter import Block
from app.domain.dashboards import organisation
from app.domain.dashboards.closed import Closed
from app.domain.people import Seat
from app.domain.pictures import rows
from app.storage.tables import RELEASED_CELL
from app.web import charts, result_rows
from tests.attack.answers import some_answers
from tests.attack.conftest import close
from tests.attack.crawl import NOTHING, SAME, Pages, alike, copied, crawl, replies, told_afresh
from tests.attack.pages import NUMBER
from tests.attack.town import Town

SEED = "1"
LARGE, SMALL = "large-0", "small-0"  # of the latter too few answered for anything to be shown
# What partners share is the same for all of them, but that each is pointed to its own marks.
SEEN_BY_OTHERS = {LARGE: r"^/p/.*/statements/|^/p/.*count=", SMALL: r"^/p/.*/results/"}
SHARE_WHO_LINK = 0.8
KEPT = 43.0  # what a fault keeps of withheld cells


@dataclass
class Twice:
    """A town whose people have answered twice, many of them linked."""

    town: Town
    assessments: list[Assessment]
    folder: Path

    def seat(self, name: str) -> Seat:
        others = {"convenor": self.town.convenor, "elsewhere": self.town.owen}
        return others.get(name) or self.town.directors[name]

    def place(self, name: str) -> Path:
        """For another database."""
        return self.folder / f"{name} {len(list(self.folder.iterdir()))}"

    def afresh(self, town: Town, name: str) -> Town:
        return told_afresh(town, replies(town, self.seat(name), self.assessments), self.place("afresh"))

    def pages(self, town: Town, name: str) -> Pages:
        return crawl(
            town.browser(self.seat(name)), self.assessments[-1], but=SEEN_BY_OTHERS.get(name, NOTHING)
        )

    def page(self, town: Town, name: str, page: str) -> str:
        place = f"/org/{name}/results/{self.assessments[-1].code}{page}"
        return str(town.browser(self.seat(name)).get(place).text)


@pytest.fixture(scope="module")
def twice(build_town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twice]:
    town, always = build_town(SEED)
    chance, codes, held = random.Random(SEED), {}, []
    for number in range(2):
        held.append(town.open(town.convenor))
        sheets = some_answers(town, held[-1], always, seed=f"{SEED}/{number}")
        linking = {each: code for each, code in codes.items() if chance.random() < SHARE_WHO_LINK}
        codes = town.enter(held[-1], sheets, linking)
        close(town, held[-1])
        town.clock.forward(days=60)
    yield Twice(town, held, tmp_path_factory.mktemp("twice"))
    town.engine.dispose()


@pytest.mark.parametrize("name", [LARGE, SMALL, "convenor", "elsewhere"])
def test_all_that_a_seat_can_read_follows_from_the_replies_it_gets(twice, name):
    afresh = twice.afresh(twice.town, name)
    before, after = twice.pages(twice.town, name), twice.pages(afresh, name)
    afresh.engine.dispose()
    assert before.keys() == after.keys()
    assert [
        address for address in before if before[address] != after[address] and not RECORD.search(address)
    ] == []


# Faults


@pytest.fixture(scope="module")
def leaking(twice: Twice) -> Iterator[tuple[Town, Town]]:
    """With a first fault, that no page shows yet: numbers are kept of what is withheld. And told afresh."""
    town = copied(twice.town, twice.place("leaking"))
    withheld = RELEASED_CELL.c.decision != Decision.RELEASED.name
    with Session(town.engine) as session, session.begin():
        session.execute(update(RELEASED_CELL).where(withheld).values(standard_error=KEPT))
    afresh = twice.afresh(town, LARGE)
    yield town, afresh
    for each in (town, afresh):
        each.engine.dispose()


def kept(cell: Cell) -> str:
    return "" if cell.is_released or cell.standard_error is None else str(cell.standard_error)


def in_an_attribute(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = result_rows.figure

    def with_data(cell: Cell) -> dict[str, Any]:
        made = honest(cell)
        return (
            made
            if cell.is_released
            else {"reason": Markup('{}<i data-was="{}"></i>').format(made["reason"], kept(cell))}
        )

    monkeypatch.setattr(result_rows, "figure", with_data)


def in_a_takeaway(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = organisation.of_teams

    def with_more(heat: rows.Heat, block: Block) -> str:
        held = [kept(each.cell) for row in heat.rows for each in row.cells if not each.cell.is_released]
        return f"{honest(heat, block)} Another stands at {max(held, default='none')}."

    monkeypatch.setattr(organisation, "of_teams", with_more)


def where_it_is_pointed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    honest_page, honest_words, left = organisation.overview, charts.in_words, set[str]()

    def noting(closed: Closed, slug: str, before: Closed | None) -> organisation.Overview:
        left.clear()
        for team in closed.cells.groups(GroupKind.TEAM):
            left.update(map(kept, closed.cells.of_group(team.code)))
        return honest_page(closed, slug, before)

    monkeypatch.setattr(organisation, "overview", noting)
    monkeypatch.setattr(charts, "in_words", lambda cell: f"{honest_words(cell)}, a team {max(left)}")
    monkeypatch.setattr(charts, "dots", charts.dots.__wrapped__)  # none that was made before


def in_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = rows.lowest_first

    def by_what_is_kept(dots: Sequence[rows.Dot]) -> tuple[rows.Dot, ...]:
        return tuple(sorted(honest(dots), key=lambda dot: float(kept(dot.cell) or dot.cell.mean or 0)))

    monkeypatch.setattr(rows, "lowest_first", by_what_is_kept)


PLANTED: list[tuple[Callable[[pytest.MonkeyPatch], None], str]] = [
    (in_an_attribute, "/competencies"),
    (in_a_takeaway, "/teams"),
    (where_it_is_pointed_at, ""),
    (in_the_order, "/competencies"),
]


@pytest.mark.parametrize(("plant", "page"), PLANTED, ids=lambda each: getattr(each, "__name__", each))
def test_a_number_that_no_reply_tells_is_found_wherever_a_page_has_it(
    twice, leaking, plant, page, monkeypatch
):
    before, after = (twice.page(town, LARGE, page) for town in leaking)
    assert before == after
    plant(monkeypatch)
    before, after = (twice.page(town, LARGE, page) for town in leaking)
    assert before != after


# What is on pages and is no figure

UNREAD = re.compile(r"<(script|style|svg|head)\b.*?</\1>|<[^>]+>", re.DOTALL)

# Why each says nothing of people's answers.
KINDS_OF_NUMBERS = {
    "when it was, as everybody was told": r"(?:Spring|Autumn) 2026|\d+ [A-Z][a-z]+ 202[67]",
    "how many staff a place has": r"\d+ staff|(?:Large|Small) \d ?, \d+ people",
    "how many it asked besides, as it knows itself and the replies say": r"and \d+ others? asked",
    "what a place is called": r"(?:Large|Small) \d",
    "a rule, the same whoever answered": r"[Ff]ewer than 5\b|\b5 or less|\b95 or more",
    "a supposition, the same whoever answered": r"were 10 (?:points )?lower",
    "what a colour stands for": r"under 30|30 to 44|45 to 59|60 to 74|75 and over",
    "where a scale ends": r"out of 100",
    "the place in a list that a mark stands for": r"talk \(\d\)",
    "how many rows are beneath": r"These \d+ are too close to call",
    "how many statements of a group are held back, as the replies say": r"\d+ single statements?:",
    "how every figure is made": r"on five steps from 0 to 100|95 times in 100",
}
# From figures that are all alike: themselves, how far out they could be, what they would be with the rest
# lower, the range of a mean of two or three, and of differences. Between them they are none, and whatever
# else were on a page would have to be another figure.
MADE_OF_FIGURES = {*SAME.values(), 33, 67, 47, 45, 55, 44, 56, 0, 6, 8, 11, 14}


# Who works where, and when people could be asked: what the director brought along herself.
OF_THE_STAFF_LIST = re.compile(r"^/org/[^/]+/(people|teams|set-up|settings)\b")

# Who looked at what and when: no answer comes in, and each walk through the pages adds to it.
RECORD = re.compile(r"/activity$")


@pytest.mark.parametrize("name", [LARGE, "convenor"])
def test_every_other_number_on_a_page_is_of_a_kind_that_says_nothing_of_answers(twice, name):
    town = alike(twice.town, twice.place("alike"))
    found = {
        (address, words)
        for address, page in twice.pages(town, name).items()
        if not address.endswith(".csv")  # the replies' own columns, as another test has it
        if not OF_THE_STAFF_LIST.search(address) and not RECORD.search(address)
        for words in unexplained(page)
    }
    town.engine.dispose()
    assert found == set()


def unexplained(page: str) -> Iterator[str]:
    """Words with a number in them that is neither of a kind above nor made of figures."""
    text = " ".join(unescape(UNREAD.sub(" ", page)).split())
    for kind in KINDS_OF_NUMBERS.values():
        text = re.sub(kind, "", text)
    for number in NUMBER.finditer(text):
        if float(number[0]) not in MADE_OF_FIGURES:
            yield text[max(0, number.start() - 30) : number.end() + 30]


def test_a_number_of_no_such_kind_is_found():
    assert list(unexplained("<p>Held on 5 October 2026: 20 of 30, of whom 13 are in teams</p>")) == [
        "Held on : 20 of 30, of whom 13 are in teams"
    ]
