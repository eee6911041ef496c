"""Where people are sent on to: paths of this site, whatever was asked for."""

import pytest

from app.web.addresses import own_path

ELSEWHERE = [
    "",
    "//evil.example",
    "///evil.example",
    "////evil.example/x",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "http:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "HTTPS://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "me",
    ".evil.example",
    "@evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\u2028/evil.example",
    "/é",
    "/\u3002evil.example",
    "/／evil.example",
    "?next=//evil.example",
    "#//evil.example",
    "//testserver@evil.example",
    "//evil.example/org/northway-homes",
    "/\\/evil.example",
    "/x\\..\\evil",
    "/\r\nSet-Cookie: a=b",
    "/\0",
    "/\x7f",
    "/\ud800",
    "\u200b//evil.example",
    "\ufeff//evil.example",
    "://evil.example",
    "//[",
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_what_leads_elsewhere_is_not_followed(wanted):
    assert own_path(wanted) is None


@pytest.mark.parametrize(
    "wanted", ["/", "/me", "/org/northway-homes/results/bcdf2345?count=people", "/a//b", "/x@y:z"]
)
def test_a_path_of_ours_is(wanted):
    assert own_path(wanted) == wanted
