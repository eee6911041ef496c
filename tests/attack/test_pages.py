"""Pages, pictures, spreadsheets and replies say what released cells say, and of the others only why not."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import combinations, starmap
from math import floor

import pytest
from sqlmodel import Session

from app.domain.assessments import Assessment
from app.domain.cells import Cell, Decision, GroupKind
from app.domain.comparisons import compare
from app.domain.distributions import Distribution, widths
from app.domain.groups import SMALLER_STAFF
from app.domain.partnership_means import partnership_means
from app.domain.role_level_gaps import role_level_gap
from app.storage import releases
from tests.attack import pages
from tests.attack.answers import Sheets, some_answers
from tests.attack.conftest import close
from tests.attack.faults import count_hidden_organisations_too, tell_the_number_of_the_withheld
from tests.attack.pages import Page, numbers
from tests.attack.rows import Attack
from tests.attack.shown import (
    Answers,
    Place,
    Shown,
    Wanted,
    fetch_all,
    fetch_csv,
    fetch_json,
    fetch_wanted,
    members,
    places_of,
    released,
)
from tests.attack.town import Town

SEED = "1"
TOO_FEW = Decision.TOO_FEW.value
ON_EVERY_AXIS = {0.0, 25.0, 50.0, 75.0, 100.0}
CONSTANTS = (
    ON_EVERY_AXIS | {30, 44, 45, 59, 60, 74} | {5, 95} | {2026, SMALLER_STAFF}
)  # bands, ends, the year
PLACES_IN_A_LIST = {1.0, 2.0, 3.0, 4.0, 5.0}
# What everybody knows of the place, or can count on the page: partners, staff, organisations that are shown.
KNOWN_ANYWAY = re.compile(
    r"the \d that can be shown|from \d( to \d)? organisations|\d smaller and \d larger|\d+ staff"
    r"|Large \d|Small \d"
)


@dataclass
class Fetched:
    """All that one seat may fetch, as it came."""

    town: Town
    assessment: Assessment
    place: Place
    cells: list[Shown]
    wanted: list[Wanted]
    lines: list[dict[str, str]]
    pages: dict[str, str]

    @property
    def figures(self) -> set[float]:
        """Every figure that is released, as exact as it is anywhere."""
        found = {figure for cell in released(self.cells) for figure in (cell.mean, cell.low, cell.high)}
        return {figure for figure in found if figure is not None}

    @property
    def shares(self) -> set[float]:
        """In percent: who wants help with something, its range, and beside it who usually does it."""
        told = [each for each in self.wanted if each.count is not None and each.people]
        exact = {share for each in told for share in (each.count / each.people, each.low, each.high)}
        usually = {answers.usually / people for people, answers in self.answers}
        return {round(100 * share, 1) for share in exact | usually}

    @property
    def csv(self) -> list[dict[str, str]]:
        """The lines that are figures."""
        return [line for line in self.lines if ".help" not in line["measure"]]

    @property
    def answers(self) -> list[tuple[int, Answers]]:
        """How many gave which answer, with how many gave any."""
        return [(cell.people or 0, cell.answers) for cell in released(self.cells) if cell.answers]

    def read(self) -> Iterator[Page]:
        for html in self.pages.values():
            yield pages.read(html)


def whole(figures_shown: Iterable[float]) -> set[float]:
    """Rounded, by whoever knows one decimal more than is shown or one less."""
    return {float(floor(figure + near)) for figure in figures_shown for near in (0.449, 0.551)}


def fetch(town: Town, assessment: Assessment) -> list[Fetched]:
    return fetch_from(town, assessment, places_of(town, assessment))


def fetch_some(town: Town, assessment: Assessment) -> list[Fetched]:
    """A large partner's and the partnership's: quicker."""
    first, *_, last = places_of(town, assessment)
    return fetch_from(town, assessment, [first, last])


def fetch_from(town: Town, assessment: Assessment, places: Iterable[Place]) -> list[Fetched]:
    fetched = []
    for place in places:
        browser = town.browser(place.seat)
        shown = {page: browser.get(place.address + page) for page in place.pages}
        assert {reply.status_code for reply in shown.values()} == {200}
        texts = {page: reply.text for page, reply in shown.items()}
        cells, wanted = (read(browser, assessment, place) for read in (fetch_json, fetch_wanted))
        fetched.append(Fetched(town, assessment, place, cells, wanted, fetch_csv(browser, place), texts))
    return fetched


def closed(town: Town, sheets: Callable[[Assessment], Sheets], *, joint: bool) -> Assessment:
    assessment = town.open(town.convenor if joint else town.directors[town.places[0].slug])
    town.enter(assessment, sheets(assessment))
    close(town, assessment)
    return assessment


def a_closed_town(build_town, *, joint: bool = True) -> tuple[Town, Assessment]:
    town, always = build_town(SEED)
    return town, closed(town, lambda each: some_answers(town, each, always, seed=SEED), joint=joint)


@pytest.fixture(scope="module", params=[True, False], ids=["joint", "own"])
def everything(request: pytest.FixtureRequest, build_town) -> list[Fetched]:
    return fetch(*a_closed_town(build_town, joint=request.param))


def test_whatever_is_drawn_is_a_released_figure(everything):
    for fetched in everything:
        for page in fetched.read():
            drawn = {figure for cell in page.cells for figure in cell.drawn} | set(page.drawn)
            assert drawn - ON_EVERY_AXIS <= fetched.figures | fetched.shares


def test_bars_are_as_long_as_the_answers_that_are_shown(everything):
    """Five to a group on a statement's own page; in lists as long as each other, on one scale."""
    bars = 0
    for fetched in everything:
        shown = [drawn_from(people, answers) for people, answers in fetched.answers]
        for page in fetched.read():
            for row in page.rows:
                widths = [width for cell in row.cells for width in cell.bars]
                bars += len(widths)
                if len(widths) == 1:
                    assert any(abs(widths[0] - 100 * share) < 0.01 for each in shown for share in each)
                elif widths:
                    assert any(alike(widths, [share for share in each if share]) for each in shown)
    assert bars > 100


