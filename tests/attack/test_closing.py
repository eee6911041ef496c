"""Closing through the front door: Dele her own, Rhiannon the joint one, the clock what is due."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select
from sqlmodel import Session

from app.closing_job import close_what_is_due, run_closing
from app.domain.assessments import Assessment, AssessmentState
from app.domain.cells import Decision
from app.storage import assessments, releases
from app.storage.tables import ANSWERING, OPEN_RESPONSE, SEALED_RESPONSE
from tests.attack import answers, killed, pages
from tests.attack.answers import some_answers
from tests.attack.conftest import close
from tests.attack.journey import phones
from tests.attack.once import millbrook as build_millbrook
from tests.attack.once import once
from tests.attack.shown import OWN_PAGES, SHARED_PAGES, fetch_csv, fetch_json, places_of
from tests.attack.town import DAYS_OPEN, Town
from tests.cast import NOW

NORTHWAY = "northway-homes"
TOO_FEW = Decision.TOO_FEW.value
_, ALWAYS = answers.millbrook()


@dataclass
class Closed:
    """Dele's own and the joint one: for tests that only look."""

    town: Town
    own: Assessment
    joint: Assessment


@pytest.fixture(scope="module")
def closed(module_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closed]:
    town = build_millbrook(module_database, tmp_path_factory.mktemp("closed"))
    both = [answered(town, by_joint=False), answered(town, by_joint=True)]
    for assessment in both:
        close(town, assessment)
    yield Closed(town, *both)
    town.engine.dispose()


def answered(town: Town, by_joint: bool) -> Assessment:
    def answer() -> Assessment:
        assessment = town.open(town.convenor if by_joint else town.directors[NORTHWAY])
        town.enter(assessment, some_answers(town, assessment, ALWAYS, seed="millbrook"))
        return assessment

    return once(town, "the joint one is answered" if by_joint else "Dele's is answered", answer)


def open_own(town: Town) -> Assessment:
    return once(town, "Dele's is open", lambda: town.open(town.directors[NORTHWAY], announce=True))


def state(town: Town, assessment: Assessment) -> AssessmentState:
    with Session(town.engine) as session:
        return assessments.get_assessment_by_id(session, assessment.id).state


def finish(town: Town, assessment: Assessment) -> None:
    run_closing(town.engine, town.app.state.library, assessment.id)


def hold_back_what_follows(town: Town) -> list[int]:
    """As if the machine were slow: what would run in the background waits."""
    waiting: list[int] = []
    town.app.state.run_closing = waiting.append
    return waiting


def test_dele_closes_waits_and_reads(millbrook):
    town, own = millbrook, answered(millbrook, by_joint=False)
    waiting = hold_back_what_follows(town)
    dele = town.browser(town.directors[NORTHWAY])
    watch, results = f"/org/{NORTHWAY}/assessments/{own.code}", f"/org/{NORTHWAY}/results/{own.code}"

    asked = dele.get(f"{watch}/close")
    assert f'action="{watch}/close"' in asked.text
    closed = dele.post(f"{watch}/close")

    assert (closed.status_code, closed.headers["location"]) == (303, watch)
    assert "figures are being put together" in dele.get(watch).text
    assert "being worked out" in dele.get(results).text
    for address in (f"{results}/cells.csv", f"/api/v1/assessments/{own.code}/cells"):
        assert dele.get(address).status_code == 409

    finish(town, own)
    assert waiting == [own.id]
    assert f'href="{results}"' in dele.get(watch).text
    overview = pages.read(dele.get(results).text)
    assert overview.figures
    assert f"{len(town.knowledge[own.code])} of 22" in "".join(overview.words)
    assert state(town, own) is AssessmentState.SEALED


def test_a_team_of_three_answers_is_named_with_the_reason(closed):
    town, own = closed.town, closed.own
    [place] = places_of(town, own)
    dele = town.browser(place.seat)

    teams = [
        row
        for row in pages.read(dele.get(f"{place.address}/teams").text).rows
        if row.name == "Night concierge"
    ]
    assert len(teams) == len(own.blocks)
    assert {tuple(cell.words.strip() for cell in row.cells[1:]) for row in teams} == {(TOO_FEW,)}
    lines = [line for line in fetch_csv(dele, place) if line["group"] == "Night concierge"]
    assert {line["released or the reason"] for line in lines} == {TOO_FEW}
    cells = [cell for cell in fetch_json(dele, own, place) if cell.name == "Night concierge"]
    assert {cell.reason for cell in cells} == {TOO_FEW}


def test_owen_finds_nothing_anywhere(closed):
    town, own, joint = closed.town, closed.own, closed.joint
    owen = town.browser(town.owen)
    addresses = [f"/api/v1/assessments/{each.code}/cells" for each in (own, joint)]
    addresses += [f"/api/v1/assessments/{joint.code}/cells?scope=partnership"]
    for each in (own, joint):
        for home, shown in ((f"/org/{NORTHWAY}", OWN_PAGES), ("/p/millbrook", SHARED_PAGES)):
            addresses += [home, f"{home}/assessments/{each.code}", f"{home}/assessments/{each.code}/close"]
            addresses += [f"{home}/results/{each.code}{page}" for page in (*shown, "/cells.csv")]
    # His own address does not lead to others' assessments either.
    addresses += [
        f"/org/harbour-row-housing/results/{each.code}{page}" for each in (own, joint) for page in OWN_PAGES
    ]
    assert {owen.get(address).status_code for address in addresses} == {404}
    assert owen.post(f"/org/{NORTHWAY}/assessments/{own.code}/close").status_code == 404


