"""What holds for every reply: headers, cookies, forged requests, ended sign-ins, the log."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlmodel import Session

from app.storage.tables import SIGN_IN
from app.web.static_files import static
from tests.cast import DELE
from tests.routes import routes_of
from tests.world import BASE_URL, World, make_world

EXPECTED = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def headers_of(response: Any) -> dict[str, str]:
    return {name: response.headers.get(name) for name in EXPECTED}


def plain_client(world: World, **headers: str) -> TestClient:
    """Sends what it is told to, and shows faults as people would see them."""
    return TestClient(
        world.app, BASE_URL, headers=headers, follow_redirects=False, raise_server_exceptions=False
    )


@contextmanager
def nobody_else_can_write(world: World) -> Iterator[None]:
    with Session(world.engine) as session:
        if world.engine.dialect.name == "postgresql":
            session.execute(text("LOCK TABLE sign_in, sign_in_request, attempt IN EXCLUSIVE MODE"))
        else:
            session.execute(text("SELECT 1"))  # beginning takes the write lock
        yield


# Headers


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/sign-in", 200),
        ("GET", "/healthz", 200),
        ("GET", "/me", 303),
        ("GET", "/no-such-page", 404),
        ("GET", "/org/%FF", 404),
        ("DELETE", "/sign-in", 405),
        ("POST", "/sign-in", 422),
        ("POST", "/me/seat", 419),
        ("GET", "/static/no-such-file.css", 404),
        ("POST", "/static/no-such-file.css", 405),
        ("GET", "/api/no-such-thing", 404),
    ],
)
def test_every_reply_has_the_headers_and_is_not_kept(world, method, address, status):
    response = world.browser().request(method, address)
    assert response.status_code == status
    assert headers_of(response) == EXPECTED
    assert response.headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in response.headers


def test_a_refused_forgery_has_the_headers(world):
    response = plain_client(world, **{"Sec-Fetch-Site": "cross-site"}).post("/sign-out")
    assert (response.status_code, headers_of(response)) == (403, EXPECTED)


def test_too_long_a_form_has_the_headers(world):
    response = world.browser().post("/sign-in", data={"email": "a" * 2_000_000})
    assert (response.status_code, headers_of(response)) == (413, EXPECTED)


def test_files_that_never_change_are_kept_and_have_the_headers(world):
    response = world.browser().get(static("gp.css"))
    assert (response.status_code, headers_of(response)) == (200, EXPECTED)
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_fault_has_the_headers_and_a_reference_and_says_nothing_else(world, caplog):
    def break_down() -> None:
        raise RuntimeError("the answers of Amira")

    world.app.add_api_route("/probe", break_down, name="public.home")
    with caplog.at_level(logging.ERROR, "good_partners"):
        response = plain_client(world).get("/probe")
    assert (response.status_code, headers_of(response)) == (500, EXPECTED)
    [record] = [each for each in caplog.records if each.name == "good_partners.faults"]
    reference = record.getMessage().split()[1].rstrip(":")
    assert reference in response.text
    assert "Amira" not in response.text + caplog.text
    assert "RuntimeError" in caplog.text


def test_a_busy_database_is_an_honest_page_with_the_headers(world):
    with nobody_else_can_write(world):
        response = plain_client(world, **{"Sec-Fetch-Site": "same-origin"}).post(
            "/sign-in", data={"email": DELE}
        )
    assert (response.status_code, headers_of(response)) == (503, EXPECTED)
    assert response.headers["retry-after"] == "30"
    assert "not saved" in response.text


def test_people_who_only_look_do_not_wait_for_those_who_write(world):
    browser = world.browser(world.cast.dele)
    with nobody_else_can_write(world):
        assert browser.get("/charter").status_code == 200
        assert browser.get("/org/northway-homes").status_code == 200


# Cookies


def test_the_cookies_are_out_of_reach_of_script_and_of_other_sites(world):
    response = world.browser().post("/sign-in", data={"email": DELE, "next": "/me"})
    cookies = response.headers.get_list("set-cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


def test_over_tls_the_cookies_are_for_this_host_alone(database_url: str, tmp_path: Path):
    world = make_world(database_url, tmp_path, base_url="https://partners.example")
    response = world.browser().post("/sign-in", data={"email": DELE})
    world.engine.dispose()
    [cookie] = response.headers.get_list("set-cookie")
    assert cookie.startswith("__Host-sign-in-request=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert response.headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"


# Forgery


def changing_routes(world: World) -> list[str]:
    """An address for each route that changes something."""
    routes = [each for each in routes_of(world.app) if each.method not in ("GET", "HEAD")]
    assert len(routes) >= 8
    return [each.path.replace("{", "").replace("}", "") for each in routes]


FORGED = [
    {},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": BASE_URL},
    {"Sec-Fetch-Site": "nonsense"},
    {"Origin": "https://evil.example"},
    {"Origin": f"{BASE_URL}.evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Referer": f"{BASE_URL}/sign-in"},
]


# It is refused before any database is asked, so on PostgreSQL one will do.
FORGED_BY_DATABASE = [*(("sqlite", headers) for headers in FORGED), ("postgresql", FORGED[1])]


@pytest.mark.parametrize(("database_url", "headers"), FORGED_BY_DATABASE, indirect=["database_url"], ids=str)
def test_what_another_site_asked_for_is_refused_on_every_route(world, headers, count_statements):
    client = plain_client(world, **headers)
    client.cookies = world.browser(world.cast.dele).cookies
    with count_statements() as statements:
        for address in changing_routes(world):
            response = client.post(address)
            assert response.status_code == 403, address
            assert "another site" in response.text
    assert statements == []
    with Session(world.engine) as session:
        assert len(session.execute(SIGN_IN.select()).all()) == 1  # POST /sign-out was among them


@pytest.mark.parametrize(
    ("database_url", "headers"),
    [
        ("sqlite", {"Sec-Fetch-Site": "same-origin"}),
        ("sqlite", {"Sec-Fetch-Site": "none"}),
        ("sqlite", {"Origin": BASE_URL}),
        ("postgresql", {"Sec-Fetch-Site": "same-origin"}),
    ],
    indirect=["database_url"],
    ids=str,
)
def test_what_was_asked_for_here_is_not(world, headers):
    client = plain_client(world, **headers)
    for address in changing_routes(world):
        assert "another site" not in client.post(address).text, address


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing is asked of a database
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_nothing_is_changed_in_any_other_way(world, method, count_statements):
    browser = world.browser()
    with count_statements() as statements:
        for address in changing_routes(world):
            assert browser.request(method, address).status_code == 405
    assert statements == []


def test_a_header_does_not_make_a_look_a_deed(world):
    browser = world.browser(world.cast.dele)
    browser.get("/sign-out", headers={"X-HTTP-Method-Override": "POST"})
    browser.get("/sign-out?_method=POST")
    assert browser.get("/me").status_code == 200


# Ended while somebody was typing


def test_a_form_sent_after_the_sign_in_ran_out_is_answered_honestly(world):
    browser = world.browser(world.cast.dele)
    world.clock.forward(hours=1)
    response = browser.post(f"/org/northway-homes/assessments/{world.northway_own.code}/close")
    assert response.status_code == 419
    assert "signed out for safety" in response.text.casefold()
    assert 'href="/sign-in' in response.text


def test_answers_sent_from_a_browser_that_nobody_let_in_are_answered_honestly(world):
    browser = world.browser()
    browser.cookies.set(f"answering-{world.joint.code}", "0" * 64)
    response = browser.post(f"/answer/{world.joint.code}/part/1")
    assert response.status_code == 419
    assert "invitation" in response.text


# What is written down


def test_the_log_has_the_routes_template_and_never_what_was_in_the_address(world, caplog):
    browser = world.browser()
    with caplog.at_level(logging.DEBUG, "good_partners"):
        browser.post("/sign-in", data={"email": DELE})
        browser.get("/sign-in/link/0123456789abcdef?secret=inthequery")
        browser.get("/org/northway-homes")
        browser.get("/no-such-page/secret")
    logged = "\n".join(each.getMessage() for each in caplog.records)
    assert "GET /sign-in/link/{token} 404" in logged
    assert "GET /org/{slug} 303" in logged
    assert "GET no route 404" in logged
    for secret in ("0123456789abcdef", "inthequery", "northway", "secret", DELE, "testclient"):
        assert secret not in logged


def test_links_in_mail_do_not_follow_the_host_header(world):
    sent: list[Any] = []
    world.app.state.post = lambda: nullcontext(sent.append)
    world.browser().post("/sign-in", data={"email": DELE}, headers={"Host": "evil.example"})
    world.browser().post("/sign-in", data={"email": DELE}, headers={"X-Forwarded-Host": "evil.example"})
    assert sent
    assert not [each for each in sent if "evil" in each.body]


def test_a_slash_too_many_leads_nowhere_else_whatever_host_is_named(world):
    browser = world.browser(world.cast.dele)
    for typed, leads_to in {
        "/charter/": "/charter",
        "/org/northway-homes/people//": "/org/northway-homes/people",
        "/no-such-page/": "/no-such-page",
        "//evil.example/": "/",
        "/%2fevil.example/": "/",
        "/%5cevil.example/": "/%5Cevil.example",
    }.items():
        response = browser.get(BASE_URL + typed, headers={"Host": "evil.example"})
        assert (response.status_code, response.headers.get("location")) == (307, leads_to), typed