def drawn_from(people: int, answers: Answers) -> tuple[float, ...]:
    return widths(Distribution(people, *(getattr(answers, field.name) for field in fields(Answers))))


def alike(lengths: Sequence[float], shares: Sequence[float]) -> bool:
    scale = sum(lengths) / sum(shares)
    return len(lengths) == len(shares) and all(
        abs(length - share * scale) < 0.05 for length, share in zip(lengths, shares, strict=True)
    )


def test_figures_for_wide_screens_hold_released_figures_only(everything):
    for fetched in everything:
        for figure in (figure for page in fetched.read() for figure in page.figures):
            assert {x for trace in figure["data"] for x in trace["x"] if x is not None} <= fetched.figures
            words = [
                word
                for trace in figure["data"]
                for word in (*trace.get("text", ()), *trace.get("hovertext", ()))
            ]
            apart = set(gaps(fetched))
            assert said(words) <= sayable(fetched) | apart | PLACES_IN_A_LIST
            if "title" in figure["layout"]["yaxis"]:  # how far organisations are apart, and no row's place
                assert {floor(y + 0.5) for trace in figure["data"] for y in trace["y"]} <= apart
            axes = {
                name: axis["range"] for name, axis in figure["layout"].items() if name.startswith("xaxis")
            }
            assert set(map(tuple, axes.values())) == {(-4, 104)}
            for note in figure["layout"].get("annotations", ()):
                assert not numbers(KNOWN_ANYWAY.sub("", note["text"]))


def test_whatever_is_said_can_be_said_with_released_figures(everything):
    for fetched in everything:
        allowed = sayable(fetched) | set(gaps(fetched))
        for page in fetched.read():
            assert said(cell.words for cell in page.cells) <= allowed
            assert said(page.words) <= allowed