def test_rhiannon_sees_six_partners_two_of_them_in_their_own_words(closed):
    town, joint = closed.town, closed.joint
    page = pages.read(town.browser(town.convenor).get(f"/p/millbrook/results/{joint.code}").text)

    side_by_side = next(table for table in page.tables if any("Canal Side" in row.name for row in table))
    names = [place.name for place in sorted(town.places, key=lambda place: place.name)]
    rows = [row for row in side_by_side if any(row.name.startswith(name) for name in names)]
    assert len(rows) == len(names) == 6
    assert all(row.name.startswith(name) for row, name in zip(rows, names, strict=True))
    small = [row for row in rows if row.is_withheld]
    assert [row.name.split(" ")[0] for row in small] == ["Canal", "Willow"]
    assert "There are four of us" in small[0].cells[1].words
    assert not any(pages.numbers(cell.words) for row in small for cell in row.cells[1:])


def test_a_small_partner_reads_why_there_is_nothing_of_its_own(closed):
    town, joint = closed.town, closed.joint
    willow = town.browser(town.directors["willow-street-kitchen"])
    for page in OWN_PAGES:
        shown = willow.get(f"/org/willow-street-kitchen/results/{joint.code}{page}")
        assert TOO_FEW in shown.text
        assert not pages.read(shown.text).tables


def test_the_clock_closes_what_is_due(millbrook):
    town, own = millbrook, answered(millbrook, by_joint=False)
    joint = answered(town, by_joint=True)

    just_before = NOW + timedelta(days=DAYS_OPEN, minutes=-1)
    assert close_what_is_due(town.engine, town.app.state.library, now=just_before) == 0
    assert close_what_is_due(town.engine, town.app.state.library, now=just_before + timedelta(minutes=1)) == 2

    for assessment in (own, joint):
        for place in places_of(town, assessment):
            assert town.browser(place.seat).get(place.address).status_code == 200
            assert state(town, assessment) is AssessmentState.SEALED


def test_whoever_was_answering_is_told_that_it_has_closed(millbrook):
    town, own = millbrook, open_own(millbrook)
    [phone, *_] = phones(town, own)
    code = town.asked(own)[0]
    assert phone.start().status_code == 303
    seen = phone.seen(1)
    assert phone.save(1, {code: 3}, seen=seen).status_code == 303

    hold_back_what_follows(town)
    close(town, own)
    for refused in (
        phone.save(1, {code: 4}, seen=seen),
        phone.send(),
        phone.browser.post(f"{phone.home}/profile/note", data={"note": "…", "seen": seen}),
    ):
        assert (refused.status_code, "has closed" in refused.text) == (409, True)
    assert answers_kept(town) == [3]

    finish(town, own)
    for gone in (phone.save(1, {code: 4}, seen=seen), phone.send()):
        assert (gone.status_code, "If the assessment has closed" in gone.text) == (419, True)
    for path in (phone.link, f"{phone.link}/code"):
        assert town.browser().get(path).status_code == 404
    assert phone.start().status_code == 404
    assert (count(town, OPEN_RESPONSE), count(town, ANSWERING), count(town, SEALED_RESPONSE)) == (0, 0, 0)


def answers_kept(town: Town) -> list[int]:
    """The first answer of every response while they are open."""
    with Session(town.engine) as session:
        return [sheet[0] for sheet in session.execute(select(OPEN_RESPONSE.c.answers)).scalars()]


def count(town: Town, table: object) -> int:
    with Session(town.engine) as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_closing_that_is_killed_again_and_again_is_finished_by_the_timer(millbrook):
    town, own = millbrook, answered(millbrook, by_joint=False)
    hold_back_what_follows(town)
    close(town, own)
    for where, left_at in (
        (killed.BEFORE_ANYTHING, AssessmentState.CLOSING),
        (killed.AFTER_THE_RELEASE, AssessmentState.RELEASED),
        (killed.AFTER_THE_SEAL, AssessmentState.SEALED),  # before the files are cleared
    ):
        ended = killed.kill_closing(town, own, where)
        assert (ended, state(town, own)) == (-signal.SIGKILL, left_at)
    assert close_what_is_due(town.engine, town.app.state.library, now=NOW) == 0

    assert (count(town, OPEN_RESPONSE), count(town, SEALED_RESPONSE)) == (0, len(town.knowledge[own.code]))
    with Session(town.engine) as session:
        cells = releases.cells(session, own.id)
    assert len({(cell.group.code, cell.measure, cell.counting) for cell in cells}) == len(cells)
    assert any(cell.is_released for cell in cells)
    assert not is_anything_left_in_the_log(town)


def test_a_server_that_starts_finishes_what_was_cut_off_and_serves_meanwhile(millbrook):
    town, own = millbrook, answered(millbrook, by_joint=False)
    hold_back_what_follows(town)
    close(town, own)

    with ExitStack() as running:
        with Session(town.engine) as slow, slow.begin():
            assessments.hold_state(slow, own.id)
            site = running.enter_context(TestClient(town.app))
            assert site.get("/").status_code == 200
            assert assessments.get_assessment_by_id(slow, own.id).state is AssessmentState.CLOSING
        wait_until(lambda: "closings" not in {thread.name for thread in threading.enumerate()})

    assert state(town, own) is AssessmentState.SEALED
    assert (count(town, OPEN_RESPONSE), count(town, SEALED_RESPONSE)) == (0, len(town.knowledge[own.code]))


def wait_until(is_so: Callable[[], bool], *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)


def is_anything_left_in_the_log(town: Town) -> bool:
    """Of changes, in SQLite."""
    if town.engine.dialect.name != "sqlite":
        return False
    log = Path(f"{town.engine.url.database}-wal")
    return log.exists() and log.stat().st_size > 0
