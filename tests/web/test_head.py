"""HEAD is answered as GET is, without the body: link checkers, monitors and mail scanners ask so."""

import logging

import pytest

ANYBODY_S = [
    "/",
    "/charter",
    "/charter/competencies/SP1.1",
    "/charter/themes/XX",
    "/sign-in",
    "/me",
    "/docs",
    "/api/v1/openapi.json",
    "/healthz",
    "/readyz",
    "/static/no-such-file.css",
    "/no-such-page",
    "/charter/search?q=a&q=b",
]
DELE_S = [
    "/me",
    "/org/northway-homes",
    "{own}",
    "{own}/trend",
    "{own}/cells.csv",
    "{joint}",
    "/org/harbour-row",
]


def is_answered_alike(browser, address):
    whole, head = browser.get(address), browser.head(address)
    assert head.status_code == whole.status_code
    assert head.content == b""
    assert head.headers == whole.headers


@pytest.mark.parametrize("address", ANYBODY_S)
def test_head_is_answered_as_get_is_without_the_body(world, address):
    is_answered_alike(world.browser(), address)


@pytest.mark.parametrize("address", DELE_S)
def test_who_may_look_is_the_same_for_head(closed, address):
    is_answered_alike(closed.dele, address.format(own=closed.at, joint=closed.together))


def test_a_page_that_only_takes_forms_takes_no_head(world):
    assert world.browser().head("/me/seat").status_code == 405


def test_the_log_says_that_it_was_head_and_where(world, caplog):
    with caplog.at_level(logging.INFO, "good_partners"):
        world.browser().head("/org/northway-homes")
        world.browser().head("/no-such-page")
    logged = "\n".join(each.getMessage() for each in caplog.records)
    assert "HEAD /org/{slug} 303" in logged
    assert "HEAD no route 404" in logged