def said(words: Iterable[str]) -> set[float]:
    return {number for each in words for number in numbers(KNOWN_ANYWAY.sub("", each))}


def sayable(fetched: Fetched) -> set[float]:
    """Figures, who answered and who was asked, and how far a figure could be out."""
    allowed = set(CONSTANTS) | whole(fetched.figures) | whole(fetched.shares)
    allowed |= {number for each in fetched.wanted for number in (each.count, each.people) if number}
    town, assessment = fetched.town, fetched.assessment
    asked = [town.known(each, {}) for each in town.invited(assessment)]
    for cell in released(fetched.cells):
        invited = len(members(cell, town, asked, town.knowledge[assessment.code]))
        answered = cell.people or 0
        allowed |= {answered, invited, floor(100 * answered / invited + 0.5)}
        total = (cell.mean or 0) * answered
        allowed |= whole((total / invited, (total + 100 * (invited - answered)) / invited))
    for people, answers in fetched.answers:
        counts = {*answers.levels, answers.usually}
        allowed |= counts | {answers.did_not_come_up or 0, answers.cannot_say or 0, 5}
        allowed |= {floor(100 * count / people + 0.5) for count in counts}
        allowed |= whole((100 * answers.usually_low, 100 * answers.usually_high))
        unsure = answers.cannot_say or 0
        allowed |= whole([100 * unsure / (people + unsure + (answers.did_not_come_up or 0))])
        allowed |= whole([100 - 100 * answers.usually / people])
    return allowed


def gaps(fetched: Fetched) -> Iterator[float]:
    """Between two released figures of one measure, with the likely range of each."""
    fetchable = {(*each.group, each.measure, each.counting) for each in released(fetched.cells)}
    with Session(fetched.town.engine) as session:
        cells = releases.cells(session, fetched.assessment.id)
    by_measure: dict[str, list[Cell]] = {}
    for cell in cells:
        group = (cell.group.kind.value, cell.group.name, cell.group.organisation)
        if (*group, cell.measure, cell.counting.value) in fetchable:
            by_measure.setdefault(cell.measure, []).append(cell)
    for alike in by_measure.values():
        yield from counted_otherwise(alike)
        for gap in starmap(compare, combinations(alike, 2)):
            assert gap, "a cell that anybody may fetch is released"
            yield from whole([abs(each) for each in (gap.points, gap.low, gap.high) if each is not None])


def counted_otherwise(alike: list[Cell]) -> Iterator[float]:
    """By how many were invited; and role levels, compared inside each organisation."""
    units = [cell for cell in alike if cell.group.kind in (GroupKind.ORGANISATION, GroupKind.POOL)]
    if (means := partnership_means(units)) and means.by_invited is not None:
        yield from whole([means.by_invited])
    levels = {cell.group.code: cell for cell in alike if cell.group.kind is GroupKind.ORGANISATION_LEVEL}
    pairs = [
        (cell, levels[other])
        for code, cell in levels.items()
        if (other := code.replace("strategic", "operational")) != code and other in levels
    ]
    if found := role_level_gap(pairs):
        gap = found.difference
        yield from whole([abs(each) for each in (gap.points, gap.low, gap.high) if each is not None])


def test_a_withheld_cell_is_a_reason_and_no_number(everything):
    for fetched in everything:
        assert any(cell.reason == TOO_FEW for cell in fetched.cells)
        assert not list(numbers_of_withheld(fetched))


def numbers_of_withheld(fetched: Fetched) -> Iterator[object]:
    for cell in fetched.cells:
        if not cell.is_released and (cell.people, cell.mean, cell.low, cell.high) != (None,) * 4:
            yield cell
    for line in fetched.lines:
        if line["released or the reason"] != "released" and any(
            line[name] for name in ("n", "mean", "low", "high", "invited", "help wanted")
        ):
            yield line
    for page in fetched.read():
        for row in page.rows:
            spoken = row.cells if row.is_withheld else [cell for cell in row.cells if cell.is_withheld]
            if said(cell.words for cell in spoken) or any(cell.drawn for cell in spoken):
                yield row


