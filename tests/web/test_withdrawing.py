"""Deleting one's answers: where the way begins, and what the pages say before and after."""

import pytest

from tests.respondent import Respondent, amira_answers, text_of
from tests.web.test_sending import codes_shown, open_results
from tests.world import World


@pytest.fixture
def amira(world: World) -> Respondent:
    respondent = amira_answers(world)
    respondent.fill_in(1, {0: 4, 1: 0, 2: 6})
    return respondent


def test_the_list_of_parts_and_the_thanks_lead_there(amira):
    assert f'href="{amira.home}/delete">Delete my answers' in amira.get().text
    amira.post("/send")
    assert f'href="{amira.home}/delete">Delete my answers' in amira.get("/sent").text


def test_her_results_lead_there_while_it_is_open_and_after(amira):
    amira.post("/send")
    code = codes_shown(amira)[0]
    for is_closed in (False, True):
        if is_closed:
            amira.world.close(amira.world.joint, by=amira.world.cast.rhiannon)
        browser, _ = open_results(amira.world, code)
        assert 'href="/my-results/delete">Delete my answers' in browser.get("/my-results/profile").text
        assert 'action="/my-results/delete"' in browser.get("/my-results/delete").text


def test_before_sending_the_page_speaks_of_no_receipt(amira):
    page = text_of(amira.get("/delete"))
    assert "deleted at once" in page
    assert "lets you start again" in page
    assert "receipt" not in page


def test_after_sending_the_page_says_what_becomes_of_receipt_and_code(amira):
    amira.post("/send")
    page = text_of(amira.get("/delete"))
    assert "Your receipt proves nothing any more, because nothing is kept." in page
    assert "Your return code opens nothing after that." in page


def test_looking_deletes_nothing(amira):
    before = amira.kept()
    amira.get("/delete")
    assert amira.kept() == before


def test_the_last_page_has_the_phone_cleared_of_what_it_kept_for_her(amira):
    name = amira.get("/later").text.partition('data-who="')[2][:16]
    amira.post("/delete")
    page = amira.get("/deleted").text
    assert f'data-who="{name}" data-parts="0"' in page


def test_after_the_close_the_page_says_that_figures_stay(amira):
    amira.post("/send")
    code = codes_shown(amira)[0]
    amira.world.close(amira.world.joint, by=amira.world.cast.rhiannon)
    browser, _ = open_results(amira.world, code)
    page = text_of(browser.get("/my-results/delete"))
    assert "stay as they are" in page
    assert "Your receipt still says that something was kept." in page
    assert "start again" not in page


def test_when_its_time_is_up_nothing_can_be_deleted_until_it_is_sealed(amira):
    amira.post("/send")
    browser, _ = open_results(amira.world, codes_shown(amira)[0])
    amira.world.clock.forward(days=22)
    for reply in (amira.get("/delete"), amira.post("/delete"), browser.post("/my-results/delete")):
        assert reply.status_code == 409
        assert "come back in a few minutes" in text_of(reply)
    assert amira.kept().is_sent
