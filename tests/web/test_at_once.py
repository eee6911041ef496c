"""The same thing done several times in the same moment: a thumb that taps twice, a phone and a laptop."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlmodel import Session, select

from app.domain.answers import BLANK
from app.storage.schema import AnsweringRow, OpenResponseRow, ReceiptRow
from tests.cast import AMIRA
from tests.respondent import amira_answers
from tests.world import Browser, World

HOW_MANY = 8


def all_at_once(deeds: list[Callable[[], Any]]) -> list[int]:
    """The status of each reply."""
    with ThreadPoolExecutor(len(deeds)) as people:
        return [reply.status_code for reply in people.map(lambda deed: deed(), deeds)]


def same_browser(world: World, browser: Browser) -> Browser:
    """Another tab of it."""
    other = world.browser()
    other.cookies.update(browser.cookies)
    return other


def test_sending_many_times_at_once_gives_one_receipt(world):
    amira = amira_answers(world)
    amira.fill_in(1, {0: 3})
    tabs = [same_browser(world, amira.browser) for _ in range(HOW_MANY)]
    statuses = all_at_once([lambda tab=tab: tab.post(f"{amira.home}/send") for tab in tabs])
    assert set(statuses) == {303}
    with Session(world.engine) as session:
        receipts = [row.code for row in session.exec(select(ReceiptRow))]
    assert receipts == [amira.kept().receipt]


def test_starting_many_times_at_once_leaves_one_response_and_one_browser(world):
    link = world.path_in_mail_to(AMIRA)
    browsers = [world.browser() for _ in range(HOW_MANY)]
    starts = [
        lambda browser=browser: browser.post(f"{link}/start", data={"consent": "yes"}) for browser in browsers
    ]
    assert set(all_at_once(starts)) == {303}
    with Session(world.engine) as session:
        assert len(session.exec(select(OpenResponseRow)).all()) == 1
        assert len(session.exec(select(AnsweringRow)).all()) == 1


def test_many_taps_at_once_are_all_kept(world):
    amira = amira_answers(world)
    statements = [each.code for each in amira.parts[0].statements]
    tabs = [same_browser(world, amira.browser) for _ in statements]
    taps = [
        lambda tab=tab, code=code: tab.post(f"{amira.home}/save/1", data={"seen": "7777777-", code: "2"})
        for tab, code in zip(tabs, statements, strict=True)
    ]
    assert set(all_at_once(taps)) == {200}
    assert list(amira.kept().sheet[:8]) == [2] * 7 + [BLANK]


def test_two_answers_to_one_statement_at_once_are_one_kept_and_one_told(world):
    amira = amira_answers(world)
    tabs = [same_browser(world, amira.browser) for _ in range(2)]
    taps = [
        lambda tab=tab, level=level: tab.post(
            f"{amira.home}/save/1", data={"seen": "7777777-", "SP1.1.practice": level}
        )
        for tab, level in zip(tabs, "14", strict=True)
    ]
    assert sorted(all_at_once(taps)) == [200, 409]
    assert amira.kept().sheet[0] in (1, 4)