def test_withheld_rows_stand_in_an_order_that_says_nothing(everything):
    """The charter's, or A to Z."""
    for fetched in everything:
        topics = list(dict.fromkeys((line["about"], line["block"]) for line in fetched.csv))
        for table in (table for page in fetched.read() for table in page.tables):
            names = [row.name for row in table if row.is_withheld]
            places = [at for name in names for at in place_among(topics, name)]
            assert places == sorted(places)
            assert places or names == sorted(names)


def place_among(topics: list[tuple[str, str]], name: str) -> list[int]:
    """Of a row about a topic; nothing of one about a group."""
    named = [at for at, (about, _) in enumerate(topics) if about in name]
    in_full = [at for at in named if topics[at][1] in name]
    return (in_full or named)[:1]


def test_the_spreadsheet_and_the_reply_say_the_same(everything):
    for fetched in everything:
        spoken = [
            (line["measure"], line["counting"], line["n"], line["mean"], line["low"], line["high"])
            for line in fetched.csv
        ]
        meant = [
            (
                cell.measure,
                cell.counting,
                *(
                    "" if each is None else str(each)
                    for each in (cell.people, cell.mean, cell.low, cell.high)
                ),
            )
            for cell in fetched.cells
        ]
        assert spoken == meant
        told = [
            (line["measure"], line["n"], line["help wanted"])
            for line in fetched.lines
            if line not in fetched.csv
        ]
        assert told == [
            (each.measure, str(each.people or ""), f"{each.count or ''}{' or more' if each.or_more else ''}")
            for each in fetched.wanted
        ]


def test_pages_are_the_same_when_people_who_are_not_shown_trade_their_answers(build_town):
    before, after = before_and_after(build_town)
    assert before == after


def test_with_a_fault_planted_trading_answers_shows(build_town, monkeypatch):
    count_hidden_organisations_too(monkeypatch)
    before, after = before_and_after(build_town)
    assert before != after


def test_with_a_fault_planted_a_withheld_cell_has_a_number(build_town, monkeypatch):
    tell_the_number_of_the_withheld(monkeypatch)
    fetched = fetch_some(*a_closed_town(build_town))
    assert {type(each) for one in fetched for each in numbers_of_withheld(one)} == {
        Shown,
        dict,
        pages.TableRow,
    }


def before_and_after(build_town) -> tuple[list[str], list[str]]:
    """All that is shown of one town; and of the same, had they been each other."""
    town, assessment = a_closed_town(build_town)
    first = fetch_some(town, assessment)
    attack = Attack(town, town.knowledge[assessment.code], fetch_all(town, assessment))

    again, always = build_town(SEED)
    other = closed(
        again, lambda each: traded(attack, some_answers(again, each, always, seed=SEED)), joint=True
    )
    assert again.knowledge[other.code] != town.knowledge[assessment.code]
    return everything_in(first), everything_in(fetch_some(again, other))


def traded(attack: Attack, sheets: Sheets) -> Sheets:
    """Those who gave every level, and whom no figure tells apart, hand their answers on to the next."""
    alike: dict[frozenset[object], list[int]] = {}
    for person, invitation in enumerate(sheets):
        if None not in map(attack.known[person].level, attack.known[person].answers):
            inside = frozenset(
                cell.group for cell in released(attack.cells) if person in attack.members(cell)
            )
            alike.setdefault(inside, []).append(invitation)
    after = dict(sheets)
    for people in alike.values():
        for giver, taker in zip(people, [*people[1:], people[0]], strict=True):
            after[taker] = sheets[giver]
    return after


def everything_in(fetched: list[Fetched]) -> list[str]:
    """But for the codes in addresses, which are drawn by lot."""
    return [
        text.replace(each.assessment.code, "")
        for each in fetched
        for text in (*each.pages.values(), repr(each.cells), repr(each.wanted), repr(each.lines))
    ]
